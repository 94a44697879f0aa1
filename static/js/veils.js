// A veil lifts in place; when it cannot, it says so and stays.

const veilOf = (event) => event.detail.elt?.closest?.("[data-veil]");

function say(veil, sentence) {
  const line = veil?.querySelector(".veil__said");
  if (line) line.textContent = sentence;
}

export function watchVeils(root) {
  root.addEventListener("htmx:beforeRequest", (event) => say(veilOf(event), ""));

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:swapError"]) {
    root.addEventListener(failure, (event) => say(veilOf(event), veilOf(event)?.dataset.failed ?? ""));
  }

  // A refusal answers a whole page without the wanted thing: swapping it would wipe the veil away.
  root.addEventListener("htmx:beforeSwap", (event) => {
    const wanted = event.detail.elt?.closest?.("[data-hx-select]")?.getAttribute("data-hx-select");
    if (!wanted?.startsWith("#") || event.detail.isError) return;
    const answer = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    if (!answer.getElementById(wanted.slice(1))) {
      event.detail.shouldSwap = false;
      say(veilOf(event), veilOf(event)?.dataset.failed ?? "");
    }
  });

  root.addEventListener("htmx:load", (event) => {
    const opened = event.detail.elt.matches?.("[data-opened]")
      ? event.detail.elt
      : event.detail.elt.querySelector?.("[data-opened]");
    if (opened && event.detail.elt !== root.body) opened.focus();
  });
}
