import { openKeeper } from './keeper.ts';
import { respond } from './respond.ts';
import type { KeptState, WorkerRequest } from './state.ts';
import type { WorkerScope } from './worker-scope.ts';

// The service worker of a site: `sw.js`, from which a browser starts it without any page.

// The scripts' types are those of pages; this one runs in a worker.
const own = self as unknown as WorkerScope;

const { scope } = own.registration;
const keeper = openKeeper({
  scope,
  caches: own.caches,
  fetch: (address, init) => own.fetch(address, init),
  tell: (state) => void tellAll(state),
});
/** Pages that a reader wants to see as they are now, once each. */
const newest = new Set<string>();

async function tellAll(kept: KeptState): Promise<void> {
  for (const client of await own.clients.matchAll({ type: 'window' })) client.postMessage({ kept });
}

own.addEventListener('install', () => void own.skipWaiting());
own.addEventListener('activate', (event) => event.waitUntil(own.clients.claim()));

own.addEventListener('message', (event) => {
  // Only pages of this site reach its worker.
  const message = event.data as WorkerRequest;
  if (message.ask === 'newest') {
    newest.add(message.path);
    event.ports[0]?.postMessage('noted');
  } else if (message.ask === 'incident') event.waitUntil(keeper.setIncident(message.isOpen));
  else event.waitUntil(keepFor(message));
});

async function keepFor({ path, isSparing }: Extract<WorkerRequest, { ask: 'keep' }>): Promise<void> {
  await keeper.visit(path);
  if (await keeper.isIncident()) {
    await tellAll({ ...(await keeper.state()), newer: await keeper.findNewer(path) });
    return;
  }
  await keeper.keep(isSparing);
}

own.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, href } = new URL(request.url);
  if (request.method !== 'GET' || request.headers.has('Range')) return;
  if (origin !== own.location.origin || !href.startsWith(scope)) return;
  const path = pathname.slice(new URL(scope).pathname.length);
  const isNewestWanted = request.mode === 'navigate' && newest.delete(path);
  const fetch = (one: Request): Promise<Response> => own.fetch(one);
  event.respondWith(
    respond({ request, path, keeper, fetch, isNewestWanted }).catch(() => own.fetch(request)),
  );
});
