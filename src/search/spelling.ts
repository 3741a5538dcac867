import type { Vocabulary } from './vocabulary.ts';

/** A word of the book that a query's word may stand for, by number, and how likely from 0 to 1. */
export type Likely = readonly [word: number, weight: number];

const PREFIX = 0.6;
const ONE_SLIP = 0.8;
const TWO_SLIPS = 0.6;
/** A shorter word is as likely another word: `nope` is not `note`. */
const SHORT_WORD = 4;
const SLIP_OF_SHORT = 0.5;
/** Two letters swapped are a slip of the fingers at any length: `dsik`. */
const SWAP_OF_SHORT = 0.6;
/** Few mistype the first letter. */
const OTHER_FIRST_LETTER = 0.8;

/** Words of the book that an unknown word may begin, or else mistype. */
export function listLikely(word: string, vocabulary: Vocabulary): Likely[] {
  if (word.length < 4 || /^\d+\w?$/.test(word)) return [];
  const begun = vocabulary.words.filter((known) => known.startsWith(word) && known.length <= word.length + 8);
  return begun.length > 0
    ? numbersOf(
        begun.map((known) => [known, PREFIX]),
        vocabulary,
      )
    : listNear(word, vocabulary);
}

function listNear(word: string, vocabulary: Vocabulary): Likely[] {
  const letters = lettersOf(word);
  let allowed = word.length >= 8 ? 2 : 1;
  let near: string[] = [];
  for (const known of vocabulary.words) {
    if (known.length < 3 || Math.abs(known.length - word.length) > allowed) continue;
    if (countBits(letters ^ lettersOf(known)) > 2 * allowed) continue;
    const slips = countSlips(word, known, allowed);
    if (slips > allowed) continue;
    if (slips < allowed) near = [];
    allowed = slips;
    near.push(known);
  }
  const sortedWord = sorted(word);
  const weightOf = (known: string): number => {
    if (word.length <= SHORT_WORD) return sorted(known) === sortedWord ? SWAP_OF_SHORT : SLIP_OF_SHORT;
    return allowed === 1 ? ONE_SLIP : TWO_SLIPS;
  };
  return numbersOf(
    near.map((known) => [known, weightOf(known) * (known[0] === word[0] ? 1 : OTHER_FIRST_LETTER)]),
    vocabulary,
  );
}

function sorted(word: string): string {
  return [...word].sort().join('');
}

function numbersOf(words: readonly (readonly [string, number])[], vocabulary: Vocabulary): Likely[] {
  const likely = new Map<number, number>();
  for (const [word, weight] of words) {
    const number = vocabulary.add(word);
    likely.set(number, Math.max(likely.get(number) ?? 0, weight));
  }
  return [...likely];
}

/** The letters of a word as bits: words that differ in many letters need no closer look. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * How many letters must be added, dropped, changed or swapped with their neighbour to get from one word to the
 * other (F. Damerau, 1964); more than `most` are not counted.
 */
export function countSlips(a: string, b: string, most: number): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const same = a[row - 1] === b[at - 1] ? 0 : 1;
      let slips = Math.min((back[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1, (back[at - 1] ?? 0) + same);
      if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1])
        slips = Math.min(slips, (twoBack[at - 2] ?? 0) + 1);
      now.push(slips);
    }
    if (Math.min(...now) > most) return most + 1;
    twoBack = back;
    back = now;
  }
  return back[b.length] ?? 0;
}

/** The fewest words of the book that a long word written in one consists of; undefined when it does not. */
export function splitByVocabulary(word: string, vocabulary: Vocabulary): string[] | undefined {
  if (word.length < 7 || word.length > 60) return undefined;
  const best: ({ cost: number; words: readonly string[] } | undefined)[] = [{ cost: 0, words: [] }];
  for (let start = 0; start < word.length; start += 1) {
    const before = best[start];
    if (!before) continue;
    for (let end = start + 2; end <= word.length; end += 1) {
      const part = word.slice(start, end);
      if (!vocabulary.has(part)) continue;
      // Short words stand in every string of letters.
      const cost = before.cost + (part.length < 3 ? 2.5 : part.length < 4 ? 1.5 : 1);
      if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, words: [...before.words, part] };
    }
  }
  const whole = best[word.length];
  return whole && whole.words.length > 1 && whole.cost <= word.length / 3 ? [...whole.words] : undefined;
}
