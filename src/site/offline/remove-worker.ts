import type { WorkerScope } from './worker-scope.ts';

// What `sw.js` holds where a book says `offline: off`: an older worker is replaced by this one, which takes away what
// was kept, and itself.

// The scripts' types are those of pages; this one runs in a worker.
const own = self as unknown as WorkerScope;

own.addEventListener('install', () => void own.skipWaiting());
own.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave(): Promise<void> {
  await own.caches.delete(`opsbook ${own.registration.scope}`);
  await own.registration.unregister();
}
