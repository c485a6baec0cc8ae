// The service worker: the empty form and what dresses it, for when there is no signal. Nothing with people's data is kept.
// `self.BUILD` (its version and files) is written by the server; another build is another worker with another store.
const assets = self.BUILD.assets;
const STORE = `hehuo-${self.BUILD.version}`;
const SHELL = "needs/record/offline/";
const FRESH_MS = 3600 * 1000;
// How long a weak signal is waited for.
const DRESS_MS = 4000;
const FORM_MS = 8000;
const PAGE_MS = 60000;

self.addEventListener("install", (event) => event.waitUntil(prepare().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(sweep().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  if (event.data && event.data.keep) event.waitUntil(keep(event.data.keep).catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (assets.includes(address.pathname)) {
    event.respondWith(freshOrKept(request, address.pathname, DRESS_MS));
    return;
  }
  const community = /^\/c\/[-\w]+\//.exec(address.pathname);
  if (request.mode !== "navigate" || !community) return;
  const wait = address.pathname === `${community[0]}needs/record/` ? FORM_MS : PAGE_MS;
  event.respondWith(freshOrKept(request, community[0] + SHELL, wait));
});

// Fails as a whole when something is missing: then the worker before goes on with what it keeps.
async function prepare() {
  const store = await caches.open(STORE);
  await store.addAll(assets);
  for (const name of await ours()) {
    for (const request of await (await caches.open(name)).keys()) {
      const shell = new URL(request.url).pathname;
      if (shell.endsWith(SHELL)) await keep(shell);
    }
  }
}

async function sweep() {
  for (const name of await ours()) if (name !== STORE) await caches.delete(name);
}

const ours = async () => (await caches.keys()).filter((name) => name.startsWith("hehuo-"));

// Keep the empty form of a community, unless it was kept within the hour.
async function keep(shell) {
  if (!shell.endsWith(SHELL)) return;
  const store = await caches.open(STORE);
  const kept = await store.match(shell, { ignoreVary: true });
  if (kept && Date.now() - Date.parse(kept.headers.get("Date")) < FRESH_MS) return;
  const answer = await fetch(shell, { cache: "no-store", credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await store.put(shell, answer);
}

async function freshOrKept(request, kept, wait) {
  const going = fetch(request);
  going.catch(() => {});
  try {
    const answer = await Promise.race([going, new Promise((resolve) => setTimeout(resolve, wait))]);
    if (answer) return answer;
  } catch {
    /* no signal */
  }
  const store = await caches.open(STORE);
  return (await store.match(kept, { ignoreVary: true })) || going;
}
