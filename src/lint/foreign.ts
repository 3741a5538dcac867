import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
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
  return notAdopted(book).has(page) && isForeignBook(book);
}

/** Whether most runbooks of a book have not adopted the format. */
export function isForeignBook(book: Book): boolean {
  return notAdopted(book).size * 2 > book.runbooks.size;
}

// Matches `docs/adr/0007-queues.md`, `design/storage.md`, `release-notes/2.1.md`; not `runbooks/plan-b.md`.
const OF_RECORD = [
  /(?:^|\/)(?:adrs?|decisions?|rfcs?|designs?|proposals?|enhancements?|specs?|specifications?|plans|post-?mortems?|retrospectives?|audits?|architecture|change-?logs?|release-?notes?|releases|reports?|incident-?reports?|minutes|meetings?|stories|sessions|_posts|posts|blog|news|roadmaps?|research|archives?)\//i,
  /(?:^|\/)audits?-[^/]{1,60}\//i,
  // What tests read has its mistakes on purpose.
  /(?:^|\/)(?:fixtures?|testdata|__tests__|__fixtures__)\//i,
  // Docusaurus writes these folders into every new site.
  /(?:^|\/)_?tutorial-(?:basics|extras)\//,
  /(?:^|\/)(?:changelog|changes|release[-_]?notes|roadmap|architecture|adr|rfc|design)[^/]{0,60}$/i,
];

/**
 * Whether a page of such a folder tells what was decided, planned or changed. Nobody works through it, so nobody asks
 * what its steps risk and how they are undone.
 */
export function isOfRecord(page: Page, book: Book): boolean {
  return (OF_RECORD.some((form) => form.test(page.path)) || isOlder(page, book)) && isForeign(page, book);
}

// Matches `docs/v3.5/install.md` and `versioned_docs/version-2.1/a.md`; not `releases-v2/a.md`, `10.1.1.1/a.md`.
const VERSION = /(?:^|\/)(?:v|version-)?(\d{1,4})\.(\d{1,4}|x)(?:\.(?:\d{1,4}|x))?(?=\/)/;
// What sites call the folder of the version that is still written.
const NEWEST = /(?:^|\/)(?:main|master|next|latest|current|stable|dev|devel|edge|nightly|unreleased)(?=\/)/;

const newest = new WeakMap<Book, Map<string, number>>();

/** Whether the book holds the pages of a newer version beside it: pages of an older one are kept as they were. */
function isOlder({ path }: Page, book: Book): boolean {
  const own = VERSION.exec(path);
  return own !== null && versionOf(own) < (newestVersions(book).get(path.slice(0, own.index)) ?? 0);
}

/** The newest version of each folder that holds folders of versions. */
function newestVersions(book: Book): ReadonlyMap<string, number> {
  const found = newest.get(book) ?? new Map<string, number>();
  if (newest.has(book)) return found;
  newest.set(book, found);
  for (const { path } of listPages(book)) {
    const [version, named] = [VERSION.exec(path), NEWEST.exec(path)];
    const raise = (folder: string, to: number): void =>
      void found.set(folder, Math.max(found.get(folder) ?? 0, to));
    if (version) raise(path.slice(0, version.index), versionOf(version));
    if (named) raise(path.slice(0, named.index), Infinity);
  }
  return found;
}

/** Versions compare by their first two numbers; `2.x` is the last of them. */
function versionOf([, major = '', minor = '']: RegExpExecArray): number {
  return Number(major) * 10_000 + (minor === 'x' ? 9_999 : Number(minor));
}
