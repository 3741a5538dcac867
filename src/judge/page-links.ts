import { listPages } from '../runbook/book.ts';
import { aliasesOf, refersTo } from '../runbook/links/book-links.ts';
import { linkResolver } from '../runbook/links/links.ts';
import type { LinkResolver } from '../runbook/links/links.ts';
import { addressOf, shownFiles, sitePaths } from '../runbook/links/site-paths.ts';
import { linksElsewhere } from '../runbook/read/adopted.ts';
import type { OpenBook } from './open-book.ts';

/**
 * Links by address only: a page knows no headings but its own, and the linter has judged the others.
 * @param ruleIds the rules of the linter, which have a page each
 */
export function pageLinks(
  { book, addresses }: Pick<OpenBook, 'book' | 'addresses'>,
  ruleIds: readonly string[],
): LinkResolver {
  const { layout } = book.settings;
  return linkResolver({
    places: listPages(book).map((page) => ({
      path: page.path,
      address: addressOf(page.path, layout) ?? '',
      anchors: () => undefined,
      refersTo: (file: string) => refersTo(page.text, file),
      get isForeign() {
        return linksElsewhere(page, book.settings);
      },
    })),
    paths: book.paths,
    shown: shownFiles(book.paths, layout),
    sitePaths: sitePaths(ruleIds, book.settings.manual === true),
    aliases: () => aliasesOf([...book.runbooks.values()], layout),
    moreSitePaths: () => addresses,
  });
}
