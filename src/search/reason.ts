import type { OpenIndex } from './open-index.ts';
import type { Ranked } from './rank.ts';
import { eachPlace } from './rarity.ts';
import type { Scores } from './score.ts';
import { splitWords } from './words.ts';

/** What decided: strongest first. */
export type ReasonKind = 'alert' | 'error' | 'symptom' | 'words';

/** Why a page is in the answer: a text, and the parts of it that were in the query. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly text: string;
  /** From the first character of a hit to after its last, in order. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** A reason that is in the query as a whole. */
export function wholeReason(kind: ReasonKind, text: string): Reason {
  return { kind, text, ranges: [[0, text.length]] };
}

/** A reason whose single words are in the query. */
export function wordReason(kind: ReasonKind, text: string, { scores, index }: Explained): Reason {
  return { kind, text, ranges: hitsIn(text, { scores, index }).map(({ start, end }) => [start, end]) };
}

/** What a reason is drawn from. */
export interface Explained {
  readonly scores: Scores;
  readonly index: OpenIndex;
}

const LONGEST_REASON = 200;

/**
 * The sentence of an entry that has most of the query: of its lead, or its title and heading. Where none has any,
 * the words that stand further down, in commands or tables.
 */
export function bestSentence({ entry }: Ranked, explained: Explained): Reason {
  const { title = '', headings = [], lead = '' } = explained.index.entries[entry] ?? {};
  const texts = [title, ...headings, ...sentencesOf(lead)];
  let best = { text: title, worth: -1 };
  for (const text of texts) {
    const hits = new Set(hitsIn(text, explained).map(({ word }) => word));
    const worth = [...hits].reduce((sum, word) => sum + (explained.index.rarity[word] ?? 0), 0);
    if (worth > best.worth * 1.05) best = { text, worth };
  }
  if (best.worth > 0) return wordReason('words', best.text, explained);
  const words = wordsOf(entry, explained);
  return wordReason('words', words.length > 0 ? words.join(', ') : best.text, explained);
}

const MOST_WORDS = 5;

/** The words of the query that an entry has anywhere, those that say most first. */
function wordsOf(entry: number, { scores, index }: Explained): string[] {
  const { heads, sections, rarity, vocabulary } = index;
  const says = (word: number): number => (rarity[word] ?? 0) * (scores.meant.get(word) ?? 0);
  return [...scores.meant.keys(), ...scores.hints]
    .filter((word) => {
      let isThere = false;
      eachPlace(heads, word, (place) => (isThere ||= place === entry));
      if (sections) eachPlace(sections.own, word, (place) => (isThere ||= sections.entries[place] === entry));
      return isThere;
    })
    .sort((a, b) => says(b) - says(a))
    .slice(0, MOST_WORDS)
    .flatMap((word) => vocabulary.form(word) ?? []);
}

// Matches the blank in `it failed. Then`; not in `e.g. this` or `v1.2 is`.
const SENTENCE_END = /(?<=[.!?])\s+(?=\p{Lu})|\n+/u;

function sentencesOf(text: string): string[] {
  return text
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .map((sentence) =>
      sentence.length > LONGEST_REASON ? `${sentence.slice(0, LONGEST_REASON - 1)}…` : sentence,
    );
}

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly word: number;
}

function hitsIn(text: string, { scores, index }: Explained): Hit[] {
  return splitWords(text).flatMap(({ text, start, end, joins }) => {
    const word = joins === 1 ? index.vocabulary.find(text) : undefined;
    return word !== undefined && (scores.meant.has(word) || scores.hints.has(word))
      ? [{ start, end, word }]
      : [];
  });
}
