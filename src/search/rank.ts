import type { OpenEntry } from './open-entry.ts';
import type { OpenIndex, ToldLine } from './open-index.ts';
import type { Query } from './query.ts';
import type { Scores } from './score.ts';
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

/** A line with how much of it is in the query, or of the query in it, from 0 to 1: the larger of the two. */
export interface FittingLine {
  readonly line: ToldLine;
  readonly covered: number;
}

/** Only the best by words alone are looked at closely. */
const LOOKED_AT = 60;
/** Half of a line's meaning must be in the query, or half of the query's in it, for it to count. */
const LEAST_OF_LINE = 0.5;

/** A line that holds the whole of a short query may say more than the query. */
const OF_QUERY = 0.75;

/** Ranks the entries that fit a query best, and those that must be looked at anyway. */
export function rankEntries(query: Query, scores: Scores, index: OpenIndex): Ranked[] {
  const { section, secondSection, titleCovered, titleWords, pair, noRunbook } = index.weights;
  const lines = fitLines(scores, index);
  // Once for each entry: asked for again in every comparison of a sort, this was most of a query's time.
  const { bases } = index.scratch;
  bases.set(scores.entries);
  for (let entry = 0; entry < bases.length; entry += 1)
    bases[entry] =
      (bases[entry] ?? 0) +
      section * (scores.sectionScores[entry] ?? 0) +
      secondSection * (scores.secondScores[entry] ?? 0);
  for (const [entry, { worth }] of lines) bases[entry] = (bases[entry] ?? 0) + worth;
  const pairs = pairsOfQuery(query, index);
  const ranked = best(bases)
    .map((entry) => lookAt(entry))
    .sort((a, b) => b.score - a.score);
  tellApart(ranked, scores, index);
  return ranked;

  function lookAt(entry: number): Ranked {
    const title = titleFit(index.entries[entry], scores, index);
    const factor = index.entries[entry]?.isRunbook === false ? noRunbook : 1;
    const score =
      factor *
      ((bases[entry] ?? 0) * (1 + titleCovered * title.covered) +
        titleWords * title.says * title.covered +
        pair * pairsIn(pairs, entry, index));
    const covered = scores.total === 0 ? 0 : (scores.covered[entry] ?? 0) / scores.total;
    return { entry, score, covered, line: lines.get(entry) };
  }
}

/** The entries with the highest scores: a query touches many, and few are looked at. */
function best(scores: Float64Array): number[] {
  const least = nthHighest(scores, LOOKED_AT);
  const found: number[] = [];
  for (let entry = 0; entry < scores.length; entry += 1) {
    const score = scores[entry] ?? 0;
    if (score > 0 && score >= least) found.push(entry);
  }
  return found;
}

/** The n-th highest of numbers, 0 where so few are above it: sorting all of them took most of a query's time. */
function nthHighest(numbers: Float64Array, n: number): number {
  const highest = new Float64Array(n); // rising
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    if (number <= (highest[0] ?? 0)) continue;
    let to = 0;
    for (; to + 1 < n && (highest[to + 1] ?? 0) < number; to += 1) highest[to] = highest[to + 1] ?? 0;
    highest[to] = number;
  }
  return highest[0] ?? 0;
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
function fitLines({ meant, total }: Scores, index: OpenIndex) {
  const { lines, lineNeeds, linesByWord, rarity, weights } = index;
  const best = new Map<number, FittingLine & { worth: number }>();
  const says = index.scratch.lineSays.fill(0);
  const hits = index.scratch.lineHits.fill(0);
  for (const [word, likely] of meant) {
    const saysOfWord = (rarity[word] ?? 0) * likely;
    const isHit = likely > 0.3 ? 1 : 0;
    const end = linesByWord.starts[word + 1] ?? 0;
    for (let at = linesByWord.starts[word] ?? 0; at < end; at += 1) {
      const line = linesByWord.places[at] ?? 0;
      says[line] = (says[line] ?? 0) + saysOfWord;
      hits[line] = (hits[line] ?? 0) + isHit;
    }
  }
  for (let at = 0; at < hits.length; at += 1) {
    // Lines without any of the words need no look: in a large book these are nearly all.
    if (hits[at] === 0 || (hits[at] ?? 0) < (lineNeeds.hits[at] ?? 0)) continue;
    const said = says[at] ?? 0;
    const all = lineNeeds.says[at] ?? 0;
    const covered = Math.min(1, Math.max(said / all, OF_QUERY * (said / total)));
    if (covered < LEAST_OF_LINE) continue;
    const worth = weights.toldLine * said * covered;
    const line = lines[at];
    // What is said of a page that is no runbook is shown, and claims nothing.
    if (line && index.entries[line.page]?.isRunbook && worth > (best.get(line.page)?.worth ?? 0))
      best.set(line.page, { line, covered, worth });
  }
  return best;
}

