import { sayCounts } from '../review/say-counts.ts';
import type { Ran, ShownReview } from './book-facts.ts';

/** The state of a review in one line: who read the page when, until when that holds, what has changed since. */
export function sayReview({ reviewed, by, standsOn, unproved, days, reasons, ran }: ShownReview): string {
  const who = `${by ? ` by ${by}` : ''}${standsOn ? ` (${standsOn})` : ''}`;
  const last = reviewed === undefined ? 'not reviewed yet' : `reviewed ${reviewed}${who}`;
  const next = reviewed === undefined || !days ? [] : [`next on ${days.due}`];
  return [
    [last, ...next].join(', '),
    ...(ran ? [sayRan(ran)] : []),
    ...(unproved ? [unproved] : []),
    ...reasons,
  ].join('; ');
}

/** What a run of the commands gave: `opsbook verify on 2026-10-01: 3 snippets passed, 1 skipped (kubectl 1.34.1)`. */
export function sayRan({ tools = {}, ...ran }: Ran): string {
  const versions = Object.entries(tools).map(([name, version]) => `${name} ${version}`);
  return `opsbook verify on ${ran.on}: ${sayCounts(ran)}${versions.length === 0 ? '' : ` (${versions.join(', ')})`}`;
}
