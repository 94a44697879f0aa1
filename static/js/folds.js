// A fold opens and closes without this file. With it, a fold that its reader closed opens for what a link leads to.
function unfold(root, hash) {
  const aim = hash.startsWith("#c-") && root.getElementById(hash.slice(1));
  for (let fold = aim && aim.closest("details"); fold; fold = fold.parentNode.closest("details")) {
    if (fold.open) continue;
    fold.open = true;
    aim.scrollIntoView();
  }
}

export function watchFolds(root) {
  addEventListener("hashchange", () => unfold(root, location.hash));
  // Who follows the same link once more changes no address.
  root.addEventListener("click", (event) => {
    const link = event.target.closest('a[href*="#c-"]');
    if (link) unfold(root, link.hash);
  });
}
