// What could not be sent is offered again, on the next page and as soon as there is a network; once it is sent, no more.
import { raise } from "./toasts.js";

let [due, waits, toast] = [false, false, null];

async function show(root) {
  if (due) return;
  due = true;
  const answer = await fetch(`/offline/${root.documentElement.lang}/`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!due || toast) return;
  toast = raise(...page.querySelector("[data-offer]").content.childNodes);
}

function hide() {
  toast?.remove();
  [due, waits, toast] = [false, false, null];
}

export function offer(root, { waiting, kept, left }) {
  if (left) {
    sessionStorage.clear();
    location.reload();
  }
  if (waiting) show(root);
  if (waiting === 0) hide();
  if (!kept || waits) return;
  waits = true;
  addEventListener("online", () => waits && show(root), { once: true });
}
