import { listGroups } from './groups.ts';
import type { Group } from './groups.ts';
import { findErrors, findNames } from './evidence.ts';
import type { OpenIndex } from './open-index.ts';
import { readPaste } from './paste.ts';
import { readQuery } from './query.ts';
import { rankEntries } from './rank.ts';
import { listResults } from './results.ts';
import type { Result } from './results.ts';
import { scoreEntries } from './score.ts';
import { labelValues } from './paste-values.ts';

/** The answer to what was typed or pasted. */
export interface Answer {
  /** `perhaps`: similar, but nothing is clearly meant. `nothing`: not even that. */
  readonly answer: 'matches' | 'perhaps' | 'nothing';
  /** Best first. */
  readonly results: readonly Result[];
  /** Present when the paste holds several alerts. */
  readonly groups?: readonly Group[];
}

export interface MatchOptions {
  /** At most so many results; 10 without it. */
  readonly limit?: number;
}

/** Finds the runbooks for anything: words, a question, an alert, a log, a notification. Never throws. */
export function match(index: OpenIndex, input: string, { limit = 10 }: MatchOptions = {}): Answer {
  const paste = readPaste(input);
  const query = readQuery(paste, index);
  const scores = scoreEntries(query, index);
  const evidence = {
    names: findNames(paste, index),
    errors: findErrors(paste, index),
    ranked: rankEntries(query, scores, index),
    scores,
    values: labelValues(paste.labels),
  };
  const results = listResults(evidence, { index, limit });
  const groups = listGroups(paste, evidence, { index, limit });
  return {
    answer: results.some(({ isSure }) => isSure) ? 'matches' : results.length > 0 ? 'perhaps' : 'nothing',
    results,
    ...(groups.length > 1 ? { groups } : {}),
  };
}
