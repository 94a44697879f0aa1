// A toast can be closed; it never closes itself, because some read slowly.

/** Puts one at the foot of the page. */
export function raise(...parts) {
  const toast = Object.assign(document.createElement("div"), { className: "toast" });
  toast.append(...parts);
  document.querySelector("#toasts")?.append(toast);
  return toast;
}

export function watchToasts(root) {
  const show = () => root.querySelectorAll("[data-close]").forEach((button) => (button.hidden = false));
  show();
  root.addEventListener("htmx:afterSettle", show);
  root.addEventListener("click", (event) => event.target.closest("[data-close]")?.closest(".toast").remove());
}
