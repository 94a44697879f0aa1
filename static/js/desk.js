// The desk by keys. Every key presses what stands on the page with its name, so nothing here can do more than a click;
// which keys there are says the page, and while they are switched off it names none.
const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, dialog, [contenteditable]");

const seen = (element) => element.getClientRects().length > 0;

/** Back and forth along the rows; beside an open case at once to the next. */
function move(desk, by) {
  const rows = [...desk.querySelectorAll(".queue-row")].filter(seen);
  if (!rows.length) return;
  const open = rows.findIndex((row) => row.ariaCurrent === "true");
  const at = rows.indexOf(document.activeElement?.closest(".queue-row, .queue-line")?.matches(".queue-line")
    ? document.activeElement.closest(".queue-line").querySelector(".queue-row")
    : document.activeElement);
  const from = at >= 0 ? at : open;
  const row = rows[Math.min(rows.length - 1, Math.max(0, from < 0 ? 0 : from + by))];
  if (open >= 0 && at < 0 && row !== rows[open]) return row.click();
  if (open >= 0 && at < 0 && by > 0) return desk.querySelector("[data-skip]")?.click();
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

/** Choose the row one stands on. */
function choose() {
  document.activeElement?.closest(".queue-line")?.querySelector("[type=checkbox]")?.click();
}

function press(root, key) {
  const target = [...root.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && seen(one));
  if (!target) return false;
  target.click();
  const next = target.dataset.next ? root.getElementById(target.dataset.next) : target.hash ? root.getElementById(target.hash.slice(1)) : null;
  if (next && (target.hash || !next.value)) {
    const fold = next.closest("details");
    if (fold) fold.open = true;
    next.focus();
    return true;
  }
  const inside = target.matches("label") ? target.querySelector("input") : target.matches("summary") && target.parentElement.open ? target.parentElement.querySelector("textarea, input") : null;
  inside?.focus();
  return true;
}

/** What was chosen for the open case, from wherever Escape has led out of its fields; to the choice where nobody has chosen. */
function send(desk) {
  const form = desk.querySelector("form[data-draft]:has([name=verb])");
  const chosen = form?.querySelector("[name=verb]:checked");
  if (chosen && !("suggests" in form.dataset)) form.requestSubmit();
  else (chosen ?? form?.elements.verb[0])?.focus();
  return Boolean(form);
}

/** What was taken back in time is gone; what nobody can take back any more need not stand there. */
function end(undo) {
  setTimeout(() => undo.remove(), Number(undo.dataset.left) * 1000);
}

function watchDesk(root) {
  const desk = root.querySelector("[data-desk]");
  if (!desk) return;
  const { forth, back, choose: chooses } = desk.dataset;
  const keys = root.querySelector("#keys");
  for (const opener of root.querySelectorAll("[data-opens=keys]")) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      keys.showModal();
    });
  }
  desk.addEventListener("click", ({ target }) => target.name === "verb" && delete target.form.dataset.suggests);
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (event.key === "Enter" && forth && event.target.matches("form[data-draft] select")) {
      event.preventDefault(); // where it would open the list; arrows and letters choose
      return event.target.form.requestSubmit();
    }
    if (typing(event.target)) return;
    if (event.key === "Enter" && forth && !event.repeat && event.target === root.body && send(desk)) return event.preventDefault();
    const key = event.key.toLowerCase();
    if (key === forth) move(desk, 1);
    else if (key === back) move(desk, -1);
    else if (key === chooses) choose();
    else if (!press(root, key)) return;
    event.preventDefault();
  });
}

for (const row of document.querySelectorAll(".queue-row[aria-current]")) row.scrollIntoView({ block: "nearest" });
document.querySelectorAll("[data-left]").forEach(end);
document.querySelector("[data-desk] [aria-invalid=true]")?.focus();
watchDesk(document);
