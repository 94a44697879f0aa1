// The page for when there is no network: what its reader could not send, to be sent again or thrown away.
const list = document.querySelector("[data-waiting]");
const mould = list.querySelector("template").content.firstElementChild;
const worker = navigator.serviceWorker;
const LONGEST = 400; // characters of a text that are shown
const moment = new Intl.DateTimeFormat(`${document.documentElement.lang}-IN`, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" });
const visited = location.pathname.startsWith("/offline/");

const ask = async (message) => (await worker.ready).active.postMessage(message);
const valueOf = (one, name) => one.fields.find(([field]) => field === name)?.[1] ?? "";

// A form of the page it was written on, for that page has the token of whoever sits there now.
async function freshToken(one) {
  const answer = await fetch(one.from);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const mine = [...page.querySelectorAll(".menu__panel a")].some((link) => new URL(link.getAttribute("href"), location.href).pathname === one.who);
  return mine ? page.querySelector("[name=csrfmiddlewaretoken]")?.value : "";
}

function forget(one) {
  for (const key of [new URL(one.action, location.href).pathname, one.key, `unsaved:${one.key}`]) sessionStorage.removeItem(`draft:${key}`);
}

function fieldOf(name, value) {
  const field = document.createElement("input");
  field.name = name;
  if (typeof value === "string") {
    Object.assign(field, { type: "hidden", value });
    return field;
  }
  const files = new DataTransfer();
  files.items.add(value);
  field.type = "file";
  field.files = files.files;
  return field;
}

// Sent as the form itself would be: the answer is a page, and the key makes sure that nothing is there twice.
function submit(one, token) {
  const form = Object.assign(document.createElement("form"), { method: "post", action: one.action, hidden: true });
  if (one.fields.some(([, value]) => typeof value !== "string")) form.enctype = "multipart/form-data";
  const fields = [...one.fields, ["csrfmiddlewaretoken", token]].map(([name, value]) => fieldOf(name, value));
  form.append(...fields);
  document.body.append(form);
  forget(one);
  HTMLFormElement.prototype.submit.call(form);
}

async function again(one, said) {
  said.textContent = "";
  try {
    const token = await freshToken(one);
    if (token) return submit(one, token);
    const link = Object.assign(document.createElement("a"), { href: list.dataset.login, textContent: list.dataset.signIn });
    link.search = `?next=${encodeURIComponent(location.pathname)}`;
    said.append(link);
  } catch {
    said.textContent = list.dataset.still;
  }
}

function drawn(one) {
  const row = mould.cloneNode(true);
  const [said, texts] = [row.querySelector("[role=alert]"), one.fields.filter(([name]) => name !== "idempotency_key")];
  const longest = texts.map(([, value]) => value).filter((value) => typeof value === "string").sort((a, b) => b.length - a.length)[0] ?? "";
  const words = valueOf(one, "body") || longest;
  row.querySelector("[data-title]").textContent = valueOf(one, "title");
  row.querySelector("[data-words]").textContent = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
  const at = new Date(one.at);
  Object.assign(row.querySelector("[data-at]"), { dateTime: at.toISOString(), textContent: moment.format(at) });
  row.querySelector("a").href = one.from;
  row.querySelector("[data-again]").addEventListener("click", () => again(one, said));
  row.querySelector("[data-drop]").addEventListener("click", () => {
    forget(one);
    ask({ drop: one.key });
  });
  return row;
}

function draw({ words, theme }) {
  if (theme) document.documentElement.dataset.theme = theme;
  if (!words) return;
  list.hidden = !words.length;
  list.querySelector("[data-rows]").replaceChildren(...words.map(drawn));
  for (const part of document.querySelectorAll("[data-when]")) {
    const now = words.length ? "waiting" : visited ? "nothing" : "away";
    part.hidden = !part.dataset.when.split(" ").includes(now);
  }
}

if (visited) document.querySelector("[data-reload]").href = "/";
if (worker) {
  worker.addEventListener("message", ({ data }) => draw(data));
  worker.startMessages();
  ask({ list: true });
}
