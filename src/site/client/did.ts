import type { Entry } from '../../run/entry.ts';

/** Something that its reader did on a page, for the record of an incident. */
export type Did = Omit<Entry, 'runbook'>;

/** What happened before the desk was loaded, if it is at all. */
const MOST_EARLY = 100;

let listener: ((what: Did) => void) | undefined;
let early: Did[] = [];

/** Tells the incident desk what its reader did just now. Where no incident runs, nobody hears it. */
export function did(what: Omit<Did, 'at'>): void {
  const told = { ...what, at: new Date().toISOString() };
  if (listener) return listener(told);
  early = [...early.slice(1 - MOST_EARLY), told];
}

/** Has somebody told what happens, beginning with what has happened already; undefined ends it. */
export function hear(next: ((what: Did) => void) | undefined): void {
  listener = next;
  if (!next) return;
  for (const what of early) next(what);
  early = [];
}

/** Values of a link that belong to secret params: kept while the page is open, so that no record shows them. */
export const linkSecrets = new Set<string>();
