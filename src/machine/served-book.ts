import type { OpenBook } from '../judge/open-book.ts';
import { bookOf } from '../judge/open-book.ts';
import { bookFacts } from '../judge/lint-facts.ts';
import { keptIndex } from '../judge/kept-index.ts';
import { gatherFacts } from '../lint/facts.ts';
import { lintBook } from '../lint/lint.ts';
import { rules } from '../lint/rules/index.ts';
import { statusRows } from '../review/status-rows.ts';
import type { StatusRow } from '../review/status-rows.ts';
import type { Finding } from '../runbook/finding.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { OpenIndex } from '../search/open-index.ts';
import type { OpenAlmanac } from '../search/recognise.ts';
import { describeBook } from './describe-book.ts';
import type { DescribedBook } from './describe-book.ts';

/** A book that is served to agents: read again when its files change, judged when somebody asks. */
export interface ServedBook {
  /** The book as it stands. */
  read(): Promise<OpenBook>;
  readonly almanac: OpenAlmanac;
  /** The version of opsbook. */
  readonly version: string;
  /** The day to judge reviews by, as in `2026-10-01`. */
  today(): string;
}

const indexes = new WeakMap<OpenBook, Promise<OpenIndex>>();

/** The search index of a book, as the last call kept it while the book is what it is: then no page is parsed. */
export function searchIndex(opened: OpenBook): Promise<OpenIndex> {
  const known = indexes.get(opened) ?? keptIndex(opened);
  indexes.set(opened, known);
  return known;
}

const reviewed = new WeakMap<OpenBook, Promise<readonly StatusRow[]>>();

/** The reviews of a book, judged once while it is what it is; none where its history cannot be read. */
export function reviewRows(opened: OpenBook, today: string): Promise<readonly StatusRow[]> {
  const known =
    reviewed.get(opened) ??
    opened.reviews({ today }).then(
      ({ reviews }) => statusRows(reviews),
      () => [],
    );
  reviewed.set(opened, known);
  return known;
}

/** One runbook with all that is known of it. */
export async function describeRunbook(
  opened: OpenBook,
  { runbook, today }: { readonly runbook: Runbook; readonly today: string },
): Promise<DescribedBook> {
  const [described, rows] = await Promise.all([
    describeBook(opened, { runbooks: [runbook] }),
    reviewRows(opened, today),
  ]);
  return { ...described, reviews: new Map(rows.map((row) => [row.id, row])) };
}

/** What the linter says of a text, were it a file of the book. No program is run. */
export async function checkText(
  opened: OpenBook,
  { path, text }: { readonly path: string; readonly text: string },
): Promise<{ readonly findings: readonly Finding[]; readonly book: OpenBook }> {
  const { files, root } = opened;
  const others = files.texts.filter((other) => other.path !== path);
  const book = bookOf(root, { ...files, texts: [...others, { path, text, faults: [] }] });
  const facts = { ...(await gatherFacts(book.book)), ...bookFacts(book.book) };
  return { findings: lintBook(book.book, { rules, facts, paths: new Set([path]) }), book };
}
