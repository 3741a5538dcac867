import { once } from '../runbook/words/once.ts';
import { findErrors, findNames } from './evidence.ts';
import type { OpenIndex } from './open-index.ts';
import { labelValues } from './paste-values.ts';
import { readPaste } from './paste.ts';
import { possibleErrors } from './possible-errors.ts';
import { readQuery } from './query.ts';
import { rankEntries } from './rank.ts';
import { firstResult } from './results.ts';
import { scoreEntries } from './score.ts';

/** What a runbook says of itself. */
export interface Claims {
  readonly id: string;
  readonly symptoms: readonly string[];
  /** Regular expressions cannot be asked for, and are left out. */
  readonly errors: readonly string[];
}

/** Finds the claims of a runbook for which another runbook is found first, each with that one's id. */
export function outrankedIn(index: OpenIndex): (claims: Claims) => Map<string, string> {
  const first = firstIn(index);
  return ({ id, symptoms, errors }) => {
    const asked = [...symptoms, ...errors.filter((error) => !error.startsWith('/'))];
    const found = new Map<string, string>();
    for (const text of asked) {
      const other = first(text);
      if (other !== undefined && other !== id) found.set(text, other);
    }
    return found;
  };
}

/** Finds the id of what `match` answers first, for callers that ask for thousands of texts and need nothing else. */
export function firstIn(index: OpenIndex): (text: string) => string | undefined {
  const possible = once(() => possibleErrors(index.errors));
  return (text) => {
    const paste = readPaste(text);
    const names = findNames(paste, index);
    const errors = findErrors(paste, index, possible());
    if (text.length <= SHORT) {
      const known = names[0] ? onlyOne(names[0].entries) : onlyOne([...errors.keys()]);
      if (known !== undefined) return index.pages[index.entries[known]?.page ?? known]?.id;
    }
    const query = readQuery(paste, index);
    const scores = scoreEntries(query, index);
    const ranked = rankEntries(query, scores, index);
    return firstResult({ names, errors, ranked, scores, query, values: labelValues(paste.labels) }, index);
  };
}

/**
 * In a longer text words could add up to as much as a name or an error counts. In a short one, what is known by
 * its name alone comes first, or else what is known by its error: nothing need be weighed. Most claims are such.
 */
const SHORT = 120;

function onlyOne(entries: readonly number[]): number | undefined {
  return entries.length === 1 ? entries[0] : undefined;
}
