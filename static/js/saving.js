// What is typed into a post or a comment is kept on the server as well, every few seconds and when the page is left for another.
// Whatever the server has not answered for stays in this tab, and is sent as soon as there is a network again.
import { raise } from "./toasts.js";

const EVERY = 3000;
const AGAIN = 10000;
const PATIENCE = 2000;
const TYPED = ["title", "body", "who"];
// The photos stand on the page as the server drew them: these words are not put back without it.
const NOT_WORDS = ["csrfmiddlewaretoken", "idempotency_key", "draft_version", "draft_writer", "photos"];
// Files and what is said of them have a button of their own.
const ALONG = /^(along-|kept$|own$)/;

const wordsOf = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !NOT_WORDS.includes(name) && !ALONG.test(name)));

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

const linkTo = (href, textContent, className = "") => Object.assign(document.createElement("a"), { href, textContent, className, target: "_blank", rel: "noopener" });

function tell(line, sentence, see) {
  line.replaceChildren(sentence);
  if (see) line.append(" ", linkTo(see, line.dataset.see));
}

// Said where it is seen on a phone as well, whose keyboard hides the foot of the form.
function shout({ sentence, see }, words) {
  const said = Object.assign(document.createElement("span"), { className: "toast__text", role: "alert", textContent: sentence });
  raise(said, ...(see ? [linkTo(see, words, "toast__act")] : []));
}

function field(form, name) {
  if (!form.elements[name]) form.append(Object.assign(document.createElement("input"), { type: "hidden", name }));
  return form.elements[name];
}

function keep(form) {
  const [line, version, named] = [form.querySelector("[data-keeping]"), field(form, "draft_version"), field(form, "draft_writer")];
  const key = form.dataset.keeps ?? form.elements.idempotency_key.value;
  const kept = `draft:unsaved:${key}`;
  let [dirty, timer, sending, stopped, leaving] = [false, 0, null, false, false];
  // A page that is loaded again takes the name of the one before it: what that one sent last may be on its way still.
  const unsaved = read(kept);
  const writer = unsaved?.writer || named.value || [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("").slice(0, 32);
  named.value = writer;

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
    form.removeAttribute("data-unsaved");
    if (answer.url && form.dataset.draft !== key) {
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
    if (answer.code === "newer_draft") shout(answer, line.dataset.see);
  }

  async function send(keepalive) {
    dirty = false;
    const body = new FormData(form);
    for (const name of [...body.keys()].filter((name) => ALONG.test(name))) body.delete(name);
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
    if (!dirty || stopped || sending || !form.isConnected) return sending;
    if (version.value === "0" && TYPED.every((name) => !form.elements[name]?.value.trim())) return null;
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

  // The page came anew with something that no draft holds yet.
  if (form.hasAttribute("data-unsaved")) typed();

  form.addEventListener("input", typed);
  form.addEventListener("htmx:afterSwap", typed);
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

export { keep as begin };

// A composer in a thread begins once it is used (composers.js).
for (const form of document.querySelectorAll("form[data-saves]:not([data-composer])")) keep(form);
