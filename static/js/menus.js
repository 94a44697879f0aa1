// Floating details close on Escape and on a click elsewhere.
const FLOATING = "details:is(.menu, .horizon)[open]";

function openHorizon(root, event) {
  const panel = root.querySelector("#horizon");
  if (!panel) return;
  event.preventDefault();
  panel.open = true;
  panel.querySelector("[name=through]").select();
}

export function watchMenus(root) {
  root.addEventListener("click", (event) => {
    if (event.target.closest('a[href="#horizon"]')) return openHorizon(root, event);
    for (const menu of root.querySelectorAll(FLOATING)) if (!menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = root.querySelector(FLOATING);
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
