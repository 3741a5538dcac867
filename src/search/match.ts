import { listGroups } from './groups.ts';
import type { Group } from './groups.ts';
import { findErrors, findNames, findOthers } from './evidence.ts';
import type { OpenIndex } from './open-index.ts';
import { readPaste } from './paste.ts';
import { recognise } from './recognise.ts';
import type { OpenAlmanac, Recognised } from './recognise.ts';
import { readQuery } from './query.ts';
import { rankEntries } from './rank.ts';
import { listResults } from './results.ts';
import type { Result } from './results.ts';
import { scoreEntries } from './score.ts';
import { labelValues } from './paste-values.ts';
import type { Verdict } from './verdict.ts';

/** The answer to what was typed or pasted. */
export interface Answer {
  /** `perhaps`: similar, but nothing is clearly meant. `nothing`: not even that. */
  readonly answer: 'matches' | 'perhaps' | 'nothing';
  /** How much the first result may be trusted; `nothing` without one. */
  readonly verdict: Verdict | 'nothing';
  /** Best first. */
  readonly results: readonly Result[];
  /** Well-known errors in what was asked, and what they mean; empty without an almanac. */
  readonly meanings: readonly Recognised[];
  /** Present when the paste holds several alerts. */
  readonly groups?: readonly Group[];
}

export interface MatchOptions {
  /** The most results to give (default: 10). */
  readonly limit?: number;
  /** What well-known errors mean: its words help to find, and its sentences are part of the answer. */
  readonly almanac?: OpenAlmanac | undefined;
  /** Whether guides, services, teams and the like are answers too, where the index has them (default: runbooks only). */
  readonly hasOthers?: boolean;
}

/** Finds the runbooks for anything: words, a question, an alert, a log, a notification. Never throws. */
export function match(index: OpenIndex, input: string, options: MatchOptions = {}): Answer {
  const { limit = 10, almanac, hasOthers = false } = options;
  const paste = readPaste(input);
  const known = almanac ? recognise(almanac, paste.text) : [];
  const meanings = isTyped(paste.text) ? known.filter(({ isGeneral }) => !isGeneral) : known;
  // Words that any program may say find no page of their own.
  const query = readQuery(
    paste,
    index,
    meanings.filter(({ isGeneral }) => !isGeneral),
  );
  const scores = scoreEntries(query, index);
  const evidence = {
    names: [...(hasOthers ? findOthers(paste, index) : []), ...findNames(paste, index)],
    errors: findErrors(paste, index),
    ranked: rankEntries(query, scores, index),
    scores,
    query,
    values: labelValues(paste.labels),
  };
  const listing = { index, limit, hasOthers };
  const results = listResults(evidence, listing);
  const groups = listGroups(paste, evidence, listing);
  const verdict = results[0]?.verdict ?? 'nothing';
  return {
    answer: results.some(({ isSure }) => isSure) ? 'matches' : results.length > 0 ? 'perhaps' : 'nothing',
    verdict,
    results,
    meanings,
    ...(groups.length > 1 ? { groups } : {}),
  };
}

/** More words than these, or the signs of a log, were pasted and not typed. */
const MOST_TYPED = 6;

function isTyped(text: string): boolean {
  return !/[:="[\](){}<>|]/.test(text) && text.trim().split(/\s+/, MOST_TYPED + 1).length <= MOST_TYPED;
}
