// A vote comes back as the panel it was cast in; a refused one too, with its sentence. Without this file both are pages.
const ballotOf = (event) => event.detail.elt?.closest?.("[data-ballot]");
const CAN_BE_MENDED = [403, 422, 429];

function watchBallots(root) {
  root.addEventListener("htmx:beforeSwap", (event) => {
    if (!ballotOf(event) || !event.detail.isError || !CAN_BE_MENDED.includes(event.detail.xhr.status)) return;
    if (!event.detail.serverResponse.includes("data-ballot")) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    root.addEventListener(failure, (event) => {
      const said = ballotOf(event)?.querySelector(".vote__said");
      if (said) said.textContent = ballotOf(event).dataset.failed;
    });
  }
}

watchBallots(document);
