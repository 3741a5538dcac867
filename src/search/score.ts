import type { OpenIndex } from './open-index.ts';
import type { Query, Term } from './query.ts';
import { eachPlace, rarityOf } from './rarity.ts';

/** How well every entry fits a query, by its place. */
export interface Scores {
  readonly entries: Float64Array;
  /** How much of the query each entry has, weighed by what the words say. */
  readonly covered: Float64Array;
  /** How much of the query there is to have. */
  readonly total: number;
  /** The best section of each entry, -1 without one, and its score. */
  readonly sections: Int32Array;
  readonly sectionScores: Float64Array;
  /** How surely each word of the book was meant, from 0 to 1. */
  readonly meant: ReadonlyMap<number, number>;
}

/** Scores all entries, and all sections, by BM25F: any word may hit, and rare words count more. */
export function scoreEntries({ terms, unknown }: Query, index: OpenIndex): Scores {
  const { entries, sections, weights } = index;
  const byEntry = tally(entries.length);
  const bySection = tally(sections?.list.length ?? 0);
  const scores = new Float64Array(entries.length);
  const covered = new Float64Array(entries.length);
  const ofSections = new Float64Array(sections?.list.length ?? 0);
  const touched = new Set<number>();
  const meant = new Map<number, number>();
  const rarity = { entryCount: entries.length, power: weights.rarity };
  // A word that the book does not have says as much as the rarest.
  const unknownSays = rarityOf(0, rarity);
  let total = unknown * unknownSays;
  for (const term of terms) {
    addPlaces(term, index, { byEntry, bySection });
    const says = term.weight * rarityOf(byEntry.count(), rarity);
    total += says + term.weight * unknownSays * (1 - surest(term));
    byEntry.drain((entry, weight) => {
      bump(scores, entry, (says * weight) / (weight + weights.saturation));
      bump(covered, entry, says);
    });
    bySection.drain((section, weight) => {
      bump(ofSections, section, (says * weight) / (weight + weights.sectionSaturation));
      touched.add(section);
    });
    for (const [word, likely] of term.likely)
      meant.set(word, Math.max(meant.get(word) ?? 0, likely * Math.min(1, term.weight)));
  }
  return { entries: scores, covered, total, meant, ...bestSections(ofSections, touched, index) };
}

/** How likely the likeliest meaning of a term is: less than 1 for what the book does not know. */
function surest({ likely }: Term): number {
  return Math.max(0, ...likely.map(([, weight]) => weight));
}

interface Tallies {
  readonly byEntry: Tally;
  readonly bySection: Tally;
}

function addPlaces({ likely }: Term, { heads, sections }: OpenIndex, { byEntry, bySection }: Tallies): void {
  for (const [word, weight] of likely) {
    eachPlace(heads, word, (entry, inHead) => byEntry.add(entry, inHead * weight));
    if (!sections) continue;
    eachPlace(sections.own, word, (section, inSection, at) => {
      bySection.add(section, inSection * weight);
      byEntry.add(sections.list[section]?.entry ?? 0, (sections.forEntry[at] ?? 0) * weight);
    });
  }
}

function bestSections(scores: Float64Array, touched: ReadonlySet<number>, { entries, sections }: OpenIndex) {
  const best = {
    sections: new Int32Array(entries.length).fill(-1),
    sectionScores: new Float64Array(entries.length),
  };
  // Of two that are as good, the first on the page is opened.
  for (const section of [...touched].sort((a, b) => a - b)) {
    const score = scores[section] ?? 0;
    const entry = sections?.list[section]?.entry ?? 0;
    if (score <= (best.sectionScores[entry] ?? 0)) continue;
    best.sectionScores[entry] = score;
    best.sections[entry] = section;
  }
  return best;
}

/** Sums by place, of which few are touched by one word. */
interface Tally {
  add(place: number, weight: number): void;
  count(): number;
  /** Hands over all sums and starts anew. */
  drain(visit: (place: number, sum: number) => void): void;
}

function tally(size: number): Tally {
  const sums = new Float64Array(size);
  const isTouched = new Uint8Array(size);
  let touched: number[] = [];
  return {
    add(place, weight) {
      if (isTouched[place] === 0) touched.push(place);
      isTouched[place] = 1;
      bump(sums, place, weight);
    },
    count: () => touched.length,
    drain(visit) {
      for (const place of touched) {
        visit(place, sums[place] ?? 0);
        sums[place] = 0;
        isTouched[place] = 0;
      }
      touched = [];
    },
  };
}

function bump(numbers: Float64Array, at: number, by: number): void {
  numbers[at] = (numbers[at] ?? 0) + by;
}
