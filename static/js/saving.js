// What is typed into a post is kept on the server as well, every few seconds and when the page is left for another.
// Whatever the server has not answered for stays in this tab, and is sent as soon as there is a network again.

const EVERY = 3000;
const AGAIN = 10000;
const PATIENCE = 2000;
const TYPED = ["title", "body", "who"];
const NOT_WORDS = ["csrfmiddlewaretoken", "idempotency_key", "draft_version", "draft_writer"];

const wordsOf = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !NOT_WORDS.includes(name)));

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function tell(line, sentence, see) {
  line.replaceChildren(sentence);
  if (!see) return;
  const link = document.createElement("a");
  Object.assign(link, { href: see, target: "_blank", rel: "noopener", textContent: line.dataset.see });
  line.append(" ", link);
}

function keep(form) {
  const [line, version, key] = [form.querySelector("[data-keeping]"), form.elements.draft_version, form.elements.idempotency_key.value];
  const kept = `draft:unsaved:${key}`;
  let [dirty, timer, sending, stopped, leaving] = [false, 0, null, false, false];
  // A page that is loaded again takes the name of the one before it: what that one sent last may be on its way still.
  const unsaved = read(kept);
  const writer = unsaved?.writer ?? [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("").slice(0, 32);
  form.elements.draft_writer.value = writer;

  function note(sent) {
    try {
      sessionStorage.setItem(kept, JSON.stringify({ words: wordsOf(form), version: version.value, writer, sent }));
    } catch {
      // Storage full or forbidden: the words are still in the form.
    }
  }

  function later(wait) {
    if (!timer && !stopped && !leaving) timer = setTimeout(save, wait);
  }

  // From now on the page is that draft: loaded again, it goes on with it.
  function saved(answer) {
    version.value = answer.version;
    if (!dirty) sessionStorage.removeItem(kept);
    if (form.dataset.draft !== key) {
      sessionStorage.removeItem(`draft:${location.pathname}`);
      form.dataset.draft = key;
      history.replaceState(history.state, "", answer.url);
    }
    tell(line, line.dataset.saved);
  }

  // Where nothing will be otherwise by itself, nothing is sent until the words change.
  function refused(answer) {
    stopped = answer.code === "newer_draft" || answer.code === "posted_already";
    if (answer.code !== "empty") tell(line, answer.sentence, answer.see);
  }

  async function send(keepalive) {
    dirty = false;
    const body = new FormData(form);
    const signal = keepalive ? undefined : AbortSignal.timeout(AGAIN);
    try {
      const response = await fetch(form.dataset.saves, { method: "POST", body, keepalive, signal, headers: { Accept: "application/json" } });
      const answer = await response.json();
      if (response.ok) saved(answer);
      else refused(answer);
    } catch {
      dirty = true;
      tell(line, line.dataset.unsaved);
      later(AGAIN);
    }
  }

  function save(keepalive = false) {
    clearTimeout(timer);
    timer = 0;
    if (!dirty || stopped || sending) return sending;
    if (version.value === "0" && TYPED.every((name) => !form.elements[name].value.trim())) return null;
    sending = send(keepalive === true).finally(() => {
      sending = null;
      if (dirty) later(EVERY);
    });
    return sending;
  }

  function typed() {
    dirty = true;
    note(false);
    later(EVERY);
  }

  // What this tab could not send before it was loaded again, with the version it was typed on.
  if (unsaved) {
    for (const [name, value] of Object.entries(unsaved.words)) if (form.elements[name]) form.elements[name].value = value;
    version.value = unsaved.version;
    typed();
  }

  form.addEventListener("input", typed);
  window.addEventListener("online", () => save());
  window.addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("visibilitychange", () => save(document.hidden));
  window.addEventListener("pagehide", () => save(true));
  // A save on its way would make a newer version than the one that is being sent: it is waited for, a moment.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    if (!sending || leaving) {
      [leaving, dirty] = [true, false];
      clearTimeout(timer);
      note(true);
      return;
    }
    event.preventDefault();
    leaving = true;
    const { submitter } = event;
    Promise.race([sending, new Promise((done) => setTimeout(done, PATIENCE))]).then(() => form.requestSubmit(submitter));
  });
}

for (const form of document.querySelectorAll("form[data-saves]")) keep(form);
