import type { Entry } from './entry.ts';

/** An entry of an incident that can still be changed. */
export interface RecordedEntry extends Entry {
  /** Letters, digits and `-`; the same in every copy of the incident. */
  readonly id: string;
  /** When somebody changed it last, ISO 8601 in UTC; left out while nobody has. */
  readonly changedAt?: string;
}

/** An incident as the desk in the browser keeps it and a file carries it: plain data. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly begunAt: string;
  readonly severity?: SeverityWord;
  /** Where it is discussed, or its ticket. */
  readonly ref?: string;
  readonly impact?: string;
  readonly closedAt?: string;
  /** What it was, in the words of the person who closed it. */
  readonly summary?: string;
  /** When something of the above was changed last. */
  readonly changedAt: string;
  /** Ids of entries that were deleted: an older copy does not bring them back. */
  readonly gone: readonly string[];
  /** In the order in which things happened. */
  readonly entries: readonly RecordedEntry[];
}

export interface SeverityWord {
  /** In severities.yaml. */
  readonly id: string;
  /** What people call it. */
  readonly title: string;
}

/** Entries in the order in which things happened. */
export function inOrder(entries: readonly RecordedEntry[]): readonly RecordedEntry[] {
  return [...entries].sort((one, other) => compare(one.at, other.at) || compare(one.id, other.id));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Two copies of one incident as one: the head and each entry as they were changed last, and nothing that either has
 * deleted. It does not matter which comes first.
 */
export function mergeIncidents(one: Incident, other: Incident): Incident {
  const gone = [...new Set([...one.gone, ...other.gone])].sort(compare);
  const byId = new Map<string, RecordedEntry>();
  for (const entry of [...one.entries, ...other.entries]) {
    const known = byId.get(entry.id);
    byId.set(entry.id, known ? later(known, entry) : entry);
  }
  const entries = inOrder([...byId.values()].filter(({ id }) => !gone.includes(id)));
  return { ...later(one, other), gone, entries };
}

function later<T extends { readonly changedAt?: string }>(one: T, other: T): T {
  const order =
    compare(one.changedAt ?? '', other.changedAt ?? '') ||
    compare(JSON.stringify(one), JSON.stringify(other));
  return order < 0 ? other : one;
}

/** What is done with a runbook: the value that a link brings to a page that nobody works with is not among it. */
const USES = new Set<string>(['opened', 'copied', 'ticked', 'compared', 'branch', 'step', 'begun']);

/** The runbooks that were used, in the order in which they were first. */
export function runbooksOf({ entries }: Pick<Incident, 'entries'>): readonly OpenedRunbook[] {
  const opened = new Map<string, OpenedRunbook>();
  for (const { kind, runbook, text, owner, services = [], isStruck } of entries) {
    if (runbook === undefined || isStruck || !USES.has(kind)) continue;
    const known = opened.get(runbook);
    // Somebody may have deleted the line that says when it was opened.
    if (kind === 'opened' && (known === undefined || known.title === runbook))
      opened.set(runbook, { id: runbook, title: text ?? runbook, owner, services });
    else if (!known) opened.set(runbook, { id: runbook, title: runbook, owner: undefined, services: [] });
  }
  return [...opened.values()];
}

export interface OpenedRunbook {
  readonly id: string;
  readonly title: string;
  readonly owner: string | undefined;
  readonly services: readonly string[];
}

/** The steps of a runbook that are done: those whose last tick was not taken away. */
export function doneSteps({ entries }: Pick<Incident, 'entries'>, runbook: string): ReadonlySet<string> {
  const done = new Set<string>();
  for (const entry of entries) {
    if (entry.runbook !== runbook || entry.step === undefined || entry.isStruck) continue;
    if (entry.kind === 'ticked') done.add(entry.step);
    if (entry.kind === 'unticked') done.delete(entry.step);
  }
  return done;
}

/** When a step was begun that is done now: when its command was copied, else when the one before was done. */
export function begunAt(
  { entries }: Pick<Incident, 'entries'>,
  { runbook, step }: { readonly runbook: string; readonly step: string },
): string | undefined {
  const own = entries.filter((entry) => entry.runbook === runbook && !entry.isStruck);
  const from = own.findLastIndex(
    ({ kind, step: of }) => of === step && (kind === 'ticked' || kind === 'unticked'),
  );
  const since = own.slice(from + 1);
  const copied = since.find(({ kind, step: of }) => kind === 'copied' && of === step);
  const before = own.findLast(({ kind }) => kind === 'ticked' || kind === 'opened');
  return (copied ?? before)?.at;
}
