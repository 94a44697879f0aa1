// htmx moves the horizon and swaps the page under it (see _stepper.html). Here: the panel stays open and the focus where it was.

const stepperOf = (event) => event.detail.elt?.closest?.("[data-stepper]");

export function watchSteppers(root) {
  let open = false;
  let held = "";

  root.addEventListener("htmx:beforeRequest", (event) => {
    if (!stepperOf(event)) return;
    open = root.querySelector(".horizon")?.open ?? false;
    held = root.activeElement?.id ?? "";
  });

  root.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.requestConfig?.elt?.matches?.("[data-stepper]")) return;
    const panel = root.querySelector(".horizon");
    if (panel && open) panel.open = true;
    root.getElementById(held)?.focus({ preventScroll: true });
  });

  // A refused number gets its own page, with the reason.
  root.addEventListener("htmx:responseError", (event) => stepperOf(event)?.submit());

  root.addEventListener("htmx:sendError", (event) => {
    const said = stepperOf(event)?.querySelector("output");
    if (said) said.textContent = stepperOf(event).dataset.failed;
  });
}
