// Reactions and bookmarks change where they stand. Without this file each is a form, and the other four have a page.
const FEET = ".comment .feet";
const PLACES = `${FEET}, [data-marks]`;
const asked = { headers: { "HX-Request": "true" }, credentials: "same-origin" };

// It stays until the next try: some read slowly.
function tell(root, sentence) {
  root.querySelector("[data-unsent]")?.remove();
  if (!sentence) return;
  const toast = root.createElement("div");
  toast.className = "toast";
  toast.dataset.unsent = "";
  toast.textContent = sentence;
  root.querySelector("#toasts")?.append(toast);
}

const parsed = (root, html) => root.createRange().createContextualFragment(html.trim());

// Below a comment the button and the link beside it are drawn anew; below a post all chips are.
function put(place, button, fresh) {
  const value = button.value;
  if (button.classList.contains("foot")) {
    button.replaceWith(fresh);
    return place.querySelector(".foot[form=marks]");
  }
  if (place.dataset.marks !== undefined) {
    const parent = place.parentNode;
    place.replaceWith(fresh);
    return parent.querySelector(`[data-marks] [value=${value}]`);
  }
  place.querySelector(".marks--offer")?.remove();
  place.querySelector(":scope > [href$='/reaction/']")?.remove();
  place.querySelector(":scope > button")?.replaceWith(fresh);
  return place.querySelector(":scope > button");
}

async function send(root, form, button) {
  const place = button.closest(FEET) ?? button.closest("[data-marks]");
  const said = new FormData(form);
  said.set(button.name || "keep", button.value || "1");
  button.setAttribute("aria-busy", "true");
  tell(root, "");
  try {
    const answer = await fetch(button.formAction, { ...asked, method: "POST", body: said });
    // A refusal has a page with its sentence.
    if (!answer.ok || answer.redirected) return form.requestSubmit(button);
    put(place, button, parsed(root, await answer.text()))?.focus();
  } catch {
    tell(root, form.dataset.failed);
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
    if (!answer.ok || answer.redirected) return root.location.assign(link.href);
    feet.append(parsed(root, await answer.text()));
    feet.querySelector(".marks--offer button")?.focus();
  } catch {
    root.location.assign(link.href);
  }
}

export function watchMarks(root) {
  let again = null;
  root.addEventListener("submit", (event) => {
    const button = event.submitter;
    const form = event.target;
    if (form.id !== "marks" || !button?.closest(PLACES)) return;
    if (again === button) return (again = null);
    event.preventDefault();
    if (button.getAttribute("aria-busy") === "true") return;
    again = button;
    send(root, form, button).finally(() => (again = null));
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest(`${FEET} > [href$="/reaction/"]`);
    if (link && root.getElementById("marks") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      offer(root, link);
      return;
    }
    for (const one of root.querySelectorAll(".marks--offer")) if (!one.contains(event.target)) one.remove();
  });
  root.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && root.querySelector(".marks--offer");
    if (!open) return;
    const link = open.closest(FEET).querySelector(":scope > [href$='/reaction/']");
    open.remove();
    link?.focus();
  });
}
