/**
 * What opens the association's month while the line is cut: the frame of the page, without anybody's answers, and the files
 * that its name fixes. It never keeps an answer, a document or a page that holds figures: these always come from the server,
 * or do not come. A new build is another worker, with another store; the former store goes with it.
 */

/** Written by the build: what to keep, and the name of this build. */
declare const __OFFLINE_FILES__: readonly string[];
declare const __OFFLINE_BUILD__: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const FILES = __OFFLINE_FILES__;
const STORE = `observatoire-${__OFFLINE_BUILD__}`;
/** The page as it was built, which the server hands out with its rules (content policy included) and without an answer. */
const FRAME = '/index.html';
/** Addresses that are files or answers even when they are opened as a page. */
const NOT_A_PAGE = /^\/(documents|trpc|api|assets|donnees-ouvertes\/)/;

async function keep(): Promise<void> {
  const store = await caches.open(STORE);
  // The frame past the browser's own memory, which may hold that of the build before; the others are what their name says.
  await store.addAll([new Request(FRAME, { cache: 'reload' }), ...FILES]);
  await worker.skipWaiting();
}

async function takeOver(): Promise<void> {
  const former = (await caches.keys()).filter((name) => name.startsWith('observatoire-') && name !== STORE);
  await Promise.all(former.map((name) => caches.delete(name)));
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

/** The server's page, always; its frame only when nothing answers. */
async function page(event: FetchEvent): Promise<Response> {
  try {
    return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
  } catch (cut) {
    const frame = await caches.match(FRAME);
    if (!frame) throw cut;
    return frame;
  }
}

worker.addEventListener('install', (event) => event.waitUntil(keep()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    if (!NOT_A_PAGE.test(pathname)) event.respondWith(page(event));
  } else if (FILES.includes(pathname)) {
    event.respondWith(caches.match(request.url).then((kept) => kept ?? fetch(request)));
  }
});

// A module, so that nothing here is everybody’s.
export {};
