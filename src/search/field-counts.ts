import { postingsList } from './postings.ts';
import type { PostingsList } from './postings.ts';
import type { Weights } from './weights.ts';

/** Where in an entry a word stands, apart from its body. */
export const FIELDS = ['title', 'told', 'place', 'heading', 'lead'] as const;
export type Field = (typeof FIELDS)[number];

/** Counts words by field, and weighs them when all are counted: a word of a long field weighs less. */
export interface FieldCounts {
  add(entry: number, field: Field, words: readonly number[]): void;
  weigh(weights: Weights): PostingsList;
}

/** No words counted yet. */
export function fieldCounts(entryCount: number): FieldCounts {
  const found = FIELDS.map(() => ({ words: [] as number[], entries: [] as number[] }));
  const lengths = FIELDS.map(() => new Float64Array(entryCount));
  return {
    add(entry, field, words) {
      const at = FIELDS.indexOf(field);
      const [of, length] = [found[at], lengths[at]];
      if (!of || !length) return;
      for (const word of words) {
        of.words.push(word);
        of.entries.push(entry);
      }
      length[entry] = (length[entry] ?? 0) + words.length;
    },
    weigh(weights) {
      const list = postingsList();
      FIELDS.forEach((field, at) => {
        const { words = [], entries = [] } = found[at] ?? {};
        const factors = lengthFactors(lengths[at] ?? new Float64Array(), lengthCounts(field, weights));
        words.forEach((word, index) => {
          const entry = entries[index] ?? 0;
          list.words.push(word);
          list.places.push(entry);
          list.weights.push(weights[field] * (factors[entry] ?? 1));
        });
      });
      return list;
    },
  };
}

function lengthCounts(field: Field, weights: Weights): number {
  return field === 'title' ? weights.lengthOfTitle : weights.lengthOfLead;
}

/** What a word weighs in a text of each length: 1 in one of average length, less in a longer one. */
export function lengthFactors(lengths: Float64Array, counts: number): Float64Array {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const average = total / Math.max(1, lengths.length) || 1;
  return lengths.map((length) => 1 / (1 - counts + (counts * length) / average));
}
