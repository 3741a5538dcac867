import { OUTCOMES } from '../../../run/entry.ts';
import type { Entry } from '../../../run/entry.ts';
import { doneSteps } from '../../../run/incident.ts';
import { hear } from '../did.ts';
import type { Did } from '../did.ts';
import { readKept } from '../kept-values.ts';
import { RAN } from '../run/ran-event.ts';
import type { Ran } from '../run/ran-event.ts';
import { keptSign } from '../sign.ts';
import { showTicks } from '../steps.ts';
import { deskState, learnSecretNames, masked, record, watch } from './record.ts';

let isWatching = false;

/** Has what its reader does on this page written into the incident that runs. */
export async function recordPage(): Promise<void> {
  const runbook = runbookOfPage();
  if (!isWatching)
    watch(({ incident }) => {
      if (runbook) showTicks(incident && doneSteps(incident, runbook.id));
    });
  isWatching = true;
  await learnSecretNames();
  if (runbook) await recordOpened();
  hear((what) => void take(what));
}

/** An incident that has ended hears nothing more. */
export function stopRecording(): void {
  hear(undefined);
}

/** What was run from the page, where `opsbook serve --run` serves it. Its texts are masked already. */
export function recordRuns(): void {
  document.addEventListener(RAN, (event) => {
    if (!(event instanceof CustomEvent)) return;
    // Sent by `tellRan`, which says so.
    const { runbook, snippet, env, risk, command, at, duration, status, outcome } = event.detail as Ran;
    const known = OUTCOMES.find((one) => one === outcome) ?? 'failed';
    const facts = [risk, env].filter(Boolean).join(', ');
    const endedAt = new Date(Date.parse(at) + duration).toISOString();
    void record({
      kind: 'step',
      at,
      endedAt,
      runbook,
      step: snippet,
      outcome: known,
      status,
      facts,
      text: command,
    });
  });
}

/** Branches of decisions that are followed; one that leads to another page waits until it is stored. */
export function recordBranches(): void {
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.decision a') : null;
    if (!link || !deskState().incident) return;
    const line = (link.closest('li')?.textContent ?? link.textContent).replaceAll('→', ' → ');
    const stored = record({
      ...ofPage(),
      kind: 'branch',
      text: line.replace(/\s+/g, ' ').trim().slice(0, 300),
    });
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (!isPlain || link.pathname === location.pathname) return;
    event.preventDefault();
    void stored.then(() => location.assign(link.href));
  });
}

const WORDS_KEY = 'opsbook-search-words';
const LONGEST_WORDS = 80;

async function take(what: Did): Promise<void> {
  if (what.kind === 'opened') return keepWords(what);
  const { incident } = deskState();
  if (!incident || what.at < incident.begunAt) return;
  if (what.kind === 'value' && isNoted(what.text ?? '')) return;
  await record({ ...ofPage(), ...what });
}

/** Whether a value is what the record has for its name already. */
function isNoted(text: string): boolean {
  const name = text.slice(0, text.indexOf('=') + 1);
  const known = deskState().incident?.entries.findLast(
    (entry) => entry.kind === 'value' && entry.text?.startsWith(name) === true,
  );
  return known?.text === text;
}

