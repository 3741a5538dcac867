import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { getFacts, listRunbooks } from './book.ts';
import type { StoredPage } from './book.ts';
import { getReviews } from './reviews.ts';
import { siteOptions } from './site-options.ts';

/**
 * Which pages of the last build can be kept as they are, so that only the others are drawn. A page is known by a
 * key of everything that it shows: the program, the facts of the book, the names of all runbooks, its own text, its review.
 * `opsbook build` says what there is to keep, and brings it over: see tools/kept-pages.ts.
 */
export async function withoutKept(pages: readonly StoredPage[]): Promise<readonly StoredPage[]> {
  const { kept, program, base, url } = siteOptions();
  if (import.meta.env.DEV || kept === undefined) return pages;
  const { changes, ...facts } = await getFacts();
  const names = (await listRunbooks()).map(({ address, title, summary }) => [address, title, summary]);
  const reviews = new Map((await getReviews()).reviews.map((review) => [review.address, review]));
  const shared = JSON.stringify([program, base, url, facts, names]);
  const keys = Object.fromEntries(
    pages.map(({ data, digest }) => {
      const own = JSON.stringify([
        data.address,
        String(digest),
        changes[data.path],
        reviews.get(data.address),
      ]);
      return [data.address, hash('sha256', `${shared}\n${own}`)];
    }),
  );
  // Written by `opsbook build` for this build.
  const before = JSON.parse(readFileSync(kept.before, 'utf8')) as Record<string, string>;
  writeFileSync(kept.now, JSON.stringify(keys));
  return pages.filter(({ data }) => before[data.address] !== keys[data.address]);
}
