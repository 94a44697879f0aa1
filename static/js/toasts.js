// A toast can be closed; it never closes itself, because some read slowly.

export function watchToasts(root) {
  const show = () => root.querySelectorAll("[data-close]").forEach((button) => (button.hidden = false));
  show();
  root.addEventListener("htmx:afterSettle", show);
  root.addEventListener("click", (event) => event.target.closest("[data-close]")?.closest(".toast").remove());
}
