// The desk by keys. Every key presses what stands on the page with its name, so nothing here can do more than a click.
const OFF = "desk-keys-off";

const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, dialog, [contenteditable]");

const seen = (element) => element.getClientRects().length > 0;

function keysOn() {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // A browser that keeps nothing starts with keys on.
  }
}

/** J and K: along the rows; beside an open case at once to the next. */
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
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

/** X: choose the row one stands on. */
function choose() {
  document.activeElement?.closest(".queue-line")?.querySelector("[type=checkbox]")?.click();
}

function press(root, key) {
  const target = [...root.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && seen(one));
  if (!target) return false;
  target.click();
  const inside = target.matches("label") ? target.querySelector("input") : target.matches("summary") && target.parentElement.open ? target.parentElement.querySelector("textarea, input") : null;
  inside?.focus();
  return true;
}

function watchDesk(root) {
  const desk = root.querySelector("[data-desk]");
  if (!desk) return;
  const keys = root.querySelector("#keys");
  const box = keys.querySelector("[data-keys-on]");
  box.checked = keysOn();
  box.addEventListener("change", () => keep(box.checked));
  for (const opener of root.querySelectorAll("[data-opens=keys]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => keys.showModal());
  }
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) return;
    if (event.key !== "?" && !keysOn()) return;
    const key = event.key.toLowerCase();
    if (key === "j") move(desk, 1);
    else if (key === "k") move(desk, -1);
    else if (key === "x") choose();
    else if (!press(root, key === "z" ? "u" : key)) return;
    event.preventDefault();
  });
}

watchDesk(document);
