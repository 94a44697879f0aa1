// Beside a post: a photo that was chosen and not sent yet is sent by the press that posts, and then the post goes, once.
// What is not taken is said at its field, and nothing is posted. Without this file the form does the same in one request.
import { begun, look, say } from "./photos.js";

const form = document.querySelector("form:has(#bring)");
const button = form.querySelector("[data-sending]");
const words = button.textContent;
const field = () => form.querySelector("#bring [type=file]");
let [busy, whole] = [false, false];

function wait(now) {
  busy = now;
  button.textContent = now ? button.dataset.sending : words;
  button.setAttribute("aria-disabled", now);
  button.setAttribute("aria-busy", now);
}

function sentence(page, part) {
  return (part.querySelector(".field__error:not([data-too-heavy])") ?? page.querySelector(".notice--error"))?.textContent.trim();
}

function settle({ status, response: page }, submitter) {
  const part = page?.querySelector("#bring");
  wait(false);
  if (!part) {
    whole = true; // some other page answers, and so it should be seen
    return form.requestSubmit(submitter);
  }
  if (status === 200 || part.querySelector("[name=kept]")?.value) {
    form.querySelector("#bring").replaceWith(part);
    htmx.process(part);
    if (status === 200) return form.requestSubmit(submitter);
    return part.querySelector("[aria-invalid=true]")?.focus();
  }
  // What the house did not keep stays chosen here.
  form.querySelector("[data-progress]").hidden = true;
  say(form, sentence(page, part));
  field().focus();
}

function send(submitter) {
  const request = begun(form, () => wait(false));
  request.responseType = "document";
  request.addEventListener("load", () => settle(request, submitter));
  const body = new FormData(form);
  body.set("photos_act", "upload");
  wait(true);
  request.send(body);
}

form.addEventListener("change", (event) => {
  if (event.target.type === "file") look(form);
});
form.addEventListener("submit", (event) => {
  const { submitter } = event;
  if (busy) return event.preventDefault();
  if (whole || submitter?.name || submitter?.hasAttribute("formaction") || !field()?.files.length) return;
  event.preventDefault();
  if (look(form)) send(submitter);
});
