import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { ALMANAC } from '../../src/almanac/almanac.ts';
import { openBook } from '../../src/judge/open-book.ts';
import { allPages } from '../../src/search/all-pages.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { match } from '../../src/search/match.ts';
import type { Answer } from '../../src/search/match.ts';
import { openIndex } from '../../src/search/open-index.ts';
import type { OpenIndex } from '../../src/search/open-index.ts';
import { openAlmanac } from '../../src/search/recognise.ts';
import { ENGLISH } from '../../src/search/language.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { DEMO_QUERIES } from './demo-queries.ts';
import { LIKE_NOTHING, NOT_OF_THIS_BOOK, QUESTIONS } from './verdicts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('a verdict on an answer of the demo book', () => {
  let index: OpenIndex;
  const almanac = openAlmanac(ALMANAC);
  beforeAll(async () => {
    const { book, alertRules } = await openBook(root, folderReader(root));
    index = openIndex(buildIndex(allPages(book, alertRules), ENGLISH), ENGLISH);
  });
  const ask = (text: string): Answer => match(index, text, { almanac, hasOthers: true });

  it.each(LIKE_NOTHING)('%j is like nothing', (text) => {
    expect(ask(text)).toMatchObject({ answer: 'nothing', verdict: 'nothing', results: [] });
  });

  it.each(NOT_OF_THIS_BOOK)('%j is a guess at most', (text) => {
    const { verdict, results } = ask(text);
    expect([verdict, results[0]?.id]).toEqual([expect.stringMatching(/^(?:guess|nothing)$/), results[0]?.id]);
  });

  it.each(QUESTIONS)('%j is answered by a %s: %s', (text, kind, id) => {
    const { verdict, results } = ask(text);
    expect([results[0]?.kind, results[0]?.id, verdict]).toEqual([kind, id, 'sure']);
  });

  it('is sure where the first runbook is right, and hardly anywhere else', () => {
    const answers = DEMO_QUERIES.map(([text, right]) => {
      const { verdict, results } = ask(text);
      return { text, verdict, isRight: results[0]?.id === right };
    });
    const of = (verdict: string) => answers.filter((answer) => answer.verdict === verdict);
    const wrong = of('sure').filter(({ isRight }) => !isRight);
    expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(of('sure').length * 0.04);
    const right = of('likely').filter(({ isRight }) => isRight);
    expect(right.length).toBeGreaterThanOrEqual(of('likely').length * 0.6);
    // A verdict that is never given says nothing either.
    expect(of('sure').length).toBeGreaterThanOrEqual(DEMO_QUERIES.length * 0.6);
    expect(of('guess').length + of('nothing').length).toBeLessThanOrEqual(DEMO_QUERIES.length * 0.2);
  });

  it('puts no other page before a runbook that is right', () => {
    const before = DEMO_QUERIES.filter(([text]) => ask(text).results[0]?.address !== undefined);
    expect(before).toEqual([]);
  });

  it('has runbooks alone where others are not asked for', () => {
    const { results } = match(index, 'who owns redis', { almanac });
    expect(results.map(({ address }) => address).filter(Boolean)).toEqual([]);
    expect(results.length).toBeGreaterThan(0);
  });
});
