import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match } from '../../src/search/match.ts';
import { firstIn, outrankedIn } from '../../src/search/outranked.ts';
import { indexOf, page, section, SMALL_BOOK } from './small-book.ts';

/** Few words, so that pages share names, errors and symptoms, and outrank each other. */
const word = fc.constantFrom(
  'redis',
  'queue',
  'down',
  'full',
  'RedisDown',
  'queue-full',
  'error',
  'timeout',
  '502',
  'a',
);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
const few = (text: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.array(text, { maxLength: 3 });

const claims = fc.record({
  title: words,
  summary: words,
  symptoms: few(words),
  errors: few(fc.oneof(words, word, fc.constantFrom('/time.ut/i', '/down|full/', '/(a+)+$/', 'off'))),
  alerts: few(fc.oneof(words, word)).map((names) => names.map((name) => ({ name }))),
  sections: few(words).map((texts) =>
    texts.map((text, at) => section(at === 0 ? 'RedisDown' : 'Steps', text)),
  ),
});
const book = fc
  .array(claims, { minLength: 1, maxLength: 6 })
  .map((pages) => pages.map((given, at) => page({ id: `p${at}`, ...given })));
const asked = fc.oneof(
  words,
  fc.array(words, { minLength: 2, maxLength: 8 }).map((lines) => lines.join('\n')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  word.map((name) => JSON.stringify({ labels: { alertname: name } })),
);

describe('firstIn', () => {
  it('answers what `match` has first, for every claim of a book and for other texts', () => {
    fc.assert(
      fc.property(book, fc.array(asked, { maxLength: 4 }), (pages, others) => {
        const index = indexOf(...pages);
        const first = firstIn(index);
        const own = pages.flatMap(({ symptoms, errors, title }) => [...symptoms, ...errors, title]);
        for (const text of [...own, ...others])
          expect([text, first(text)]).toEqual([text, match(index, text).results[0]?.id]);
      }),
      { numRuns: 120 },
    );
  });

  it('answers the same whatever was asked before', () => {
    const index = indexOf(...SMALL_BOOK);
    const texts = SMALL_BOOK.flatMap(({ symptoms, errors, summary }) => [...symptoms, ...errors, summary]);
    const first = firstIn(index);
    for (const text of [...texts, ...texts.toReversed()])
      expect([text, first(text)]).toEqual([text, match(indexOf(...SMALL_BOOK), text).results[0]?.id]);
  });
});

describe('outrankedIn', () => {
  it('names the claims that lead to another page, and leaves regular expressions out', () => {
    const index = indexOf(
      page({ id: 'one', symptoms: ['Carts are empty'], errors: ['connection refused', '/refused/'] }),
      page({ id: 'two', title: 'CartsAreEmpty', alerts: [{ name: 'CartsAreEmpty' }] }),
      page({ id: 'three', errors: ['connection refused by peer'] }),
    );
    const outranked = outrankedIn(index);
    expect([
      ...outranked({
        id: 'one',
        symptoms: ['Carts are empty'],
        errors: ['connection refused', '/refused/'],
      }),
    ]).toEqual([['Carts are empty', 'two']]);
    expect([...outranked({ id: 'three', symptoms: [], errors: ['connection refused by peer'] })]).toEqual([]);
  });
});
