import { numberReader, packNumbers } from './pack.ts';
import type { PackedWords } from './shards.ts';
import type { Language } from './language.ts';

/** How often a word stands in one place: in text, and in code. */
export type Counts = readonly [inText: number, inCode: number];

/** Collects which words stand where. */
export type WordPlaces = Map<string, Map<number, Counts>>;

/** Notes that a word stands in a place; places must come in rising order. */
export function addWord(places: WordPlaces, word: string, at: { place: number; isCode: boolean }): void {
  let of = places.get(word);
  if (!of) places.set(word, (of = new Map()));
  const [inText, inCode] = of.get(at.place) ?? [0, 0];
  of.set(at.place, at.isCode ? [inText, inCode + 1] : [inText + 1, inCode]);
}

/** More of a word in one place says no more. */
const MOST = 20;

/** Packs words by their stems: the words themselves are kept for those who mistype them. */
export function packWords(places: WordPlaces, language: Language): PackedWords {
  const stems = new Map<string, { words: string[]; counts: Map<number, Counts> }>();
  for (const [word, of] of places) {
    const root = language.stem(word);
    let group = stems.get(root);
    if (!group) stems.set(root, (group = { words: [], counts: new Map() }));
    group.words.push(word);
    for (const [place, [text, code]] of of) {
      const [inText, inCode] = group.counts.get(place) ?? [0, 0];
      group.counts.set(place, [inText + text, inCode + code]);
    }
  }
  const sorted = [...stems].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  return {
    words: sorted.flatMap(({ words }) => words.sort()).join('\n'),
    places: packNumbers(sorted.flatMap(({ counts }) => numbersOf(counts))),
  };
}

/** The usual case, once in text, takes one number: the gap times four. */
function numbersOf(counts: ReadonlyMap<number, Counts>): number[] {
  const numbers = [counts.size];
  let before = -1;
  for (const [place, [text, code]] of [...counts].sort(([a], [b]) => a - b)) {
    const gap = (place - before - 1) * 4;
    before = place;
    if (text === 1 && code === 0) numbers.push(gap);
    else if (text === 0) numbers.push(gap + 1, Math.min(code, MOST) - 1);
    else if (code === 0) numbers.push(gap + 2, Math.min(text, MOST) - 2);
    else numbers.push(gap + 3, Math.min(text, MOST) - 1, Math.min(code, MOST) - 1);
  }
  return numbers;
}

/** One word in one place, read back. `word` is one of the words of its stem. */
export interface PlacedWord {
  readonly word: string;
  readonly place: number;
  readonly inText: number;
  readonly inCode: number;
}

/** Calls back for every place of every stem. @param language what they were packed with */
export function readPlaces(
  { words, places }: PackedWords,
  language: Language,
  visit: (placed: PlacedWord) => void,
): void {
  const next = numberReader(places);
  for (const word of firstOfStems(words, language)) {
    let place = -1;
    for (let left = next(); left > 0; left -= 1) {
      const first = next();
      place += Math.floor(first / 4) + 1;
      const form = first % 4;
      const inText = form === 0 ? 1 : form === 1 ? 0 : next() + (form === 2 ? 2 : 1);
      const inCode = form === 1 || form === 3 ? next() + 1 : 0;
      visit({ word, place, inText, inCode });
    }
  }
}

function* firstOfStems(words: string, language: Language): Generator<string> {
  let before: string | undefined;
  for (const word of words === '' ? [] : words.split('\n')) {
    const root = language.stem(word);
    if (root !== before) yield word;
    before = root;
  }
}
