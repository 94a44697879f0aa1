// After an @ and a letter the fans are offered whose handle or name begins so: arrow keys choose, Enter or Tab puts the
// handle in, Esc closes; a finger taps. Without this file a handle is typed.

const WAIT = 180;
const CALL = /(?:^|[^\p{L}\p{M}\p{N}_@/.])@([\p{L}\p{M}\p{N}_\u200c\u200d]{1,30})$/u;
const near = () => [...new Set([...document.querySelectorAll(".comment .byline a[href^='/@'], .person__name a[href^='/@']")].map((link) => link.textContent))].slice(0, 40);

function watch(form, box) {
  const text = form.elements.body;
  const list = Object.assign(document.createElement("ul"), { id: `${text.id}_calls`, className: "calls__list", hidden: true });
  const line = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  let [timer, asking, chosen, start] = [0, null, -1, 0];
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.label);
  line.setAttribute("role", "status");
  box.append(list, line);
  text.after(box);
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);

  function choose(at) {
    chosen = at;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return text.removeAttribute("aria-activedescendant");
    text.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    asking = null;
    if (list.hidden) return;
    list.hidden = true;
    list.replaceChildren();
    line.textContent = "";
    choose(-1);
  }

  function put(item) {
    text.focus();
    text.setRangeText(`${item.dataset.handle} `, start, text.selectionStart, "end");
    close();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function show(fans) {
    if (!fans.length) return close();
    list.replaceChildren(...fans.map(({ handle, name }, place) => {
      const item = Object.assign(document.createElement("li"), { id: `${list.id}_${place}`, className: "calls__one" });
      const [first, second] = [document.createElement("b"), document.createElement("span")];
      item.setAttribute("role", "option");
      item.dataset.handle = handle;
      first.textContent = `@${handle}`;
      second.textContent = name;
      item.append(first, " ", second);
      return item;
    }));
    list.hidden = false;
    choose(0);
    line.textContent = box.dataset.found.replace("{n}", fans.length);
  }

  async function ask(typed) {
    asking = new AbortController();
    const query = new URLSearchParams({ q: typed, near: near().join(",") });
    try {
      const answer = await fetch(`${box.dataset.calls}?${query}`, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) show((await answer.json()).results);
    } catch {
      // Typed on, or no network: then the handle is typed.
    }
  }

  function look() {
    clearTimeout(timer);
    asking?.abort();
    const found = text.selectionStart === text.selectionEnd && CALL.exec(text.value.slice(0, text.selectionStart));
    if (!found) return close();
    start = text.selectionStart - found[1].length;
    timer = setTimeout(() => ask(found[1]), WAIT);
  }

  text.addEventListener("input", look);
  text.addEventListener("click", look);
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const many = list.children.length;
    if (step) choose((chosen + step + many) % many);
    else if (event.key === "Enter" || event.key === "Tab") put(list.children[chosen]);
    else if (event.key === "Escape") close();
    else return void (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) && close());
    event.preventDefault();
    event.stopPropagation();
  });
  // A tap takes no focus from the text, or the list would be gone before it is let go.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) put(item);
  });
}

export function begin(form) {
  const box = form.querySelector("[data-calls]");
  if (box && form.elements.body && !box.firstChild) watch(form, box);
}

for (const form of document.querySelectorAll("form:has([data-calls]):not([data-composer])")) begin(form);
