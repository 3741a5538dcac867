import type { Incident } from './incident.ts';

/** What a severity demands, as severities.yaml has it. */
export interface Demands {
  /** As in `15 minutes`. */
  readonly respondWithin?: string | undefined;
  readonly updateEvery?: string | undefined;
  readonly tell: readonly string[];
}

/** Something that a severity demands, with when it is due. */
export interface Due {
  readonly what: 'respond' | 'update';
  /** As in `15 minutes`. */
  readonly period: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** It was done, and in time or not, or is still to be done. */
  readonly state: 'done' | 'late' | 'open' | 'past';
}

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Milliseconds of `15 minutes` or `1 hour`; undefined for anything else. */
export function readPeriod(text: string | undefined): number | undefined {
  const [, count, unit = ''] = /^([1-9]\d{0,4}) (minute|hour|day)s?$/.exec(text ?? '') ?? [];
  return count === undefined ? undefined : Number(count) * (UNITS[unit] ?? 0);
}

/** What is due in an incident, and when. Nothing is once it is closed. */
export function listDues(incident: Incident, demands: Demands, now: Date): readonly Due[] {
  const { begunAt, entries, closedAt } = incident;
  if (closedAt !== undefined) return [];
  const counted = entries.filter(({ isStruck }) => !isStruck);
  // Whoever opens a runbook or says something has answered.
  const answered = counted.find(({ kind }) => kind !== 'declared' && kind !== 'value')?.at;
  const told = counted.findLast(({ kind }) => kind === 'told')?.at;
  const respond = readPeriod(demands.respondWithin);
  const update = readPeriod(demands.updateEvery);
  const after = (from: string, period: number): string => new Date(Date.parse(from) + period).toISOString();
  const isPast = (at: string): boolean => Date.parse(at) < now.getTime();
  const dues: Due[] = [];
  if (respond !== undefined && demands.respondWithin !== undefined) {
    const at = after(begunAt, respond);
    const state = answered === undefined ? (isPast(at) ? 'past' : 'open') : answered <= at ? 'done' : 'late';
    dues.push({ what: 'respond', period: demands.respondWithin, at, state });
  }
  if (update !== undefined && demands.updateEvery !== undefined) {
    const at = after(told ?? begunAt, update);
    dues.push({ what: 'update', period: demands.updateEvery, at, state: isPast(at) ? 'past' : 'open' });
  }
  return dues;
}
