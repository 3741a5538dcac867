import { removeNoise } from './noise.ts';
import type { OpenIndex } from './open-index.ts';
import { addAcronyms, addJoined, addNames, addParted, addPhrasal, nameOf } from './other-writings.ts';
import type { Gathering, Read } from './other-writings.ts';
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

/** A passage of it, and where its words are gathered. */
interface Reading extends Gathering {
  readonly passage: Passage;
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

/** `shop-api` rather than `ShopApi`: the latter is somebody's program, not somebody's pod. */
function isSeparated(name: Word, words: readonly Word[]): boolean {
  const letters = words
    .filter(({ joins, start, end }) => joins === 1 && start >= name.start && end <= name.end)
    .reduce((sum, { start, end }) => sum + end - start, 0);
  return name.end - name.start > letters;
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
