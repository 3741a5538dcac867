import { base } from './site-base.ts';
import { findAlert, loadAlerts } from './named-alerts.ts';

/** On the page for addresses that are not there: an alert under another spelling is opened, an unknown one is told. */
export async function lostAlert(): Promise<void> {
  const name = alertOfAddress();
  if (name === undefined) return;
  const known = findAlert(name, await loadAlerts());
  if (known) location.replace(`${known.address}${location.search}${location.hash}`);
  else tellUnknown(name);
}

/** `HighLoad` of `/alerts/HighLoad/`. */
function alertOfAddress(): string | undefined {
  const path = location.pathname.slice(base().length - 1);
  const name = /^\/alerts\/([^/]+)\/?$/.exec(path)?.[1];
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return name;
  }
}

function tellUnknown(name: string): void {
  const places = document.querySelectorAll<HTMLElement>('[data-unknown-alert]');
  const heading = document.querySelector('h1');
  if (!heading) return;
  heading.textContent = `No runbook names ${name} yet`;
  for (const slot of document.querySelectorAll('[data-alert-name]')) slot.textContent = name;
  // In a command only what a shell takes as one word.
  const word = /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
  for (const slot of document.querySelectorAll('[data-alert-word]')) slot.textContent = word;
  for (const place of places) place.hidden = false;
  heading.dataset['alertLanding'] = name;
  document.querySelector<HTMLElement>('[data-lost]')?.toggleAttribute('hidden', true);
}
