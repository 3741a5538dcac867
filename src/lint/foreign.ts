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

// Matches `docs/adr/0007-queues.md`, `design/storage.md`, `release-notes/2.1.md`; not `runbooks/plan-b.md`.
const OF_RECORD = [
  /(?:^|\/)(?:adrs?|decisions?|rfcs?|designs?|proposals?|enhancements?|specs?|specifications?|plans|post-?mortems?|retrospectives?|audits?|architecture|change-?logs?|release-?notes?|releases|stories|sessions|blog|news|roadmaps?|research|archives?)\//i,
  /(?:^|\/)audits?-[^/]{1,60}\//i,
  // Docusaurus writes these folders into every new site.
  /(?:^|\/)_?tutorial-(?:basics|extras)\//,
  /(?:^|\/)(?:changelog|changes|release[-_]?notes|roadmap|architecture|adr|rfc|design)[^/]{0,60}$/i,
];

/**
 * Whether a page of such a folder tells what was decided, planned or changed: nobody works through it, so it is not
 * asked what a step risks and how it is undone.
 */
export function isOfRecord(page: Page, book: Book): boolean {
  return OF_RECORD.some((form) => form.test(page.path)) && isForeign(page, book);
}

/** Whether another system makes pages of it, and it is none itself: Hugo's `archetypes/`. */
export function isMould({ path }: Page): boolean {
  return /(?:^|\/)archetypes\//.test(path);
}
