import type { Level } from '../runbook/finding.ts';

/**
 * What a finding weighs on a page of a book that has not adopted the format. An error there must be true whatever
 * system the book was written for. So it takes one of two things: a rule that claims nothing else, or evidence: a
 * right form that is near. What comes in numbers is said once: see `gather.ts`.
 */

/** Rules whose errors are settled by the words themselves, or by the files that are there. */
const SETTLED: ReadonlySet<string> = new Set([
  'alias-valid',
  'file-is-text',
  'file-name-works',
  'id-unique',
  'name-known',
  'no-invisible-characters',
  'prefix-assignment',
  'suppression-valid',
  'url-answers',
]);

interface Evidence {
  readonly ruleId: string;
  /** A right form is near. */
  readonly isSure: boolean;
  /** The page tells what was, and nobody works through it. */
  readonly isRecord: boolean;
}

/** The level of a finding on such a page, which has `level` where the format was adopted. */
export function weighForeign(level: Level, { ruleId, isSure, isRecord }: Evidence): Level {
  return level === 'error' && !isRecord && (isSure || SETTLED.has(ruleId)) ? 'error' : 'warning';
}
