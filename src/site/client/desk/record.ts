import type { Entry } from '../../../run/entry.ts';
import { begunAt, inOrder } from '../../../run/incident.ts';
import type { Incident, RecordedEntry } from '../../../run/incident.ts';
import { maskPasted } from '../../../run/pasted-secrets.ts';
import type { KnownSecrets } from '../../../run/pasted-secrets.ts';
import { linkSecrets } from '../did.ts';
import { addSecretNames, onChange, putIncident, putOne, readCurrent, readSecretNames } from './store.ts';

/** What this tab knows of the incident that runs. */
export interface DeskState {
  readonly incident: Incident | undefined;
  /** Why something could not be stored, for a person; undefined while all of it is. */
  readonly fault: string | undefined;
  /** What is on this page alone. */
  readonly unsaved: readonly RecordedEntry[];
}

let state: DeskState = { incident: undefined, fault: undefined, unsaved: [] };
const watchers = new Set<(state: DeskState) => void>();
let names: readonly string[] = [];

/** Calls with the state as it is, and whenever it is another. */
export function watch(watcher: (state: DeskState) => void): void {
  watchers.add(watcher);
  watcher(state);
}

export function deskState(): DeskState {
  return state;
}

function set(next: Partial<DeskState>): void {
  state = { ...state, ...next };
  for (const watcher of watchers) watcher(state);
}

let isListening = false;

/** Reads what the browser has of the incident that runs, and goes on doing so when another tab writes. */
export async function refresh(): Promise<void> {
  if (!isListening) {
    onChange(() => void refresh());
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) void refresh();
    });
  }
  isListening = true;
  try {
    names = await readSecretNames();
    set({ incident: await readCurrent() });
  } catch (error) {
    set({ fault: faultOf(error) });
  }
}

/** An incident that only this page has, for want of storage. */
export function keepOnPage(incident: Incident, error: unknown): void {
  set({ incident, unsaved: incident.entries, fault: faultOf(error) });
}

/** Why the browser did not store something, as a sentence for whoever relies on it. */
export function faultOf(error: unknown): string {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return isFull ? 'Not stored: the browser has no room left.' : 'Not stored: the browser forbids it here.';
}

/** What records do not show: known values, and whatever is called like a secret param of the pages. */
function known(): KnownSecrets {
  return { secrets: [...linkSecrets], names: [...names, ...secretNamesOfPage()] };
}

/** Names of the secret params that this page knows of. */
export function secretNamesOfPage(): readonly string[] {
  const rows = [...document.querySelectorAll<HTMLElement>('.param[data-secret]')];
  const listed = document.querySelector<HTMLElement>('[data-secret-names]')?.dataset['secretNames'] ?? '';
  const own = rows.flatMap(({ dataset: { name, label } }) =>
    [name, label].filter((word) => word !== undefined),
  );
  return [...own, ...listed.split(' ').filter(Boolean)];
}

/** Remembers what is secret on this page, for notes that are written on others. */
export async function learnSecretNames(): Promise<void> {
  const own = secretNamesOfPage().filter((name) => !names.includes(name));
  if (own.length === 0) return;
  names = [...names, ...own];
  await addSecretNames(own).catch(() => undefined);
}

/** A text as a record may keep it. */
export function masked(text: string): string {
  return maskPasted(text, known());
}

/** More of one text is a file, and belongs into one. */
const LONGEST = 20_000;

function kept(text: string): string {
  const clean = masked(text);
  return clean.length > LONGEST
    ? `${clean.slice(0, LONGEST)} … ${clean.length - LONGEST} characters left out`
    : clean;
}

let latest = 0;

/** An entry as it is stored: masked, with an id, and with the time of now where it brings none. */
export function entryOf(what: Omit<Entry, 'at'> & { readonly at?: string }): RecordedEntry {
  // What happened before, as a run that has ended, keeps its own time.
  const when = what.at === undefined ? Math.max(Date.now(), latest + 1) : Date.parse(what.at);
  latest = Math.max(latest, when);
  return {
    ...what,
    id: crypto.getRandomValues(new Uint32Array(3)).reduce((id, part) => id + part.toString(36), ''),
    at: new Date(when).toISOString(),
    ...(what.text === undefined ? {} : { text: kept(what.text) }),
    ...(what.from === undefined ? {} : { from: kept(what.from) }),
    ...(what.lines === undefined ? {} : { lines: what.lines.map(kept) }),
  };
}

/** Writes an entry into the incident that runs; resolves when it is stored, or when the page has said that it is not. */
export async function record(what: Omit<Entry, 'at'> & { readonly at?: string }): Promise<void> {
  const { incident } = state;
  if (!incident) return;
  const entry = withTook(entryOf(what), incident);
  try {
    // What found no room before is tried again with it.
    if (state.unsaved.length > 0)
      await putIncident({ ...incident, entries: withEntry(incident.entries, entry) }, true);
    else await putOne(incident.id, entry);
    const now = state.incident;
    if (now?.id === incident.id)
      set({ incident: { ...now, entries: withEntry(now.entries, entry) }, unsaved: [], fault: undefined });
  } catch (error) {
    const now = state.incident ?? incident;
    set({
      incident: { ...now, entries: withEntry(now.entries, entry) },
      unsaved: [...state.unsaved, entry],
      fault: faultOf(error),
    });
  }
}

function withEntry(entries: readonly RecordedEntry[], entry: RecordedEntry): readonly RecordedEntry[] {
  return inOrder([...entries.filter(({ id }) => id !== entry.id), entry]);
}

/** How long a step took that is done now. */
function withTook(entry: RecordedEntry, incident: Incident): RecordedEntry {
  const { kind, runbook, step, at } = entry;
  if (kind !== 'ticked' || runbook === undefined || step === undefined || entry.from !== undefined)
    return entry;
  const began = begunAt(incident, { runbook, step });
  return began === undefined ? entry : { ...entry, took: Math.max(0, Date.parse(at) - Date.parse(began)) };
}
