// What is typed into a form marked data-draft outlives a lost network, a closed page and a swap, for as long as the tab.

const FIELDS = "textarea, input[type=text], input:not([type])";
const keyOf = (form) => `draft:${form.dataset.draft || new URL(form.action, location.href).pathname}`;
const fieldsOf = (form) => [...form.querySelectorAll(FIELDS)].filter((field) => field.name);

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

// With the words stands what the house and the worker know them by: the key they were sent with, and who saved them.
function write(form, sent, tried) {
  const words = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
  const { idempotency_key: own, draft_writer: saver } = form.elements;
  const known = read(keyOf(form));
  const name = tried ? own?.value : known?.name;
  const [writer, keeps] = [saver?.value || known?.writer, form.dataset.keeps ?? known?.keeps];
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify({ words, sent, name, writer, keeps }));
  } catch {
    // Storage full or forbidden: the words are still in the form.
  }
}

function field(form, name, value) {
  if (!form.elements[name]) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  return form.elements[name];
}

// Sent once more, the words are the same request, which is taken once; and the draft of them on the server goes with it.
function takeUp(form, { name, writer }) {
  const own = form.elements.idempotency_key;
  if (name && own) {
    for (const button of form.querySelectorAll("[formaction]")) button.setAttribute("formaction", button.getAttribute("formaction").replace(own.value, name));
    if (form.dataset.saves) form.dataset.saves = form.dataset.saves.replace(own.value, name);
    own.value = name;
  }
  if (!writer) return;
  field(form, "draft_version", "0");
  field(form, "draft_writer", "").value = writer;
}

function tell(form, root) {
  const sentence = root.querySelector("[data-kept]")?.dataset.kept;
  if (!sentence || form.querySelector(".kept")) return;
  const line = root.createElement("p");
  line.className = "kept field__error";
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  form.prepend(line);
}

// Sent and answered: the answer came by following our own link or redirect, not by going back or typing the address.
function arrived(draft) {
  const [visit] = performance.getEntriesByType("navigation");
  return draft.sent && visit?.type === "navigate" && document.referrer.startsWith(location.origin);
}

export function forgetDraft(form) {
  const keeps = read(keyOf(form))?.keeps;
  if (keeps) sessionStorage.removeItem(`draft:unsaved:${keeps}`);
  sessionStorage.removeItem(keyOf(form));
}

function restoreDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const draft = read(keyOf(form));
    if (!draft) continue;
    const empty = fieldsOf(form).filter((field) => draft.words[field.name] && field.value === field.defaultValue && field.defaultValue === "");
    for (const field of empty) field.value = draft.words[field.name];
    if (empty.length) takeUp(form, draft);
    if (draft.sent) tell(form, root);
  }
}

export function keepDrafts(root) {
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("draft:"))) {
    const draft = read(key);
    if (!draft || arrived(draft)) sessionStorage.removeItem(key);
  }
  restoreDrafts(root);
  // A horizon that moved swapped the page, and its forms with it.
  root.addEventListener("htmx:afterSettle", ({ detail }) => detail.requestConfig?.elt?.matches?.("[data-stepper]") && restoreDrafts(root));

  root.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form) write(form, false, false);
  });
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    write(form, navigator.onLine, true);
    if (navigator.onLine || navigator.serviceWorker?.controller) return; // the worker keeps it beyond this tab
    event.preventDefault();
    tell(form, root);
  });
}
