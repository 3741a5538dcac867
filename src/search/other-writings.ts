import { SHORT_NAMES } from './acronyms.ts';
import type { OpenIndex } from './open-index.ts';
import type { Word } from './words.ts';

// Words of a query that the book writes otherwise: as one, as two, in short, in full.

/** How often a word was read, and the most that it counts. */
export interface Read {
  weight: number;
  count: number;
  readonly isWhole: boolean;
  /** How much it is a name, typed as one or as several words. */
  readonly named: number;
  /** A part of a name that the book does not know: taken as it is, for it is no typing mistake. */
  readonly isForeign: boolean;
}

/** The words of a query as they are gathered. */
export interface Gathering {
  readonly read: Map<string, Read>;
  readonly index: OpenIndex;
  /** How many words were typed or pasted in all. */
  readonly count: number;
}

/** Two words of the query that the book writes as one. */
export function addJoined(
  sequence: readonly (string | undefined)[],
  read: Map<string, Read>,
  index: OpenIndex,
): void {
  sequence.forEach((word, at) => {
    const before = sequence[at - 1];
    if (word === undefined || before === undefined) return;
    const joined = [before, ...(PARTICLE.test(word) ? verbsOf(before) : [])]
      .map((form) => form + word)
      .find((form) => index.vocabulary.has(form));
    if (joined === undefined || read.has(joined)) return;
    read.set(joined, { weight: index.weights.joined, count: 1, isWhole: true, named: 0, isForeign: false });
  });
}

const PARTICLE = /^(?:back|down|in|off|out|over|up)$/;

/** What a verb may be without its ending: `timed` and `timing` of `timeout`, `logged` of `login`. */
function verbsOf(word: string): string[] {
  const [, stem = '', last = ''] = /^(.{2,}?)(.)(?:ed|ing|s)$/.exec(word) ?? [];
  return stem === '' ? [] : [`${stem}${last}`, `${stem}${last}e`, stem];
}

/** A word with the small word after it that the book writes as one: `log in`, for `login`. */
export function addPhrasal(
  spoken: readonly Word[],
  read: Map<string, Read>,
  { vocabulary, weights }: OpenIndex,
): void {
  const words = spoken.filter(({ joins }) => joins === 1).map(({ text }) => text);
  words.forEach((small, at) => {
    const word = words[at - 1];
    if (word === undefined || !vocabulary.isStopWord(small) || vocabulary.isStopWord(word)) return;
    if (read.has(word + small) || !vocabulary.has(word + small)) return;
    read.set(word + small, { weight: weights.joined, count: 1, isWhole: true, named: 0, isForeign: false });
    // Then the word counts as one that the book knows.
    if (vocabulary.find(word) === undefined) read.delete(word);
  });
}

/** A word of the query that a title of the book writes as two. */
export function addParted(read: Map<string, Read>, { titlePairs, weights }: OpenIndex): void {
  for (const word of [...read.keys()])
    for (const part of titlePairs.get(word) ?? [])
      if (!read.has(part))
        read.set(part, { weight: weights.joined, count: 1, isWhole: true, named: 0, isForeign: false });
}

/** Names are written in so many words at most. */
const MOST_PARTS = 8;
/** What is shorter is a name by chance. */
const SHORTEST_NAME = 8;

/** Names of the book that were typed as several words: `kube pod crash looping`. */
export function addNames(words: readonly Word[], { read, index, count }: Gathering): void {
  const parts = words.filter(({ joins }) => joins === 1).map(({ text }) => text);
  // Two words side by side are a name by chance, unless nothing else was said.
  const fewest = parts.length === 2 ? 2 : 3;
  for (let start = 0; start + fewest <= parts.length; start += 1) {
    let joined = parts.slice(start, start + fewest - 1).join('');
    for (let end = start + fewest - 1; end < Math.min(parts.length, start + MOST_PARTS); end += 1) {
      joined += parts[end] ?? '';
      if (joined.length < SHORTEST_NAME || !index.vocabulary.has(joined) || read.has(joined)) continue;
      read.set(joined, {
        weight: index.weights.joined,
        count: 1,
        isWhole: true,
        named: nameOf(end - start + 1, count),
        isForeign: false,
      });
    }
  }
}

/** How much a name of so many parts is, in so many words. */
export function nameOf(parts: number, count: number): number {
  return 1 + (2 * parts) / Math.max(parts, count);
}

/** A book may explain a short form in passing; these are the same thing wherever they are said. */
const IS_SHORT_NAME: ReadonlySet<string> = new Set(SHORT_NAMES.map(([short]) => short));

/** What the query says in short, the book may say in full, and the other way round. */
export function addAcronyms(
  sequence: readonly (string | undefined)[],
  read: Map<string, Read>,
  index: OpenIndex,
): void {
  const said = ` ${sequence.map((word) => word ?? '|').join(' ')} `;
  const add = (word: string, weight: number, count = 1): void => {
    if (!read.has(word)) read.set(word, { weight, count, isWhole: true, named: 0, isForeign: false });
  };
  for (const [short, long] of index.acronyms) {
    const weight = index.weights[IS_SHORT_NAME.has(short) ? 'shortName' : 'acronym'];
    // `PVCs` are more than one `PVC`.
    const written = read.get(short) ?? read.get(`${short}s`);
    if (written) for (const word of long) add(word, weight, written.count);
    else if (said.includes(` ${long.join(' ')} `)) add(short, weight);
  }
}
