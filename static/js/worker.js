/* global ASSETS, PAGES */
// Between the pages and the network. No page is ever kept: what one reader may see, the next must not find here. Kept
// are files that are the same for everybody, and what its reader wrote and the network did not take.
const CACHE = "adda";
const NO_WORDS = ["/accounts/", "/admin/", "/_allauth/", "/moderation/", "/drafts/", "/preferences/"];
const LEAVES = ["/accounts/logout/", "/accounts/delete/"];
const NEVER = ["csrfmiddlewaretoken", "password"];
const A_SENTENCE = 20; // characters; what is shorter is chosen, not written
const MOST = 30_000_000; // bytes of photos in one form

const answered = (asked) => new Promise((done, failed) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

async function rows(name, mode, act) {
  const asked = indexedDB.open("adda", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("words", { keyPath: "key" });
    asked.result.createObjectStore("reader");
  };
  const base = await answered(asked);
  try {
    return await answered(act(base.transaction(name, mode).objectStore(name)));
  } finally {
    base.close();
  }
}

const reader = async () => (await rows("reader", "readonly", (store) => store.get("now"))) ?? { who: "", language: "en" };
const everything = () => rows("words", "readonly", (store) => store.getAll());
const drop = (key) => rows("words", "readwrite", (store) => store.delete(key));
const words = async () => {
  const { who } = await reader();
  return (await everything()).filter((one) => one.who === who);
};

// Who signs out of one tab is signed out of the others too; the one in front is on its way already.
async function wipe() {
  for (const tab of await clients.matchAll()) if (tab.visibilityState === "hidden") tab.postMessage({ left: true });
  await rows("words", "readwrite", (store) => store.clear());
  await rows("reader", "readwrite", (store) => store.clear());
}

// Who reads here now. What somebody else could not send is nobody's to see.
async function meet({ who, language, theme }) {
  await rows("reader", "readwrite", (store) => store.put({ who, language, theme }, "now"));
  if (who) for (const one of await everything()) if (one.who !== who) await drop(one.key);
  return words();
}

async function offline() {
  const { language } = await reader();
  const page = await caches.match(PAGES[language] ?? PAGES.en);
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
}

async function open(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return offline();
  }
}

const written = (fields) => {
  const said = fields.filter(([name, value]) => typeof value === "string" && !NEVER.includes(name));
  return said.some(([name, value]) => name === "idempotency_key" || value.trim().length >= A_SENTENCE);
};

async function keep(request, url) {
  const sent = [...(await request.formData())];
  const heavy = sent.reduce((sum, [, value]) => sum + (value.size ?? 0), 0) > MOST;
  const fields = sent.filter(([name, value]) => !NEVER.includes(name) && !(heavy && value.size));
  if (!written(fields) || fields.some(([name]) => name === "preview")) return false;
  const { who } = await reader();
  const key = fields.find(([name]) => name === "idempotency_key")?.[1] ?? url.pathname;
  const [action, from] = [url.pathname + url.search, new URL(request.referrer).pathname];
  await rows("words", "readwrite", (store) => store.put({ key, who, action, from, fields, at: Date.now() }));
  return true;
}

// Taken, or back in a form with the reason: either way the page that comes has the words.
async function settle(request, url, answer) {
  const taken = answer.ok || answer.type === "opaqueredirect" || answer.status === 422;
  if (!taken) return;
  if (LEAVES.includes(url.pathname)) return wipe();
  if (!(await everything()).length) return;
  const fields = await request.formData();
  await drop(fields.get("idempotency_key") ?? url.pathname);
  const waiting = (await words()).length;
  for (const tab of await clients.matchAll()) tab.postMessage({ waiting });
}

async function send(event, url) {
  const { request } = event;
  const copy = request.clone();
  try {
    const answer = await fetch(request);
    event.waitUntil(settle(copy, url, answer));
    return answer;
  } catch {
    const kept = await keep(copy, url);
    if (request.mode === "navigate") return offline();
    if (kept) (await clients.get(event.clientId))?.postMessage({ kept });
    return Response.error();
  }
}

// Forms of our own pages alone: what another site sends here goes its own way, under its own name.
function isOurForm({ method, mode, headers, referrer }, url) {
  if (method !== "POST" || !referrer.startsWith(`${location.origin}/`)) return false;
  if (NO_WORDS.some((path) => url.pathname.startsWith(path))) return LEAVES.includes(url.pathname);
  const plain = (headers.get("Content-Type") ?? "").startsWith("application/x-www-form-urlencoded");
  return mode === "navigate" || (headers.has("HX-Request") && plain);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...ASSETS, ...Object.values(PAGES)])));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    const cache = await caches.open(CACHE);
    const good = [...ASSETS, ...Object.values(PAGES)];
    for (const one of await cache.keys()) if (!good.includes(new URL(one.url).pathname)) await cache.delete(one);
    await self.registration.navigationPreload?.enable();
    await clients.claim();
  };
  event.waitUntil(old());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "GET" && request.mode === "navigate") event.respondWith(open(event));
  else if (request.method === "GET" && [...ASSETS, ...Object.values(PAGES)].includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreVary: true }).then((kept) => kept ?? Response.error())));
  } else if (isOurForm(request, url)) event.respondWith(send(event, url));
});

self.addEventListener("message", (event) => {
  const asked = event.data;
  const answer = async () => {
    if (asked.drop) await drop(asked.drop);
    const [waiting, { theme }] = [asked.hello ? await meet(asked.hello) : await words(), await reader()];
    if (asked.hello && !waiting.length) return;
    event.source.postMessage(asked.hello ? { waiting: waiting.length } : { words: waiting, theme });
  };
  event.waitUntil(answer());
});
