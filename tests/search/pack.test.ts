import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberReader, packNumbers } from '../../src/search/pack.ts';
import { addWord, packWords, readPlaces } from '../../src/search/packed-words.ts';
import { ENGLISH } from '../../src/search/language.ts';
import type { PlacedWord, WordPlaces } from '../../src/search/packed-words.ts';

describe('packed numbers', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (numbers) => {
        const next = numberReader(packNumbers(numbers));
        expect(numbers.map(next)).toEqual(numbers);
      }),
    );
  });

  it('need no escape in JSON, and one character when small', () => {
    const packed = packNumbers(Array.from({ length: 3_000 }, (_, at) => at));
    expect(JSON.stringify(packed)).toHaveLength(packed.length + 2);
    expect(packNumbers([0, 45])).toHaveLength(2);
  });
});

describe('packed words', () => {
  it('come back by stem, with their places and counts', () => {
    const places: WordPlaces = new Map();
    const said: readonly (readonly [string, number, boolean])[] = [
      ['restart', 0, false],
      ['restarts', 0, false],
      ['restart', 7, true],
      ['kubectl', 3, true],
      ['kubectl', 3, true],
      ['kubectl', 3, false],
    ];
    for (const [word, place, isCode] of said) addWord(places, word, { place, isCode });
    const found: PlacedWord[] = [];
    readPlaces(packWords(places, ENGLISH), ENGLISH, (placed) => found.push(placed));
    expect(found).toEqual([
      { word: 'kubectl', place: 3, inText: 1, inCode: 2 },
      { word: 'restart', place: 0, inText: 2, inCode: 0 },
      { word: 'restart', place: 7, inText: 0, inCode: 1 },
    ]);
  });
});
