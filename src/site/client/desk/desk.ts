import type { Incident } from '../../../run/incident.ts';
import { announce } from '../announce.ts';
import { base } from '../site-base.ts';
import { visitTicks } from '../visit.ts';
import { showBar, openNote } from './bar.ts';
import { alertOfPage } from './alert-of-page.ts';
import {
  cameBy,
  recordBranches,
  recordPage,
  recordRuns,
  runbookOfPage,
  stopRecording,
} from './page-record.ts';
import { deskState, entryOf, faultOf, keepOnPage, record, refresh, watch } from './record.ts';
import { askWhat } from './start-dialog.ts';
import { putIncident } from './store.ts';

let isResumed: Promise<void> | undefined;
let isAsking = false;

/** Goes on with the incident that runs in this browser, if one does. */
export function resume(): Promise<void> {
  isResumed ??= begin();
  return isResumed;
}

async function begin(): Promise<void> {
  await refresh();
  let running: string | undefined;
  watch((state) => {
    showBar(state);
    const id = state.incident?.id;
    tellOffline(id !== undefined);
    if (id === running) return;
    running = id;
    if (id === undefined) stopRecording();
    else void recordPage();
  });
  recordBranches();
  recordRuns();
  if (document.querySelector('[data-desk-page]')) {
    const { incidentPage } = await import('./incident-page.ts');
    await incidentPage();
  }
}

/** What the browser has kept of the site stays as it is while an incident runs: see offline.ts. */
function tellOffline(isOpen: boolean): void {
  const word = isOpen ? 'open' : 'none';
  if (document.documentElement.dataset['incident'] === word) return;
  document.documentElement.dataset['incident'] = word;
  document.dispatchEvent(new Event('opsbook:incident'));
}

/** Asks for one line and starts an incident; with one that runs, its page is opened. */
export async function start(): Promise<void> {
  await resume();
  const page = `${base()}incident/`;
  if (deskState().incident) {
    if (location.pathname !== page) location.assign(page);
    return;
  }
  // Whoever presses twice, while it is on its way, wants one.
  if (isAsking) return;
  isAsking = true;
  const usual = alertOfPage()?.name ?? runbookOfPage()?.title ?? '';
  const title = await askWhat(usual);
  isAsking = false;
  if (title === undefined) return;
  await declare(title.trim() || usual || 'Incident');
}

async function declare(title: string): Promise<void> {
  const alert = alertOfPage();
  const from = alert?.from ?? cameBy();
  const severity = alert?.severity ?? runbookOfPage()?.severity;
  const ticks = visitTicks(location.pathname);
  const first = entryOf({ kind: 'declared', text: title, ...(from === undefined ? {} : { from }) });
  const { id, at } = first;
  const incident: Incident = {
    ...{
      id: `incident-${id}`,
      title: first.text ?? title,
      begunAt: at,
      changedAt: at,
      gone: [],
      entries: [first],
    },
    ...(severity ? { severity } : {}),
  };
  try {
    await putIncident(incident, true);
    await refresh();
    announce('The incident has begun. n writes something down.');
  } catch (error) {
    keepOnPage(incident, error);
    announce(faultOf(error));
  }
  await recordTicks(ticks);
}

/** Steps that were ticked in this visit before somebody called it an incident. */
async function recordTicks(ticks: ReadonlySet<string>): Promise<void> {
  const runbook = runbookOfPage()?.id;
  if (runbook === undefined) return;
  const from = 'before it was declared';
  for (const step of ticks) await record({ kind: 'ticked', runbook, step, from });
}

/** Opens the line for something that is to be written down. */
export function note(): void {
  openNote();
}
