import { expect, test } from 'vitest';
import { bookLinks } from '../../../src/runbook/links/book-links.ts';
import { linkWords } from '../../../src/runbook/links/link-words.ts';
import { listPages } from '../../../src/runbook/book.ts';
import { bookInMemory } from '../../book-in-memory.ts';

test('a link without words is called what it leads to', async () => {
  const text = [
    '# Alerts',
    '',
    '(setup)=',
    '',
    '## Set *it* up',
    '',
    'See [](#setup), [](b.md), [](other), [](#nowhere), [](https://example.com/x), {ref}`setup`, {doc}`b`.',
  ].join('\n');
  const book = await bookInMemory({
    'a.md': text,
    'b.md': '# Second page\n\n(other)=\n\n## Its part\n\nx\n',
  });
  const pages = new Map(listPages(book).map((page) => [page.path, page]));
  const links = bookLinks(book, { ruleIds: [] });
  const page = book.runbooks.get('a');
  if (!page) throw new Error('no page');
  const said = page.links.map(({ url }) =>
    linkWords(url, links.resolve(page, url), (path) => pages.get(path)),
  );
  expect(said).toEqual([
    'Set it up',
    'Second page',
    'Its part',
    '#nowhere',
    'https://example.com/x',
    'Set it up',
    'Second page',
  ]);
});
