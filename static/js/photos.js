// A chosen photo is shown before it leaves, one that is too heavy does not leave at all, and its way is drawn.

function show(preview, file) {
  for (const image of preview.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  preview.replaceChildren();
  preview.hidden = !file;
  if (!file) return;
  const image = new Image();
  image.alt = preview.dataset.preview;
  image.src = URL.createObjectURL(file);
  preview.append(image);
}

export function look(form) {
  const [field, preview, { dataset: { tooHeavy } }] = ["[type=file]", "[data-preview]", "[data-too-heavy]"].map((one) => form.querySelector(one));
  const file = field?.files[0];
  show(preview, file);
  const heavy = Boolean(file) && file.size > Number(field.dataset.most);
  say(form, heavy && tooHeavy);
  return !heavy;
}

export function say(form, sentence) {
  const line = form.querySelector("[data-too-heavy]");
  line.textContent = sentence || "";
  line.hidden = !sentence;
}

// What went wrong on the way is said at the field.
export function begun(form, lost) {
  const bar = form.querySelector("[data-progress]");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    bar.hidden = false;
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
  });
  request.addEventListener("error", () => {
    bar.hidden = true;
    lost();
    say(form, document.querySelector("[data-kept]")?.dataset.kept);
  });
  return request;
}

function send(form) {
  const button = form.querySelector("button");
  const request = begun(form, () => { button.disabled = false; });
  request.addEventListener("load", () => {
    if (request.status === 200 && new URL(request.responseURL).pathname !== new URL(form.action).pathname) {
      location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    if (!page) return location.reload();
    document.querySelector("main").replaceWith(page);
    watchPhotos(page);
    page.focus();
    window.scrollTo(0, 0);
  });
  button.disabled = true;
  request.send(new FormData(form));
}

function watchPhotos(root) {
  for (const form of root.querySelectorAll("form[data-photo][enctype]")) {
    form.addEventListener("change", (event) => {
      if (event.target.type === "file") look(form);
    });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (look(form)) send(form);
    });
  }
}

watchPhotos(document);