/** What was searched for, until the page that it led to is there. What looks like a value is left out. */
function keepWords({ text = '', from = '' }: Did): void {
  const line = text.trim().split('\n')[0] ?? '';
  const words = masked(line.replace(/([\w.-]{1,60}["']?\s?[=:]\s?)\S+/g, '$1…'));
  try {
    sessionStorage.setItem(WORDS_KEY, JSON.stringify([from, words.slice(0, LONGEST_WORDS)]));
  } catch {
    return;
  }
}

function wordsFor(path: string): string | undefined {
  try {
    const data: unknown = JSON.parse(sessionStorage.getItem(WORDS_KEY) ?? 'null');
    sessionStorage.removeItem(WORDS_KEY);
    return Array.isArray(data) && data[0] === path && typeof data[1] === 'string' ? data[1] : undefined;
  } catch {
    return undefined;
  }
}

interface PageRunbook {
  readonly id: string;
  readonly title: string;
  readonly owner: string | undefined;
  readonly services: readonly string[];
  readonly severity: { readonly id: string; readonly title: string } | undefined;
}

/** The runbook that this page shows. */
export function runbookOfPage(): PageRunbook | undefined {
  const page = document.querySelector<HTMLElement>('[data-runbook]');
  const id = page?.dataset['runbook'];
  if (!page || !id) return undefined;
  const { owner, services = '', severity } = page.dataset;
  const word = page.querySelector('.fact-severity dd')?.textContent.trim();
  return {
    ...{ id, owner, title: page.querySelector('h1')?.textContent.trim() ?? id },
    services: services.split(' ').filter(Boolean),
    severity: severity === undefined ? undefined : { id: severity, title: word || severity },
  };
}

function ofPage(): Pick<Entry, 'runbook'> {
  const id = runbookOfPage()?.id;
  return id === undefined ? {} : { runbook: id };
}

/** That the runbook was opened, and by what; a reload, and coming back to it, are nothing new. */
async function recordOpened(): Promise<void> {
  const runbook = runbookOfPage();
  const { incident } = deskState();
  if (!runbook || !incident) return;
  const words = wordsFor(location.pathname);
  const last = incident.entries.findLast(({ kind }) => kind === 'opened');
  if (last?.runbook === runbook.id) return;
  const [visit] = performance.getEntriesByType('navigation');
  const isAgain = visit instanceof PerformanceNavigationTiming && visit.type !== 'navigate';
  if (isAgain && incident.entries.some((entry) => entry.kind === 'opened' && entry.runbook === runbook.id))
    return;
  // Before what was done on the page since.
  const at = new Date(Math.max(performance.timeOrigin, Date.parse(incident.begunAt) + 1)).toISOString();
  await record({ ...openedBy(runbook, words), at });
  await recordValues();
}

function openedBy({ id, title, owner, services }: PageRunbook, words: string | undefined): Omit<Entry, 'at'> {
  const from = cameBy(words);
  return {
    ...{ kind: 'opened', runbook: id, text: title, services },
    ...(owner === undefined ? {} : { owner }),
    ...(from === undefined ? {} : { from }),
  };
}

/** `from the alert WorkerDown (namespace=prod)`, `by a search for “queue”`; undefined where nobody knows. */
export function cameBy(words?: string): string | undefined {
  const sign = keptSign(location.pathname);
  if (sign?.kind === 'alert') {
    const labels = sign.labels.map(([name, value]) => `${name}=${value}`).join(', ');
    const since = sign.since === undefined ? '' : `, firing since ${sign.since}`;
    return `from the alert ${sign.text}${labels === '' ? '' : ` (${labels})`}${since}`;
  }
  if (words !== undefined && words !== '') return `by a search for “${words}”`;
  if (sign?.kind === 'symptom') return `by the symptom “${sign.text}”`;
  return sign && `by “${sign.text}” in its logs`;
}

/**
 * Values that the page has been given already: by a link, or before the incident was declared. What is being typed at
 * this moment is half a value: it is heard of when its box is left.
 */
async function recordValues(): Promise<void> {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('.param input')];
  const onPage = new Set(inputs.map(({ id }) => id.replace(/^value:/, '')));
  for (const [name, { value, origin, from, isAlert }] of readKept()?.values ?? []) {
    if (value === '' || !onPage.has(name) || isNoted(`${name}=${value}`)) continue;
    if (origin === 'typed' && document.activeElement?.id === `value:${name}`) continue;
    const came = origin === 'typed' ? 'typed' : isAlert && from ? `from the alert ${from}` : 'from the link';
    await record({ ...ofPage(), kind: 'value', text: `${name}=${value}`, from: came });
  }
}
