import type { Book } from '../runbook/book.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';

const known = new WeakMap<Book, ReadonlySet<Page>>();

/** The runbooks of a book whose frontmatter is not meant for opsbook, in the order of their paths. */
export function notAdopted(book: Book): ReadonlySet<Page> {
  const found =
    known.get(book) ?? new Set<Page>([...book.runbooks.values()].filter((one: Runbook) => !one.isForOpsbook));
  known.set(book, found);
  return found;
}

/**
 * Whether a page stands in a folder that was written for another system: most of its runbooks have not adopted the
 * format. What such a page lacks by habit is said once, not at each place.
 */
export function isForeign(page: Page, book: Book): boolean {
  const lacking = notAdopted(book);
  return lacking.has(page) && lacking.size * 2 > book.runbooks.size;
}
