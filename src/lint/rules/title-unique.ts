import { posix } from 'node:path';
import { titleRange } from '../../runbook/read/parse.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { count } from '../../runbook/words/count.ts';
import type { Book } from '../../runbook/book.ts';
import { isForeign, isOfRecord } from '../foreign.ts';
import type { Rule } from '../rule.ts';

export const titleUnique: Rule = {
  id: 'title-unique',
  summary: 'Give every runbook a title of its own',
  level: 'error',
  looksAround: true,
  check({ runbook, book }, report) {
    if (!runbook) return;
    const isOther = isForeign(runbook, book);
    // In such a folder a title from a small heading or of a first page was never meant to be found by, and copies,
    // translations and notes have the titles of what they were made from.
    if (isOther && (!hasOwnTitle(runbook) || INDEX.test(runbook.path) || isOfRecord(runbook, book))) return;
    const other = pathsByTitle(book)
      .get(key(runbook.title))
      ?.find((path) => path !== runbook.path && (!isOther || isSibling(path, runbook.path)));
    if (other === undefined) return;
    // `LAB.md` and `SOLUTION.md` of one folder: where that is the book's habit, it is said once.
    const all = isOther ? sharers(book) : [];
    if (isOther && all[0] !== runbook) return;
    const others = all.length - 2;
    const more =
      others > 0 ? ` ${count(others, 'more page')} ${others === 1 ? 'shares its' : 'share theirs'}.` : '';
    report(
      `Change the title \`${runbook.title}\`: \`${other}\` has it too.${more}`,
      titleRange(runbook),
      isOther ? { level: 'warning' } : {},
    );
  },
};

const shared = new WeakMap<Book, readonly Runbook[]>();

/** The pages, in the order of their paths, whose title another one of their folder has. */
function sharers(book: Book): readonly Runbook[] {
  const found =
    shared.get(book) ??
    [...book.runbooks.values()].filter(
      (one) =>
        !INDEX.test(one.path) &&
        !isOfRecord(one, book) &&
        pathsByTitle(book)
          .get(key(one.title))
          ?.some((path) => path !== one.path && isSibling(path, one.path)) &&
        // This comes last, since it reads more of a page than its outline.
        hasOwnTitle(one),
    );
  shared.set(book, found);
  return found;
}

/**
 * Whether it is another page of the folder that counts: the first page of a folder, or of a repository, has the name
 * of what it is about.
 */
function isSibling(path: string, other: string): boolean {
  if (path.replace(LANGUAGE, '$1') === other.replace(LANGUAGE, '$1')) return false;
  return posix.dirname(path) === posix.dirname(other) && !INDEX.test(path) && !INDEX.test(other);
}

// `backup.de.md` and `backup.en.md` are one page in two languages.
const LANGUAGE = /\.[a-z]{2}(?:[-_][A-Za-z]{2})?(\.mdx?)$/;

// Matches also what agents read first, what a template makes pages of, and what tests read.
const INDEX =
  /(^|\/)(_?index|readme|overview|claude|agents|gemini)(\.[\w-]{1,10})?\.mdx?$|\.(gotmpl|tmpl|tpl|j2)\.mdx?$|(^|\/)(tests?|fixtures|__tests__)\//i;

function hasOwnTitle({ hasFrontmatter, headings, title }: Runbook): boolean {
  // A title that no heading has is its frontmatter's.
  const own = headings.find(({ text }) => text === title);
  return own === undefined ? hasFrontmatter : own.depth === 1;
}

const known = new WeakMap<Book, Map<string, string[]>>();

/** Made once for a book: comparing every title with every other would take minutes in a large one. */
function pathsByTitle(book: Book): Map<string, string[]> {
  const made = known.get(book) ?? new Map<string, string[]>();
  if (!known.has(book)) {
    for (const { title, path } of book.runbooks.values())
      made.set(key(title), [...(made.get(key(title)) ?? []), path]);
    known.set(book, made);
  }
  return made;
}

function key(title: string): string {
  return title.trim().toLowerCase().replace(/\s+/g, ' ');
}
