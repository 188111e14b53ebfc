// Keeps the page that checks certificates, so that it opens without network; also in place of the page of one
// certificate, whose address is in the QR. Nobody's own page is kept: it is asked for without cookies.

const SHELF = "constancias-sin-red";
const PAGE = "/constancias/sin-red/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data.keep).then(() => event.ports[0].postMessage("kept")));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (new URL(request.url).origin === location.origin) event.respondWith(part(request));
});

async function keep(parts) {
  const shelf = await caches.open(SHELF);
  await Promise.all((await shelf.keys()).map((old) => shelf.delete(old)));
  await shelf.put(PAGE, await fetch(PAGE, { credentials: "omit" }));
  await Promise.all([...new Set(parts)].map(async (url) => shelf.put(url, await fetch(url))));
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(PAGE)) ?? Response.error();
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(request.url)) ?? Response.error();
  }
}

const kept = async (url) => (await caches.open(SHELF)).match(url);
