import { numberReader, packNumbers } from './pack.ts';
import type { Word } from './words.ts';

/**
 * Runs of words as a machine prints them. A page that shows `has asked for the client to provide credentials` is about
 * it, whatever else shares single words with it.
 */
const RUN = 4;
/** Of so many neighbouring runs at least one is kept (winnowing: Schleimer, Wilkerson, Aiken, 2003). */
const WINDOW = 4;
/** What more entries show does not tell them apart: most likely it is a command. */
const MOST_ENTRIES = 3;
/** The runs of words that follow one another, each as a number of 24 bits. What has digits differs each time. */
export function runsOf(words: readonly Word[]): number[] {
  const said = words.filter(({ joins, text }) => joins === 1 && !/\d/.test(text));
  const runs: number[] = [];
  for (let at = 0; at + RUN <= said.length; at += 1) {
    let sum = FNV_START;
    for (let next = at; next < at + RUN; next += 1) sum = hash(said[next]?.text ?? '', sum);
    runs.push(((sum >>> 24) ^ sum) & 0xffffff);
  }
  return runs;
}

// FNV-1a of 32 bits, http://www.isthe.com/chongo/tech/comp/fnv/, over a text and the blank after it.
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hash(text: string, start: number): number {
  let sum = start;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), FNV_PRIME);
  return Math.imul(sum ^ 32, FNV_PRIME);
}

/** Collects what entries show. */
export interface QuotedRuns {
  /** @param lines what is shown, and its words */
  add(entry: number, lines: string, words: readonly Word[]): void;
  pack(): string;
}

/** Nothing collected yet. */
export function quotedRuns(): QuotedRuns {
  const entriesOf = new Map<number, Set<number>>();
  return {
    add(entry, lines, words) {
      for (const kept of wordsByLine(lines, words).flatMap((line) => winnow(runsOf(line)))) {
        const known = entriesOf.get(kept);
        if (known) known.add(entry);
        else entriesOf.set(kept, new Set([entry]));
      }
    },
    pack() {
      const telling = [...entriesOf].filter(([, entries]) => entries.size <= MOST_ENTRIES);
      const numbers = [telling.length];
      let before = 0;
      for (const [run, entries] of telling.sort(([a], [b]) => a - b)) {
        numbers.push(run - before, entries.size, ...entries);
        before = run;
      }
      return packNumbers(numbers);
    },
  };
}

function wordsByLine(lines: string, words: readonly Word[]): Word[][] {
  const found: Word[][] = [];
  let end = -1;
  for (const word of words) {
    if (word.start > end) {
      found.push([]);
      const next = lines.indexOf('\n', word.start);
      end = next < 0 ? lines.length : next;
    }
    found.at(-1)?.push(word);
  }
  return found;
}

/** The least of every window, so that neighbours keep the same one. */
function winnow(runs: readonly number[]): number[] {
  if (runs.length <= WINDOW) return runs.length > 0 ? [Math.min(...runs)] : [];
  return runs.slice(WINDOW - 1).map((_, at) => Math.min(...runs.slice(at, at + WINDOW)));
}

/** The entries that show each run. */
export function readQuoted(packed: string): Map<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  const next = numberReader(packed);
  let run = 0;
  for (let left = next(); left > 0; left -= 1) {
    run += next();
    const entries = Array.from({ length: next() }, () => next());
    found.set(run, entries);
  }
  return found;
}
