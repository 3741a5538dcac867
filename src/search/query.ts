import { SHORT_NAMES } from './acronyms.ts';
import { removeNoise } from './noise.ts';
import type { OpenIndex } from './open-index.ts';
import type { Passage, Paste } from './paste.ts';
import { runsOf } from './quoted.ts';
import { SAME_WORDS, WRITTEN_WORDS } from './same-words.ts';
import { listLikely, splitByVocabulary } from './spelling.ts';
import type { Likely } from './spelling.ts';
import { splitWords } from './words.ts';
import type { Word } from './words.ts';

/** A word of the query, and the words of the book that it stands for. */
export interface Term {
  readonly likely: readonly Likely[];
  readonly weight: number;
  /** How much this is a whole name: 0 for a word, 1 for one of many words, 2 more for one that is all that was said. */
  readonly named: number;
  /** Not a word of the query, but one that runbooks have about an error in it: it never makes an answer sure. */
  readonly isHint: boolean;
}

/** A query in the words of the book. */
export interface Query {
  readonly terms: readonly Term[];
  /** Words of the query that the book has in no form. */
  readonly unknown: number;
  /** How much of the query the book knows as it is written, from 0 to 1. */
  readonly known: number;
  /** The words of the query in their order, by number; undefined where the book has none or a passage ends. */
  readonly sequence: readonly (number | undefined)[];
  /** Runs of its words, small words among them, as pages may show them. */
  readonly runs: readonly number[];
}

/** How often a word was read, and the most that it counts. */
interface Read {
  weight: number;
  count: number;
  readonly isWhole: boolean;
  /** How much it is a name, typed as one or as several words. */
  readonly named: number;
  /** A part of a name that the book does not know: taken as it is, for it is no typing mistake. */
  readonly isForeign: boolean;
}

/** Looking for what a word may stand for takes time; of a long paste only so many are tried. */
const MOST_GUESSES = 16;
/** Fewer words were typed, and each was meant. */
const FEW_WORDS = 5;

/** Puts a paste into the words of the book. */
export function readQuery(
  paste: Paste,
  index: OpenIndex,
  meanings: readonly { readonly words: string }[] = [],
): Query {
  const { isStopWord } = index.vocabulary;
  const passages = paste.passages.map((passage) => {
    const spoken = spokenWords(passage);
    return { passage, spoken, words: spoken.filter(({ text, joins }) => joins > 1 || !isStopWord(text)) };
  });
  const count = passages.reduce((sum, { words }) => sum + words.filter(({ joins }) => joins === 1).length, 0);
  const read = new Map<string, Read>();
  for (const { passage, words } of passages) readWords(words, { passage, read, index, count });
  const sequence = passages.flatMap(({ words }) => [
    undefined,
    ...words.filter(({ joins }) => joins === 1).map(({ text }) => text),
  ]);
  for (const { words } of passages) addNames(words, { read, index, count });
  addJoined(sequence, read, index);
  for (const { spoken } of passages) addPhrasal(spoken, read, index);
  addParted(read, index);
  addAcronyms(sequence, read, index);
  const { terms, unknown } = termsOf(read, index);
  return {
    terms: [...terms, ...hintsOf(meanings, { terms, count, index })],
    unknown,
    known: knownShare(terms, unknown),
    sequence: sequence.map((word) => (word === undefined ? word : index.vocabulary.find(word))),
    runs: passages.flatMap(({ spoken }) => runsOf(spoken)),
  };
}

function knownShare(terms: readonly Term[], unknown: number): number {
  let known = 0;
  let all = unknown;
  for (const { weight, likely } of terms) {
    all += weight;
    known += weight * Math.max(0, ...likely.map(([, surely]) => surely));
  }
  return all === 0 ? 0 : known / all;
}

function spokenWords({ text }: Passage): Word[] {
  const said = splitWords(removeNoise(text));
  return said.length > 0 ? said : splitWords(text);
}

interface Reading {
  readonly passage: Passage;
  readonly read: Map<string, Read>;
  readonly index: OpenIndex;
  /** How many words were typed or pasted in all. */
  readonly count: number;
}

function readWords(words: readonly Word[], { passage, read, index, count }: Reading): void {
  const isShort = count <= FEW_WORDS;
  const { weights, vocabulary } = index;
  const foreign = words.filter(({ joins, text }) => joins > 1 && vocabulary.find(text) === undefined);
  const isForeign = ({ start, end }: Word): boolean =>
    !isShort && foreign.some((name) => name.start <= start && name.end >= end && isSeparated(name, words));
  for (const word of words) {
    const isWhole = word.joins > 1;
    const isPartOfForeign = !isWhole && isForeign(word);
    const factor =
      (isWhole ? weights.wholeName : 1) *
      (isPartOfForeign ? weights.unknownName : 1) *
      (!isShort && /^\d+[a-z]{0,2}$/.test(word.text) ? weights.number : 1);
    const weight = passage.weight * factor;
    const known = read.get(word.text);
    if (!known)
      read.set(word.text, {
        weight,
        count: 1,
        isWhole,
        named: isWhole ? passage.weight * nameOf(word.joins, count) : 0,
        isForeign: isPartOfForeign,
      });
    else {
      known.weight = Math.max(known.weight, weight);
      known.count += 1;
    }
  }
}

