import type { OpenIndex } from './open-index.ts';
import type { Query, Term } from './query.ts';
import type { PlacesOfWord, Summed } from './places-of-word.ts';
import { eachPlace, rarityOf } from './rarity.ts';

/** How well every entry fits a query, by its place. It holds until the next query of the same index. */
export interface Scores {
  readonly entries: Float64Array;
  /** How much of the query each entry has, weighed by what the words say. */
  readonly covered: Float64Array;
  /** How much of the query there is to have. */
  readonly total: number;
  /** The best section of each entry, -1 without one, and its score. */
  readonly sections: Int32Array;
  readonly sectionScores: Float64Array;
  /** The score of the second-best section of each entry. */
  readonly secondScores: Float64Array;
  /** How surely each word of the book was meant, from 0 to 1. */
  readonly meant: ReadonlyMap<number, number>;
  /** Words that were not said, but belong to an error in the query, and how much of each score is theirs. */
  readonly hints: ReadonlySet<number>;
  readonly hinted: Float64Array;
}

/** Scores all entries, and all sections, by BM25F: any word may hit, and rare words count more. */
export function scoreEntries({ terms, unknown, runs }: Query, index: OpenIndex): Scores {
  const { entries, weights } = index;
  const scores = index.scratch.scores.fill(0);
  const covered = index.scratch.covered.fill(0);
  const ofSections = index.scratch.sectionScores.fill(0);
  const hinted = index.scratch.hinted.fill(0);
  const meant = new Map<number, number>();
  const hints = new Set<number>();
  const rarity = { entryCount: entries.length, power: weights.rarity };
  // A word that the book does not have says as much as the rarest.
  const unknownSays = rarityOf(0, rarity);
  let total = unknown * unknownSays;
  for (const term of terms) {
    const { inEntries, inSections } = placesOf(term, index);
    const says = term.weight * rarityOf(inEntries.places.length, rarity);
    if (!term.isHint) total += says + term.weight * unknownSays * (1 - surest(term));
    addScores(inEntries, { says, saturation: weights.saturation, to: scores });
    if (term.isHint) {
      addScores(inEntries, { says, saturation: weights.saturation, to: hinted });
      for (const [word] of term.likely) hints.add(word);
      continue;
    }
    addScores(inSections, { says, saturation: weights.sectionSaturation, to: ofSections });
    for (const entry of inEntries.places) bump(covered, entry, says);
    if (term.named > 0) addRareName(inEntries.places, { named: term.named, to: scores }, index);
    for (const [word, likely] of term.likely)
      meant.set(word, Math.max(meant.get(word) ?? 0, likely * Math.min(1, term.weight)));
  }
  addQuoted(runs, scores, index);
  return { entries: scores, covered, total, meant, hints, hinted, ...bestSections(ofSections, index) };
}

interface Added {
  readonly says: number;
  readonly saturation: number;
  readonly to: Float64Array;
}

// Plain loops over typed arrays: a rule asks this of every claim of a book, and callbacks took most of its time.
function addScores({ places, sums }: Summed, { says, saturation, to }: Added): void {
  for (let at = 0; at < places.length; at += 1) {
    const weight = sums[at] ?? 0;
    bump(to, places[at] ?? 0, (says * weight) / (weight + saturation));
  }
}

/** A name that more pages have tells none of them apart. */
const MOST_PAGES = 3;

/** A name that stands in a few pages alone, anywhere in them, most likely means one of them. */
function addRareName(
  places: Int32Array,
  { named, to }: { named: number; to: Float64Array },
  { entries, weights }: OpenIndex,
): void {
  if (places.length > MOST_PAGES * 4) return;
  const pages = new Set<number | undefined>();
  for (const place of places) pages.add(entries[place]?.page);
  if (pages.size > MOST_PAGES) return;
  for (const place of places) bump(to, place, (weights.rareName * named) / pages.size);
}

/** What an entry shows word for word was most likely pasted from what it is about. */
function addQuoted(runs: Query['runs'], to: Float64Array, { quoted, weights }: OpenIndex): void {
  for (const run of new Set(runs)) {
    const entries = quoted.get(run) ?? [];
    for (const entry of entries) bump(to, entry, weights.quoted / entries.length);
  }
}

/** How likely the likeliest meaning of a term is: less than 1 for what the book does not know. */
function surest({ likely }: Term): number {
  return Math.max(0, ...likely.map(([, weight]) => weight));
}

/** Where a term stands: in entries and in sections, each once. */
function placesOf({ likely }: Term, index: OpenIndex): PlacesOfWord {
  const [first, ...more] = likely;
  // Nearly every term is one word of the book, as it stands; a book's claims are made of the same few.
  if (first?.[1] !== 1 || more.length > 0) return sumPlaces(likely, index);
  const known = index.placesByWord.get(first[0]);
  if (known) return known;
  const summed = sumPlaces(likely, index);
  index.placesByWord.set(first[0], summed);
  return summed;
}

function sumPlaces(likely: Term['likely'], { entries, heads, sections }: OpenIndex): PlacesOfWord {
  const inEntries = tally(entries.length);
  const inSections = tally(sections?.list.length ?? 0);
  for (const [word, weight] of likely) {
    eachPlace(heads, word, (entry, inHead) => inEntries.add(entry, inHead * weight));
    if (!sections) continue;
    eachPlace(sections.own, word, (section, inSection, at) => {
      inSections.add(section, inSection * weight);
      inEntries.add(sections.entries[section] ?? 0, (sections.forEntry[at] ?? 0) * weight);
    });
  }
  return { inEntries: inEntries.summed(), inSections: inSections.summed() };
}

function bestSections(scores: Float64Array, { sections, scratch }: OpenIndex) {
  const best = {
    sections: scratch.bestSections.fill(-1),
    sectionScores: scratch.bestSectionScores.fill(0),
    secondScores: scratch.secondSectionScores.fill(0),
  };
  if (!sections) return best;
  // Where two are equal, the first on the page is opened.
  for (let section = 0; section < scores.length; section += 1) {
    const score = scores[section] ?? 0;
    if (score === 0) continue;
    const entry = sections.entries[section] ?? 0;
    const highest = best.sectionScores[entry] ?? 0;
    if (score <= highest) {
      best.secondScores[entry] = Math.max(best.secondScores[entry] ?? 0, score);
      continue;
    }
    best.secondScores[entry] = highest;
    best.sectionScores[entry] = score;
    best.sections[entry] = section;
  }
  return best;
}

/** Sums by place, of which few are touched by one word. */
interface Tally {
  add(place: number, weight: number): void;
  summed(): Summed;
}

function tally(size: number): Tally {
  const sums = new Float64Array(size);
  const isTouched = new Uint8Array(size);
  const touched: number[] = [];
  return {
    add(place, weight) {
      if (isTouched[place] === 0) touched.push(place);
      isTouched[place] = 1;
      bump(sums, place, weight);
    },
    summed: () => ({
      places: Int32Array.from(touched),
      sums: Float64Array.from(touched, (place) => sums[place] ?? 0),
    }),
  };
}

function bump(numbers: Float64Array, at: number, by: number): void {
  numbers[at] = (numbers[at] ?? 0) + by;
}
