import { findAlert, loadAlerts } from './named-alerts.ts';
import type { NamedAlert } from './named-alerts.ts';
import { MARK } from './with-values.ts';

/** More alerts in one notification than this are one incident, and nobody reads on. */
const MOST = 50;

/**
 * The alerts of one notification, from `?alert=alertname%3DHighLoad%26pod%3Dapi-7&alert=…`: each with its runbook
 * and its own labels.
 */
export async function alertGroup(): Promise<void> {
  const given = new URLSearchParams(location.search).getAll('alert').slice(0, MOST);
  const place = document.querySelector<HTMLElement>('[data-alert-group]');
  if (!place || given.length === 0) return;
  const known = await loadAlerts();
  const list = place.querySelector('ul');
  list?.replaceChildren(...given.map((text) => item(new URLSearchParams(text), known)));
  place.hidden = false;
}

function item(labels: URLSearchParams, known: readonly NamedAlert[]): HTMLLIElement {
  const name = labels.get('alertname') ?? '';
  labels.delete('alertname');
  const alert = findAlert(name, known);
  const targets = alert?.runbooks.length
    ? alert.runbooks
    : [{ title: 'No runbook names it yet', address: alert?.address ?? '' }];
  const made = document.createElement('li');
  const title = document.createElement('strong');
  title.textContent = name || 'An alert without a name';
  made.append(title, ' ');
  for (const target of targets)
    made.append(target.address === '' ? target.title : link(target, labels, name), ' ');
  const values = document.createElement('span');
  values.textContent = [...labels].map(([label, value]) => `${label}=${value}`).join(', ');
  made.append(values);
  return made;
}

function link(
  { title, address }: { title: string; address: string },
  labels: URLSearchParams,
  alert: string,
): HTMLAnchorElement {
  const url = new URL(address, location.href);
  for (const [label, value] of labels) url.searchParams.set(label, value);
  if (alert !== '') url.searchParams.set(MARK, `alert/${alert}`);
  const made = document.createElement('a');
  made.href = url.href;
  made.textContent = title;
  return made;
}
