import { ALMANAC } from '../almanac/almanac.ts';
import { keptIndex } from '../judge/kept-index.ts';
import { match } from '../search/match.ts';
import { openAlmanac } from '../search/recognise.ts';
import { openFolder } from './open-folder.ts';

/** How much of an answer is wanted. */
export interface FindOptions {
  /** The most runbooks to give (default: 10). */
  readonly limit?: number;
}

/** One runbook of an answer. */
export interface Found {
  readonly id: string;
  readonly title: string;
  /** The section to open; empty for the top of the page. */
  readonly anchor: string;
  /** Comparable within one answer only. */
  readonly score: number;
  /** Clearly meant; what is not may still be it. */
  readonly isSure: boolean;
  /** What made it fit: a text of the runbook, and the parts of it that were asked for. */
  readonly why: {
    readonly kind: 'alert' | 'error' | 'symptom' | 'words';
    readonly text: string;
    readonly ranges: readonly (readonly [start: number, end: number])[];
  };
  /** Values for its params that were in what was asked, as in the labels of a pasted alert. */
  readonly values: Readonly<Record<string, string>>;
  /** Values that its params do not take, each with the reason. */
  readonly refused: Readonly<Record<string, string>>;
}

/**
 * Finds the runbooks for words, an alert, a log line or anything else that somebody sees, best first, as
 * `opsbook find` does; pages that are no runbooks are left out.
 * @throws where there is no such folder
 */
export async function find(
  root: string,
  query: string,
  { limit = 10 }: FindOptions = {},
): Promise<readonly Found[]> {
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new Error(`\`limit\` takes a whole number above 0, not \`${limit}\`.`);
  const index = await keptIndex(await openFolder(root));
  return match(index, query, { limit, almanac: openAlmanac(ALMANAC) }).results;
}
