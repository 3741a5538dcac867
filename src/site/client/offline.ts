import { sayKept, sayMade } from '../offline/state.ts';
import type { KeptState, WorkerRequest } from '../offline/state.ts';
import { announce } from './announce.ts';
import { base } from './site-base.ts';

/** How often a page asks that keeping goes on: browsers end a worker that nobody asks. Milliseconds. */
const AGAIN = 20_000;

/**
 * Has the browser keep the site for when the network is gone, and says at the foot of the page what is here. Who
 * knows whether an incident is going on says so in `data-incident` of the document, `open` or `none`, and with the
 * event `opsbook:incident`: what is kept then stays as it is.
 */
export async function keepOffline(): Promise<void> {
  const { serviceWorker } = navigator;
  const place = document.querySelector<HTMLElement>('[data-offline]');
  if (!place) {
    // A book that is not to be kept any more, or one that somebody is writing: an older worker would answer for it.
    const older = await serviceWorker.getRegistration(base());
    if (older?.scope === new URL(base(), location.href).href) await older.unregister();
    return;
  }
  const registration = await serviceWorker.register(`${base()}sw.js`).catch(() => undefined);
  if (!registration) return;
  await serviceWorker.ready;
  const path = location.pathname.slice(base().length);
  const ask = (request: WorkerRequest): void => registration.active?.postMessage(request);
  // A reload may reach the worker before what was asked does: it waits for the answer.
  const askNewest = (): void => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => location.reload());
    port1.start();
    const request: WorkerRequest = { ask: 'newest', path };
    registration.active?.postMessage(request, [port2]);
  };
  // Data that costs somebody money is spent on what they read.
  const isSparing = 'connection' in navigator && isSaving(navigator.connection);
  let isWorking = false;
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ kept?: KeptState }>) => {
    if (!data.kept) return;
    isWorking = data.kept.isWorking;
    place.textContent = sayKept(data.kept);
    if (data.kept.newer !== undefined) sayNewer(data.kept.newer, askNewest);
  });
  serviceWorker.startMessages();
  const tellIncident = (): void => {
    const isOpen = document.documentElement.dataset['incident'];
    if (isOpen !== undefined) ask({ ask: 'incident', isOpen: isOpen === 'open' });
  };
  document.addEventListener('opsbook:incident', tellIncident);
  tellIncident();
  ask({ ask: 'keep', path, isSparing });
  setInterval(() => {
    if (isWorking) ask({ ask: 'keep', path, isSparing });
  }, AGAIN);
}

function isSaving(connection: unknown): boolean {
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'saveData' in connection &&
    connection.saveData === true
  );
}

/** The page stays as it is under its reader, who may ask for the newer one. */
function sayNewer(made: string, onShow: () => void): void {
  const notice = document.getElementById('site:kept');
  if (!notice || !notice.hidden) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Show the newer one';
  button.addEventListener('click', onShow);
  const words = `There is a newer version of this page, of ${sayMade(made)}. This one stays during the incident. `;
  notice.replaceChildren(words, button);
  notice.hidden = false;
  announce(words);
}
