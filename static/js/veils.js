// A veil lifts in place; when it cannot, it says so and stays.

const veilOf = (event) => event.detail.elt?.closest?.("[data-veil]");

function say(veil, sentence) {
  const line = veil?.querySelector(".veil__said");
  if (line) line.textContent = sentence;
}

// Who opens words in the midst of a text goes on reading there.
let lifting = "";

export function watchVeils(root) {
  root.addEventListener("htmx:beforeRequest", (event) => {
    say(veilOf(event), "");
    lifting = event.detail.elt.matches?.(".covered--shut") ? event.detail.elt.value.split(":")[0] : "";
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:swapError"]) {
    root.addEventListener(failure, (event) => say(veilOf(event), veilOf(event)?.dataset.failed ?? ""));
  }

  // A refusal answers a whole page without the wanted thing: swapping it would wipe the veil away.
  root.addEventListener("htmx:beforeSwap", (event) => {
    const asked = event.detail.requestConfig.elt;
    const wanted = asked.dataset.hxSelect;
    // The veil names a later episode by now: the answer is that veil, with a sentence.
    if (event.detail.xhr?.status === 409 && asked.closest("[data-veil]")) {
      event.detail.isError = false;
      event.detail.shouldSwap = true;
    }
    if (!wanted?.startsWith("#") || event.detail.isError) return;
    const answer = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    if (answer.getElementById(wanted.slice(1))) return;
    event.detail.shouldSwap = false;
    say(asked.closest("[data-veil]"), asked.dataset.failed ?? "");
  });

  root.addEventListener("htmx:load", (event) => {
    const loaded = event.detail.elt;
    const words = lifting && loaded.querySelector?.(`.covered__back[value="${lifting}"]`)?.parentElement;
    const opened = words || (loaded.matches?.("[data-opened]") ? loaded : loaded.querySelector?.("[data-opened]"));
    if (opened && loaded !== root.body) opened.focus();
  });
}
