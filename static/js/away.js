// A worker stands by for when the network is lost. It is told who reads, and says what it could not send for them.
export function watchNetwork(root) {
  const worker = navigator.serviceWorker; // where a page comes over https, or from this machine
  // What a tab keeps of its forms goes with who wrote it.
  root.addEventListener("submit", ({ target }) => /\/(logout|delete)\/$/.test(new URL(target.getAttribute("action") ?? "", location.href).pathname) && sessionStorage.clear());
  if (!worker) return;
  const [{ lang: language, dataset: { theme } }, you] = [root.documentElement, root.querySelector(".menu__panel [href^='/@']")];
  worker.addEventListener("message", ({ data }) => import("./offer.js").then(({ offer }) => offer(root, data)));
  worker.ready.then(({ active }) => active.postMessage({ hello: { who: you?.pathname ?? "", language, theme } }));
  addEventListener("load", () => worker.register("/worker.js"));
}
