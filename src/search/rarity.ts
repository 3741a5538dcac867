import type { OpenSections } from './open-sections.ts';
import type { Postings } from './postings.ts';

/** How much a word says that stands in so many of all entries (K. Sparck Jones, 1972). */
export function rarityOf(standsIn: number, { entryCount, power }: Rarity): number {
  return Math.log(1 + (entryCount - standsIn + 0.5) / (standsIn + 0.5)) ** power;
}

export interface Rarity {
  readonly entryCount: number;
  /** Under 1, rare words count less than their rarity says. */
  readonly power: number;
}

/** The rarity of every word, by number. */
export function rarities(
  { heads, sections }: { heads: Postings; sections: OpenSections | undefined },
  rarity: Rarity,
): Float32Array {
  const lastSeen = new Int32Array(rarity.entryCount).fill(-1);
  return Float32Array.from({ length: heads.starts.length - 1 }, (_, word) => {
    let standsIn = 0;
    const see = (entry: number): void => {
      if (lastSeen[entry] !== word) standsIn += 1;
      lastSeen[entry] = word;
    };
    eachPlace(heads, word, see);
    if (sections) eachPlace(sections.own, word, (place) => see(sections.entries[place] ?? 0));
    return rarityOf(standsIn, rarity);
  });
}

/** Calls back for every place of a word. */
export function eachPlace(
  { starts, places, weights }: Postings,
  word: number,
  visit: (place: number, weight: number, at: number) => void,
): void {
  const end = starts[word + 1] ?? 0;
  for (let at = starts[word] ?? 0; at < end; at += 1) visit(places[at] ?? 0, weights[at] ?? 0, at);
}