interface Pair {
  readonly words: number;
  /** How much the two say. */
  readonly says: number;
}

function pairsOfQuery({ sequence }: Query, { rarity }: OpenIndex): Pair[] {
  return sequence.flatMap((word, at) => {
    const before = sequence[at - 1];
    if (word === undefined || before === undefined) return [];
    return [{ words: pairKey(before, word), says: ((rarity[word] ?? 0) + (rarity[before] ?? 0)) / 2 }];
  });
}

/** Two words as one number: no book has 67 million words. */
function pairKey(before: number, word: number): number {
  return before * 0x4000000 + word;
}

/** What the neighbours in the query say that are neighbours in the entry's title, headings or lead. */
function pairsIn(pairs: readonly Pair[], entry: number, index: OpenIndex): number {
  if (pairs.length === 0) return 0;
  const known = pairsOf(entry, index);
  return pairs.reduce((sum, { words, says }) => (known.has(words) ? sum + says : sum), 0);
}

function pairsOf(entry: number, { pairs, entries, vocabulary }: OpenIndex): ReadonlySet<number> {
  const made = pairs.get(entry);
  if (made) return made;
  const { title = '', headings = [], lead = '' } = entries[entry] ?? {};
  const found = new Set<number>();
  for (const text of [title, ...headings, ...lead.split('\n')]) {
    let before: number | undefined;
    for (const word of splitWords(text)) {
      if (word.joins > 1 || vocabulary.isStopWord(word.text)) continue;
      const number = vocabulary.find(word.text);
      if (before !== undefined && number !== undefined) found.add(pairKey(before, number));
      before = number;
    }
  }
  pairs.set(entry, found);
  return found;
}

/** So many of the best are told apart, and only from those that fit not much better. */
const TOLD_APART = 10;
const AS_GOOD = 0.3;

/**
 * Of a family such as `DiskFull` and `DiskNearFull`, the one whose title has no word that the query does not say
 * comes first: a person who meant the other would have said what makes it another.
 */
function tellApart(ranked: Ranked[], { meant }: Scores, index: OpenIndex): void {
  const titleOf = ({ entry }: Ranked): readonly number[] => index.entries[entry]?.titleWords ?? [];
  for (let at = 1; at < Math.min(TOLD_APART, ranked.length); at += 1) {
    const one = ranked[at];
    if (!one) return;
    const before = ranked
      .slice(0, at)
      .findIndex(
        (other) => one.score >= AS_GOOD * other.score && isPlainer(titleOf(one), titleOf(other), meant),
      );
    const other = ranked[before];
    if (!other) continue;
    ranked.splice(at, 1);
    ranked.splice(before, 0, { ...one, score: other.score });
  }
}

/** Whether a title is said in full, and the other has the same words and more, none of them said. */
function isPlainer(
  one: readonly number[],
  other: readonly number[],
  meant: ReadonlyMap<number, number>,
): boolean {
  if (one.length < 2 || one.length >= other.length) return false;
  return (
    one.every((word) => meant.has(word) && other.includes(word)) &&
    !other.some((word) => meant.has(word) && !one.includes(word))
  );
}
