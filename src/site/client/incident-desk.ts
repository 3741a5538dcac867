import { announce } from './announce.ts';
import { begunKey, deskName } from './desk-name.ts';

import type * as DeskModule from './desk/desk.ts';

type Desk = typeof DeskModule;

let loading: Promise<Desk> | undefined;

/** The desk is loaded when somebody turns to it, or has an incident in this browser. */
function load(): Promise<Desk> {
  loading ??= import('./desk/desk.ts');
  // The network may be gone for this one try.
  loading.catch(() => (loading = undefined));
  return loading;
}

/** Starts incidents, and goes on with the one that runs. A reader who never had one loads nothing of it. */
export function incidentDesk(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-start-incident]') : null;
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    pressDeskKey('i');
  });
  // Another tab has begun one.
  addEventListener('storage', ({ key }) => {
    if (key === begunKey()) resumeHere();
  });
  const isPage = document.querySelector('[data-desk-page]') !== null;
  void isUsed().then((isDesk) => {
    if (isDesk || isPage) resumeHere();
  });
}

function resumeHere(): void {
  load().then(({ resume }) => resume(), sayMissing);
}

/** A page whose network is gone, and that nothing was kept for, has no desk. */
function sayMissing(): void {
  const words = 'The incident desk could not be loaded: the network is gone. Write on paper, with times.';
  announce(words);
  for (const link of document.querySelectorAll('a[data-start-incident]')) link.textContent = words;
}

/** `i` starts an incident, or opens the one that runs; `n` writes something down in it. */
export function pressDeskKey(key: 'i' | 'n'): void {
  if (key === 'i') load().then(({ start }) => start(), sayMissing);
  else if (document.querySelector('.desk')) load().then(({ note }) => note(), sayMissing);
}

/** Whether an incident was ever begun in this browser. */
async function isUsed(): Promise<boolean> {
  try {
    const known = await indexedDB.databases();
    return known.some(({ name }) => name === deskName());
  } catch {
    return false;
  }
}
