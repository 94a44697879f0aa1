// What a composer in a thread gets once it is used: the toolbar, the reader's own draft from wherever they began it, and
// the scripts that keep what is typed and offer names. Without it the composer is the same form.

const asked = { headers: { "HX-Request": "true" }, credentials: "same-origin" };

// The draft stands in an empty form; what is typed already stays, and its first save says that there is another.
function resume(form, line, { body, reveals, version }) {
  const text = form.elements.body;
  if (!form.elements.draft_version) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "draft_version", value: "0" }));
  if (!body || (text.value.trim() && text.value !== body)) return;
  if (!text.value.trim()) line.textContent = line.dataset.resumed;
  text.value = body;
  if (form.elements.reveals && reveals) form.elements.reveals.value = reveals;
  form.elements.draft_version.value = version;
}

// What moved a button between press and release would take the click from it.
const released = (form) => new Promise((done) => {
  if (!form.matches(":active")) return done();
  for (const end of ["pointerup", "pointercancel", "keyup"]) addEventListener(end, () => setTimeout(done), { once: true });
});

export async function bring(form) {
  if ("tools" in form.dataset) return;
  form.dataset.tools = "";
  const address = form.getAttribute("action").replace(/comments\/$/, "composer/");
  const answer = await fetch(`${address}?parent=${form.elements.parent?.value ?? ""}`, asked).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fragment = document.createRange().createContextualFragment(await answer.text());
  const [tools, line, calls] = ["tools", "keeping", "calls"].map((name) => fragment.querySelector(`[data-${name}]`));
  const modules = await Promise.all(tools.dataset.modules.split(" ").map((module) => import(module))).catch(() => null);
  await released(form);
  if (!modules || !form.isConnected) return;
  form.elements.body.before(tools);
  form.elements.body.after(calls);
  form.querySelector(".composer").after(line);
  Object.assign(form.dataset, { saves: tools.dataset.saves, keeps: tools.dataset.keeps });
  resume(form, line, tools.dataset);
  // Posted: what this tab had not saved yet is no draft any more.
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.xhr.status === 204) sessionStorage.removeItem(`draft:unsaved:${form.dataset.keeps}`);
  });
  for (const module of modules) module.begin?.(form);
}
