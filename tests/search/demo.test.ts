import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { listAlertRules } from '../../src/alerts/read-rules.ts';
import { headPages } from '../../src/judge/book-search.ts';
import type { Book } from '../../src/runbook/book.ts';
import { loadBook } from '../../src/runbook/read/load.ts';
import { buildHeads, buildIndex } from '../../src/search/build-index.ts';
import { match } from '../../src/search/match.ts';
import { openIndex } from '../../src/search/open-index.ts';
import type { OpenIndex } from '../../src/search/open-index.ts';
import { searchPages } from '../../src/search/pages.ts';
import { ENGLISH } from '../../src/search/language.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { DEMO_QUERIES } from './demo-queries.ts';

describe('the demo book', () => {
  let book: Book;
  let index: OpenIndex;
  beforeAll(async () => {
    book = await loadBook(folderReader(fileURLToPath(new URL('../..', import.meta.url))));
    const pages = searchPages(book, listAlertRules(book.alertRules));
    index = openIndex(buildIndex(pages, ENGLISH), ENGLISH);
  });

  const idsFor = (asked: string): string[] => match(index, asked).results.map(({ id }) => id);

  it.each(DEMO_QUERIES)('%j leads to %s within the first three', (asked, right) => {
    expect(idsFor(asked).slice(0, 3)).toContain(right);
  });

  it('has the right runbook first for 95 % of what responders ask', () => {
    const wrong = DEMO_QUERIES.filter(([asked, right]) => idsFor(asked)[0] !== right);
    expect(wrong.length, JSON.stringify(wrong, undefined, 1)).toBeLessThanOrEqual(DEMO_QUERIES.length * 0.05);
  });

  it('has the first two parts of its index made of the heads of its pages alone', () => {
    const { names, symptom } = buildIndex(searchPages(book, listAlertRules(book.alertRules)), ENGLISH);
    expect(buildHeads(headPages(book), ENGLISH)).toEqual({ names, symptom });
  });
});
