// Reactions and bookmarks change where they stand. Without this file each is a form, and a comment's five have a page.
import { raise } from "./toasts.js";

const FEET = ".comment > div > .feet";
const LINKS = `${FEET} > a[href$="/reaction/"]`;
const asked = { headers: { "HX-Request": "true" }, credentials: "same-origin" };

// It stays until the next try: some read slowly.
let unsent = null;

const parsed = (root, html) => root.createRange().createContextualFragment(html.trim());

// What can be reported can be felt about: where nobody has, there is no link yet.
function putLinks(root, form, within) {
  for (const report of within.querySelectorAll(`${FEET} > [href$="/reports/"]`)) {
    const feet = report.parentNode;
    if (feet.querySelector(':scope > [href$="/reaction/"]')) continue;
    const link = root.createElement("a");
    link.href = report.getAttribute("href").replace("/reports/", "/reaction/");
    link.textContent = form.dataset.first;
    feet.prepend(link);
  }
}

// The link below a comment says how it felt; here it becomes a button that feels so, and a link to all five.
function putButtons(root, within) {
  const form = root.getElementById("marks");
  if (!form) return;
  putLinks(root, form, within);
  for (const link of within.querySelectorAll(`${LINKS}:not([data-more])`)) {
    const felt = link.dataset.felt;
    const label = link.getAttribute("aria-label");
    const button = root.createElement("button");
    button.setAttribute("form", "marks");
    button.setAttribute("formaction", link.getAttribute("href"));
    button.name = felt ? "take_back" : "kind";
    button.value = felt ?? "dil";
    button.setAttribute("aria-pressed", String(Boolean(felt)));
    // A name that nobody has felt yet is the sign alone.
    button.setAttribute("aria-label", label ?? link.textContent);
    button.textContent = label ? link.textContent : "";
    link.removeAttribute("data-felt");
    link.dataset.more = "";
    link.setAttribute("aria-label", form.dataset.otherwise);
    link.textContent = "⋯";
    link.before(button);
  }
}

// Below a comment the sign and the link are drawn anew; below a post all chips are.
function put(root, button, fresh) {
  const feet = button.closest(FEET);
  const chips = button.closest("[data-marks]");
  if (button.classList.contains("foot")) {
    const saved = fresh.firstElementChild;
    button.replaceWith(saved);
    return saved;
  }
  if (!feet) {
    const parent = chips.parentNode;
    chips.replaceWith(fresh);
    return parent.querySelector(`[data-marks] [value=${button.value}]`);
  }
  feet.querySelector(".marks--offer")?.remove();
  feet.querySelector(":scope > button")?.remove();
  feet.querySelector(":scope > [data-more]").replaceWith(fresh);
  putButtons(root, feet);
  return feet.querySelector(":scope > button");
}

async function send(root, form, button) {
  const said = new FormData(form);
  said.set(button.name || "keep", button.value || "1");
  button.setAttribute("aria-busy", "true");
  unsent?.remove();
  try {
    const answer = await fetch(button.getAttribute("formaction") ?? form.action, { ...asked, method: "POST", body: said });
    // A refusal has a page with its sentence.
    if (answer.status !== 200 || answer.redirected) return form.requestSubmit(button);
    put(root, button, parsed(root, await answer.text()))?.focus();
  } catch {
    unsent = raise(form.dataset.failed);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function offer(root, link) {
  const feet = link.closest(FEET);
  const open = feet.querySelector(".marks--offer");
  if (open) return open.remove();
  try {
    const answer = await fetch(link.href, asked);
    if (answer.status !== 200 || answer.redirected) return root.location.assign(link.href);
    feet.append(parsed(root, await answer.text()));
    feet.querySelector(".marks--offer button")?.focus();
  } catch {
    root.location.assign(link.href);
  }
}

export function watchMarks(root) {
  let sending = null;
  putButtons(root, root);
  root.addEventListener("htmx:load", (event) => putButtons(root, event.detail.elt));
  root.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target.id !== "marks" || !button || sending === button) return;
    event.preventDefault();
    if (sending) return;
    sending = button;
    send(root, event.target, button).finally(() => (sending = null));
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest(LINKS);
    for (const one of root.querySelectorAll(".marks--offer"))
      if (!one.contains(event.target) && !one.parentNode.contains(link)) one.remove();
    if (!link || !root.getElementById("marks") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    offer(root, link);
  });
  root.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && root.querySelector(".marks--offer");
    if (!open) return;
    const link = open.parentNode.querySelector(":scope > [data-more]");
    open.remove();
    link?.focus();
  });
}
