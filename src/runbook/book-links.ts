import type { Book } from './book.ts';
import { listPages } from './book.ts';
import { linkResolver } from './links.ts';
import type { LinkResolver } from './links.ts';
import type { Page } from './parse.ts';
import { addressOf, shownFiles, sitePaths } from './site-paths.ts';

/** Looks links up in a whole book, anchors included. */
export function bookLinks(book: Book, ruleIds: readonly string[]): LinkResolver {
  const { layout } = book.settings;
  const known = new Map<Page, ReadonlySet<string>>();
  const anchors = (page: Page): ReadonlySet<string> => {
    const found = known.get(page) ?? anchorsOf(page);
    known.set(page, found);
    return found;
  };
  const places = listPages(book).map((page) => ({
    path: page.path,
    address: addressOf(page.path, layout) ?? '',
    anchors: () => anchors(page),
  }));
  return linkResolver({
    places,
    paths: book.paths,
    shown: shownFiles(book.paths, layout),
    sitePaths: sitePaths(ruleIds),
  });
}

/** Every anchor of a page: its headings, and its steps by name. */
export function anchorsOf(page: Page): ReadonlySet<string> {
  const names = page.snippets.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return new Set([...page.headings.map(({ anchor }) => anchor), ...names]);
}
