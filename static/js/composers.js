// A comment is sent without loading the page again: the thread around it comes in, and the focus goes to it. What is
// refused comes back as the form, with the reason. Without this file both are pages.
import { forgetDraft } from "./drafts.js";

const composerOf = (event) => event.detail.elt?.closest?.("[data-composer]");
const CAN_BE_MENDED = [403, 422, 429];

function tell(form, sentence) {
  form.querySelector(".kept")?.remove();
  if (!sentence) return;
  const line = document.createElement("p");
  line.className = "kept field__error";
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  form.prepend(line);
}

export function watchComposers(root) {
  let sent = null;

  root.addEventListener("focusin", ({ target }) => {
    const form = target.closest?.("[data-composer]:not([data-tools])");
    if (form) import("./tools.js").then((tools) => tools.bring(form));
  });

  // An answer to a composer is the form again, or (204) the word where the new comment stands.
  root.addEventListener("htmx:beforeSwap", (event) => {
    const form = composerOf(event);
    if (!form || !event.detail.isError || !CAN_BE_MENDED.includes(event.detail.xhr.status)) return;
    if (!event.detail.serverResponse.includes("data-composer")) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });

  root.addEventListener("htmx:afterRequest", (event) => {
    const form = composerOf(event);
    if (form && event.detail.xhr.status === 204) sent = form;
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    root.addEventListener(failure, (event) => {
      const form = composerOf(event);
      if (form) tell(form, root.querySelector("[data-kept]")?.dataset.kept);
    });
  }

  root.addEventListener("htmx:afterSettle", (event) => {
    const anchor = event.detail.pathInfo?.anchor ?? "";
    const said = anchor.startsWith("c-") && root.getElementById(anchor);
    if (sent && said) {
      forgetDraft(sent);
      sent = null;
      said.tabIndex = -1;
      said.focus({ preventScroll: true });
      said.scrollIntoView({ block: "center" });
      return;
    }
    const form = event.detail.requestConfig?.elt?.matches?.("[data-composer]") && event.detail.elt.closest?.("[data-composer]");
    if (form) (form.querySelector("[aria-invalid=true]:not(div)") ?? form.querySelector("textarea")).focus();
  });
}