/** How much a name of so many parts is, in so many words. */
function nameOf(parts: number, count: number): number {
  return 1 + (2 * parts) / Math.max(parts, count);
}

/** `shop-api` rather than `ShopApi`: the latter is somebody's program, not somebody's pod. */
function isSeparated(name: Word, words: readonly Word[]): boolean {
  const letters = words
    .filter(({ joins, start, end }) => joins === 1 && start >= name.start && end <= name.end)
    .reduce((sum, { start, end }) => sum + end - start, 0);
  return name.end - name.start > letters;
}

/** Two words of the query that the book writes as one. */
function addJoined(
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
function addPhrasal(
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
function addParted(read: Map<string, Read>, { titlePairs, weights }: OpenIndex): void {
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
function addNames(words: readonly Word[], { read, index, count }: Omit<Reading, 'passage'>): void {
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

/** A book may explain a short form in passing; these are the same thing wherever they are said. */
const IS_SHORT_NAME: ReadonlySet<string> = new Set(SHORT_NAMES.map(([short]) => short));

/** What the query says in short, the book may say in full, and the other way round. */
function addAcronyms(
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

function termsOf(read: ReadonlyMap<string, Read>, index: OpenIndex): Pick<Query, 'terms' | 'unknown'> {
  const terms: Term[] = [];
  let unknown = 0;
  let guesses = 0;
  for (const [text, { weight, count, isWhole, named, isForeign }] of read) {
    const { repeated } = index.weights;
    const counted = (weight * count * (repeated + 1)) / (count + repeated);
    const known = index.vocabulary.find(text);
    const likely = formsOf(text, known, index);
    if (likely.length > 0) {
      terms.push({ likely, weight: counted, named, isHint: false });
      continue;
    }
    if (isWhole) continue;
    const guessed = isForeign || guesses >= MOST_GUESSES ? [] : guess(text, index);
    guesses += 1;
    if (guessed.length === 0) unknown += weight;
    for (const likely of guessed) terms.push({ likely, weight: counted, named: 0, isHint: false });
  }
  return { terms, unknown };
}

/** A word that is only spoken may mean several, of which a runbook writes one. */
const SPOKEN = 0.4;

/** The words of the book that are one word with this one, it among them: `certificate` beside `certs`. */
function formsOf(text: string, known: number | undefined, { vocabulary }: OpenIndex): Likely[] {
  const others = SAME_WORDS.get(text) ?? SAME_WORDS.get(text.replace(/s$/, '')) ?? [];
  const forms = new Map<number, number>();
  const add = (word: number | undefined, likely: number): void => {
    if (word !== undefined && !forms.has(word)) forms.set(word, likely);
  };
  add(known, 1);
  for (const other of others) add(vocabulary.find(other), 1);
  for (const written of WRITTEN_WORDS.get(text) ?? []) add(vocabulary.find(written), SPOKEN);
  return [...forms];
}

/** More words than these would speak for the almanac and not for the book. */
const MOST_HINTS = 8;

interface Hinted {
  readonly terms: readonly Term[];
  /** How many words were typed or pasted in all. */
  readonly count: number;
  readonly index: OpenIndex;
}

/** The words of what well-known errors mean, where the book has them and the query does not. */
function hintsOf(meanings: readonly { readonly words: string }[], { terms, index }: Hinted): Term[] {
  const known = new Set(terms.flatMap(({ likely }) => likely.map(([word]) => word)));
  const hints: Term[] = [];
  for (const { words } of meanings) {
    for (const { text, joins } of splitWords(words)) {
      if (index.vocabulary.isStopWord(text)) continue;
      const word = joins === 1 || index.vocabulary.has(text) ? index.vocabulary.find(text) : undefined;
      if (word === undefined || known.has(word) || hints.length >= MOST_HINTS) continue;
      known.add(word);
      hints.push({ likely: [[word, 1]], weight: index.weights.hint, named: 0, isHint: true });
    }
  }
  return hints;
}

/** The words that an unknown word is made of, or those that it may stand for. */
function guess(text: string, { vocabulary }: OpenIndex): (readonly Likely[])[] {
  const parts = splitByVocabulary(text, vocabulary);
  if (parts)
    return parts.filter((part) => !vocabulary.isStopWord(part)).map((part) => [[vocabulary.add(part), 0.9]]);
  const likely = listLikely(text, vocabulary);
  return likely.length > 0 ? [likely] : [];
}
