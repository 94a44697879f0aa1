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

function write(form, sent) {
  const words = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify({ words, sent }));
  } catch {
    // Storage full or forbidden: the words are still in the form.
  }
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
  sessionStorage.removeItem(keyOf(form));
}

export function restoreDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const draft = read(keyOf(form));
    if (!draft) continue;
    for (const field of fieldsOf(form)) {
      const kept = draft.words[field.name];
      if (kept && field.value === field.defaultValue && field.defaultValue === "") field.value = kept;
    }
    if (draft.sent) tell(form, root);
  }
}

export function keepDrafts(root) {
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("draft:"))) {
    const draft = read(key);
    if (!draft || arrived(draft)) sessionStorage.removeItem(key);
  }
  restoreDrafts(root);

  root.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form) write(form, false);
  });
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    write(form, navigator.onLine);
    if (navigator.onLine) return;
    event.preventDefault();
    tell(form, root);
  });
}
