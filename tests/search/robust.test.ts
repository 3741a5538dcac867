import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match } from '../../src/search/match.ts';
import { indexOf, page, section, SMALL_BOOK } from './small-book.ts';

const index = indexOf(...SMALL_BOOK);
const ids = new Set(SMALL_BOOK.map(({ id }) => id));

/** Text as people paste it, and as nobody would. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.string({ unit: 'grapheme', maxLength: 500 }),
  fc.json(),
  fc
    .array(
      fc.constantFrom(
        'redis',
        'RedisDown',
        '{"',
        '"}',
        '=',
        ':',
        '\n',
        'labels',
        '[',
        '\\',
        '"',
        "'",
        '`',
        '\u001b[0m',
        '/',
        'shop-1',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('match', () => {
  it('answers anything with what the book holds, in falling order, with ranges inside their reasons', () => {
    fc.assert(
      fc.property(anything, (asked) => {
        const { answer, results } = match(index, asked);
        expect(answer === 'nothing').toBe(results.length === 0);
        for (const { id, why } of results) {
          expect(ids.has(id)).toBe(true);
          for (const [start, end] of why.ranges) expect(why.text.slice(start, end)).toHaveLength(end - start);
        }
        const scores = results.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
      { numRuns: 500 },
    );
  });

  it('finds a page by its own words, whatever they are', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{5,9}$/), { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(words, (own) => {
        const text = own.join(' ');
        const book = indexOf(
          ...SMALL_BOOK,
          page({ id: 'own', title: 'Another', sections: [section('Meaning', text)] }),
        );
        expect(
          match(book, text)
            .results.slice(0, 3)
            .map(({ id }) => id),
        ).toContain('own');
      }),
      { numRuns: 50 },
    );
  });

  it('takes pages with anything in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const odd = page({
          id: 'odd',
          title: text,
          symptoms: [text],
          errors: [text],
          alerts: [{ name: text }],
        });
        match(indexOf({ ...odd, sections: [section(text, text, text)] }, ...SMALL_BOOK), text);
      }),
    );
  });

  it.each([
    ['a megabyte of log', 'WARN something is slow id=4711 took=12ms\n'.repeat(25_000)],
    ['a megabyte without an end of line', 'redis '.repeat(180_000)],
    ['a megabyte of one word', 'x'.repeat(1_000_000)],
    ['a megabyte of quotes', '"a":"'.repeat(200_000)],
    ['a megabyte of open brackets', '['.repeat(1_000_000)],
    ['a megabyte of nested JSON', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a megabyte of equal signs', 'a=b=c=d='.repeat(125_000)],
    ['a megabyte of blanks', ' '.repeat(1_000_000)],
    ['a megabyte of names', 'KubeletDown-'.repeat(90_000)],
    ['a megabyte in a script without spaces', '障害'.repeat(400_000)],
  ])('answers %s', (_, text) => {
    expect(match(index, `${text}\nno space left on device`).results.length).toBeGreaterThan(0);
  });
});
