import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { inOrder } from '../../../run/incident.ts';
import type { Incident, RecordedEntry } from '../../../run/incident.ts';
import { begunKey, deskName } from '../desk-name.ts';

/** An incident without its entries. */
export type IncidentHead = Omit<Incident, 'entries'>;

interface Tables extends DBSchema {
  incidents: { key: string; value: IncidentHead };
  entries: {
    key: [string, string];
    value: { incident: string; id: string; entry: RecordedEntry };
    indexes: { incident: string };
  };
  /** `current`: the id of the incident that runs; `secrets`: names of params that are secret. */
  state: { key: 'current' | 'secrets'; value: string | readonly string[] };
}

const ALL = ['incidents', 'entries', 'state'] as const;
type Writing = IDBPTransaction<Tables, typeof ALL, 'readwrite'>;

let opening: Promise<IDBPDatabase<Tables>> | undefined;

/** The incidents of this browser. @throws where the browser has no storage, or forbids it */
function open(): Promise<IDBPDatabase<Tables>> {
  opening ??= openDB<Tables>(deskName(), 1, {
    upgrade(database) {
      database.createObjectStore('incidents', { keyPath: 'id' });
      const entries = database.createObjectStore('entries', { keyPath: ['incident', 'id'] });
      entries.createIndex('incident', 'incident');
      database.createObjectStore('state');
    },
    blocking: () => void close(),
    terminated: () => (opening = undefined),
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

async function close(): Promise<void> {
  const database = await opening;
  opening = undefined;
  database?.close();
}

const changes = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(deskName());

/** Calls when another tab has written something. */
export function onChange(listener: () => void): void {
  changes?.addEventListener('message', listener);
}

/**
 * Writes all of it or nothing. When this resolves, it is on the disk: then the page may say so.
 * @throws where there is no room, or storage is forbidden
 */
async function write(work: (writing: Writing) => Promise<void>): Promise<void> {
  const database = await open();
  const writing = database.transaction(ALL, 'readwrite', { durability: 'strict' });
  try {
    await work(writing);
  } catch (error) {
    // One that failed by itself is aborted already.
    if (writing.error === null) writing.abort();
    await writing.done.catch(() => undefined);
    throw error;
  }
  await writing.done;
  changes?.postMessage('changed');
}

/** Tabs that have not loaded the desk yet learn by this that an incident runs. */
function tellOthers(id: string): void {
  try {
    localStorage.setItem(begunKey(), `${id} ${Date.now()}`);
  } catch {
    return;
  }
}

/** The incident that runs; undefined where none does. */
export async function readCurrent(): Promise<Incident | undefined> {
  const id = await (await open()).get('state', 'current');
  return typeof id === 'string' ? readIncident(id) : undefined;
}

/** An incident with its entries, in their order. */
export async function readIncident(id: string): Promise<Incident | undefined> {
  const reading = (await open()).transaction(['incidents', 'entries']);
  const [head, rows] = await Promise.all([
    reading.objectStore('incidents').get(id),
    reading.objectStore('entries').index('incident').getAll(id),
  ]);
  return head && { ...head, entries: inOrder(rows.map(({ entry }) => entry)) };
}

/** Every incident of this browser, the latest first. */
export async function listIncidents(): Promise<readonly IncidentHead[]> {
  const heads = await (await open()).getAll('incidents');
  return heads.sort((one, other) => (one.begunAt < other.begunAt ? 1 : -1));
}

/** Takes a whole incident in, beside what is known of it already. @param isCurrent it is the one that runs now */
export async function putIncident({ entries, ...head }: Incident, isCurrent: boolean): Promise<void> {
  await write(async (writing) => {
    for (const id of head.gone) await writing.objectStore('entries').delete([head.id, id]);
    await writing.objectStore('incidents').put(head);
    for (const entry of entries) await putEntry(writing, head.id, entry);
    if (isCurrent) await writing.objectStore('state').put(head.id, 'current');
  });
  if (isCurrent) tellOthers(head.id);
}

/** Adds an entry, or puts it in place of the one that has its id. */
export function putOne(incident: string, entry: RecordedEntry): Promise<void> {
  return write((writing) => putEntry(writing, incident, entry));
}

async function putEntry(writing: Writing, incident: string, entry: RecordedEntry): Promise<void> {
  await writing.objectStore('entries').put({ incident, id: entry.id, entry });
}

/** Deletes an entry: nothing of what it said stays, only that it is gone. */
export function dropOne(incident: string, id: string): Promise<void> {
  return write(async (writing) => {
    await writing.objectStore('entries').delete([incident, id]);
    const head = await writing.objectStore('incidents').get(incident);
    if (head) await writing.objectStore('incidents').put({ ...head, gone: [...head.gone, id] });
  });
}

/** What changes with a head: an entry that says so, and whether it is the incident that runs. */
export interface HeadChange {
  readonly head: Partial<IncidentHead>;
  /** Names of what is no longer there. */
  readonly without?: readonly (keyof IncidentHead)[];
  readonly entry?: RecordedEntry;
  readonly isCurrent?: boolean;
}

/** Changes what stands at the head of an incident. */
export async function changeHead(
  id: string,
  { head, without = [], entry, isCurrent }: HeadChange,
): Promise<void> {
  await write(async (writing) => {
    const before = await writing.objectStore('incidents').get(id);
    if (!before) return;
    const next = { ...before, ...head, changedAt: new Date().toISOString() };
    for (const name of without) delete next[name];
    await writing.objectStore('incidents').put(next);
    if (entry) await putEntry(writing, id, entry);
    if (isCurrent === true) await writing.objectStore('state').put(id, 'current');
    const current = await writing.objectStore('state').get('current');
    if (isCurrent === false && current === id) await writing.objectStore('state').delete('current');
  });
  if (isCurrent === true) tellOthers(id);
}

/** Deletes an incident with all that was recorded of it. */
export function dropIncident(id: string): Promise<void> {
  return write(async (writing) => {
    await dropEntries(writing, id);
    await writing.objectStore('incidents').delete(id);
    const current = await writing.objectStore('state').get('current');
    if (current === id) await writing.objectStore('state').delete('current');
  });
}

async function dropEntries(writing: Writing, incident: string): Promise<void> {
  const keys = await writing.objectStore('entries').index('incident').getAllKeys(incident);
  for (const key of keys) await writing.objectStore('entries').delete(key);
}

/** Names of secret params, of every runbook that was opened while an incident ran. */
export async function readSecretNames(): Promise<readonly string[]> {
  const names = await (await open()).get('state', 'secrets');
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** Remembers more of these names. They are no secrets themselves. */
export function addSecretNames(names: readonly string[]): Promise<void> {
  return write(async (writing) => {
    const known = await writing.objectStore('state').get('secrets');
    const all = new Set([...(Array.isArray(known) ? known : []), ...names]);
    await writing.objectStore('state').put([...all], 'secrets');
  });
}
