// What is opened without a connection: the pages that were opened on this phone, as they were last, and what they load.
// Forms go by untouched; the page keeps them. A page that the server no longer has is not kept either.
"use strict";
const CACHE = "overload-1";
const MOST = 200, PATIENCE_MS = 5000;
const HOW = /\/s\/[\w.-]+\/(?!more")[\w.@-]+(?=")/g;
const LOADED = /\/(?:static|figure)\/[\w.-]+/g;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await clients.claim();
})()));

async function keep(address, answer) {
  const cache = await caches.open(CACHE);
  const text = await answer.clone().text();
  if (!text.includes('data-app="overload"')) return;
  await cache.delete(address);
  await cache.put(address, answer);
  const known = await cache.keys();
  for (const old of known.slice(0, Math.max(0, known.length - MOST))) await cache.delete(old);
  for (const one of new Set(text.match(LOADED))) {
    if (!(await cache.match(one, { ignoreVary: true }))) await cache.add(one).catch(() => {});
  }
  // How each exercise of a session is done is wanted without a connection as well.
  for (const one of new Set(text.match(HOW))) {
    if (await cache.match(one, { ignoreVary: true })) continue;
    await fetch(one).then((more) => more.status === 200 && keep(one, more)).catch(() => {});
  }
}

async function page(event, address) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address, { ignoreVary: true });
  const asked = fetch(event.request).then((answer) => {
    if (answer.status === 200) event.waitUntil(keep(address, answer.clone()));
    else if (answer.status === 404 || answer.status === 410) event.waitUntil(cache.delete(address));
    return answer;
  });
  if (!kept) return asked;
  event.waitUntil(asked.catch(() => {}));
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS, kept));
  return Promise.race([asked.then((answer) => (answer.status >= 500 ? kept : answer), () => kept), late]);
}

async function file(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) || fetch(request);
}

async function tap(event, address) {
  const answer = await fetch(event.request);
  if (answer.headers.get("x-tap") === "taken") event.waitUntil(keep(address, answer.clone()));
  return answer;
}

addEventListener("fetch", (event) => {
  const { method, url, mode, headers } = event.request, { origin, pathname } = new URL(url);
  if (origin !== location.origin) return;
  if (/^\/(?:static|figure)\//.test(pathname)) event.respondWith(file(event.request));
  else if (!/^\/(?:[as]\/[^/]+|s\/[^/]+\/[^/]+)$/.test(pathname)) return;
  else if (method === "GET") event.respondWith(page(event, pathname));
  else if (method === "POST" && mode !== "navigate" && headers.has("x-tap")) event.respondWith(tap(event, pathname));
});
