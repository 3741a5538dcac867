import type { OpenEntry, OpenIndex, ToldLine } from './open-index.ts';
import type { Query } from './query.ts';
import type { Scores } from './score.ts';
import { isStopWord } from './stop-words.ts';
import { splitWords } from './words.ts';

/** An entry that fits, before anything is known by name. */
export interface Ranked {
  readonly entry: number;
  readonly score: number;
  /** How much of the query it has, from 0 to 1. */
  readonly covered: number;
  /** The line said of it that fits best, if one does. */
  readonly line: FittingLine | undefined;
}

/** A line with how much of it is in the query, from 0 to 1. */
export interface FittingLine {
  readonly line: ToldLine;
  readonly covered: number;
}

/** Only the best by words alone are looked at closely. */
const LOOKED_AT = 60;
/** Half of a line's meaning must be in the query for it to be the reason. */
const LEAST_OF_LINE = 0.5;

/** Ranks the entries that fit a query best, and those that must be looked at anyway. */
export function rankEntries(query: Query, scores: Scores, index: OpenIndex): Ranked[] {
  const lines = fitLines(scores, index);
  // Once for each entry: asked for again in every comparison of a sort, this was most of a query's time.
  const bases = Float64Array.from(scores.entries, (_, entry) => baseOf(entry));
  const base = (entry: number): number => bases[entry] ?? 0;
  const byWords = [...bases.keys()].filter((entry) => base(entry) > 0 || lines.has(entry));
  byWords.sort((a, b) => base(b) - base(a));
  return byWords
    .slice(0, LOOKED_AT)
    .map((entry) => lookAt(entry))
    .sort((a, b) => b.score - a.score);

  function baseOf(entry: number): number {
    const { section } = index.weights;
    return (
      (scores.entries[entry] ?? 0) +
      section * (scores.sectionScores[entry] ?? 0) +
      (lines.get(entry)?.worth ?? 0)
    );
  }

  function lookAt(entry: number): Ranked {
    const { titleCovered, titleWords, pair } = index.weights;
    const title = titleFit(index.entries[entry], scores, index);
    const score =
      base(entry) * (1 + titleCovered * title.covered) +
      titleWords * title.says * title.covered +
      pair * pairsIn(query, entry, index);
    const covered = scores.total === 0 ? 0 : (scores.covered[entry] ?? 0) / scores.total;
    return { entry, score, covered, line: lines.get(entry) };
  }
}

/** How much of a title the query says: as a share, and by the weight of its words. */
function titleFit(entry: OpenEntry | undefined, { meant }: Scores, { rarity }: OpenIndex) {
  let all = 0;
  let says = 0;
  for (const word of entry?.titleWords ?? []) {
    all += rarity[word] ?? 0;
    says += (rarity[word] ?? 0) * (meant.get(word) ?? 0);
  }
  return { covered: all === 0 ? 0 : says / all, says };
}

/** The best line of every page that has a fitting one; a page is its own entry. */
function fitLines({ meant }: Scores, { lines, rarity, weights }: OpenIndex) {
  const best = new Map<number, FittingLine & { worth: number }>();
  for (const line of lines) {
    let all = 0;
    let says = 0;
    let hits = 0;
    for (const word of line.words) {
      const weight = rarity[word] ?? 0;
      all += weight;
      const likely = meant.get(word) ?? 0;
      says += weight * likely;
      if (likely > 0.3) hits += 1;
    }
    const covered = all === 0 ? 0 : says / all;
    if (hits < Math.min(2, line.words.length) || covered < LEAST_OF_LINE) continue;
    const worth = weights.toldLine * says * covered;
    if (worth > (best.get(line.page)?.worth ?? 0)) best.set(line.page, { line, covered, worth });
  }
  return best;
}

/** What the neighbours in the query say that are neighbours in the entry's title, headings or lead. */
function pairsIn({ sequence }: Query, entry: number, index: OpenIndex): number {
  const known = pairsOf(entry, index);
  let sum = 0;
  sequence.forEach((word, at) => {
    const before = sequence[at - 1];
    if (word === undefined || before === undefined || !known.has(`${before} ${word}`)) return;
    sum += ((index.rarity[word] ?? 0) + (index.rarity[before] ?? 0)) / 2;
  });
  return sum;
}

function pairsOf(entry: number, { pairs, entries, vocabulary }: OpenIndex): ReadonlySet<string> {
  const made = pairs.get(entry);
  if (made) return made;
  const { title = '', headings = [], lead = '' } = entries[entry] ?? {};
  const found = new Set<string>();
  for (const text of [title, ...headings, ...lead.split('\n')]) {
    let before: number | undefined;
    for (const word of splitWords(text)) {
      if (word.joins > 1 || isStopWord(word.text)) continue;
      const number = vocabulary.find(word.text);
      if (before !== undefined && number !== undefined) found.add(`${before} ${number}`);
      before = number;
    }
  }
  pairs.set(entry, found);
  return found;
}
