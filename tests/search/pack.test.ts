import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberReader, packNumbers } from '../../src/search/pack.ts';
import { packNames, unpackNames } from '../../src/search/packed-names.ts';
import type { PackedNames } from '../../src/search/packed-names.ts';
import { addWord, packWords, readPlaces } from '../../src/search/packed-words.ts';
import { ENGLISH } from '../../src/search/language.ts';
import type { ListedPage, NamesShard } from '../../src/search/shards.ts';
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

describe('packed names', () => {
  // The shortest texts, so that pages share them, and titles that are alerts' names and services too.
  const word = fc.constantFrom('a', 'A', 'Ab c', '__proto__', '0', 'a"\\');
  const page: fc.Arbitrary<ListedPage> = fc.record(
    {
      ...{ id: word, title: word, address: word, kind: word, owner: word, severity: word },
      services: fc.array(word, { minLength: 1, maxLength: 3 }),
      alerts: fc.array(word, { minLength: 1, maxLength: 3 }),
      params: fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ['id', 'title'], noNullPrototype: true },
  );
  const chapter = fc.record({
    page: fc.nat(9),
    title: word,
    anchor: word,
    first: fc.nat(99),
    count: fc.nat(9),
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(page), fc.array(chapter), (pages, chapters) => {
        const names: NamesShard = { format: 6, pages, chapters, told: pages.map(() => ({})) };
        expect(unpackNames(JSON.parse(packNames(names)) as PackedNames)).toEqual(names);
      }),
    );
  });

  it('say once what a hundred pages share', () => {
    const pages = Array.from({ length: 100 }, (_, at) => {
      return {
        id: `shop/slow-${at}`,
        title: `Slow${at}`,
        alerts: [`Slow${at}`],
        owner: 'team-shop',
        services: ['basket'],
      };
    });
    const packed = packNames({ format: 6, pages, chapters: [] });
    expect(packed.match(/team-shop|basket|Slow7"/g)).toHaveLength(3);
  });
});
