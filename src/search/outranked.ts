import { findErrors, findNames } from './evidence.ts';
import { match } from './match.ts';
import type { OpenIndex } from './open-index.ts';
import { readPaste } from './paste.ts';

/** What a runbook says of itself. */
export interface Claims {
  readonly id: string;
  readonly symptoms: readonly string[];
  /** Regular expressions cannot be asked for, and are left out. */
  readonly errors: readonly string[];
}

/** The claims of a runbook for which another runbook is found first, each with that one's id. */
export function findOutranked({ id, symptoms, errors }: Claims, index: OpenIndex): Map<string, string> {
  const asked = [...symptoms, ...errors.filter((error) => !error.startsWith('/'))];
  const found = new Map<string, string>();
  for (const text of asked) {
    const first = onlyByError(text, index) ?? match(index, text, { limit: 1 }).results[0]?.id;
    if (first !== undefined && first !== id) found.set(text, first);
  }
  return found;
}

/** A longer text could add up to as much in words as an error counts. */
const SHORT = 120;

/**
 * The one runbook that has a short text among its error strings, where no name is in it that leads elsewhere: it is
 * found first, and nothing else need be weighed. Most claims of a book are such.
 */
function onlyByError(text: string, index: OpenIndex): string | undefined {
  if (text.length > SHORT) return undefined;
  const paste = readPaste(text);
  const [[page] = [], ...more] = findErrors(paste, index);
  if (page === undefined || more.length > 0 || findNames(paste, index).length > 0) return undefined;
  return index.pages[page]?.id;
}
