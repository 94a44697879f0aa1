// The arrow keys turn from photo to photo, and a blur stands in the place of a picture until it arrives.

const TYPING = "input, textarea, select, summary, [contenteditable], [role=radio]";

async function blur(image) {
  if (image.complete) return;
  const { draw } = await import("./thumbhash.js");
  const url = !image.complete && draw(image.dataset.thumbhash);
  if (!url) return;
  image.style.background = `center / cover no-repeat url("${url}")`;
  for (const end of ["load", "error"]) image.addEventListener(end, () => image.style.removeProperty("background"), { once: true });
}

export function watchGallery(root) {
  const blurAll = (part) => part.querySelectorAll("img[data-thumbhash]").forEach(blur);
  blurAll(root);
  root.addEventListener("htmx:load", (event) => blurAll(event.detail.elt));

  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest?.(TYPING)) return;
    root.querySelector(`[data-turn="${event.key}"]`)?.click();
  });
}
