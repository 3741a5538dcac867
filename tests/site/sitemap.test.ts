import { expect, test } from 'vitest';
import type { SiteBook } from '../../src/site/site-book.ts';
import { sitemapOf } from '../../src/site/sitemap.ts';

const page = { id: 'a&b', path: 'content/runbooks/a&b.mdx', address: '/runbooks/a&b/' };
// Only what a sitemap asks.
const book = {
  runbooks: () => [page],
  guides: () => [],
  changed: () => '2026-10-01T12:00:00Z',
} as unknown as SiteBook;
const at = (address: string): string => `/ops${address}`;

test('a sitemap has the whole address of every page, and when it changed', async () => {
  const text = await sitemapOf({ url: 'https://ops.example.com', at, book }).text();
  expect(text).toContain('<loc>https://ops.example.com/ops/</loc>');
  expect(text).toContain(
    '<url><loc>https://ops.example.com/ops/runbooks/a&amp;b/</loc><lastmod>2026-10-01</lastmod></url>',
  );
});

test('a sitemap of a site whose address nobody has told says what is missing', async () => {
  const text = await sitemapOf({ url: undefined, at, book }).text();
  expect(text).toContain('Set `url`');
  expect(text).not.toContain('<loc>');
});
