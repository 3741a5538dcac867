import { bookCoverage, pageCoverage } from '../lint/coverage.ts';
import type { BookCoverage, CommandsJudged } from '../lint/coverage.ts';
import { lintBook } from '../lint/lint.ts';
import { rules } from '../lint/rules/index.ts';
import type { Book } from '../runbook/book.ts';
import type { Finding } from '../runbook/finding.ts';
import type { KeptJudging } from './kept-findings.ts';
import { lintFacts } from './lint-facts.ts';
import type { Asked, Remarks } from './lint-facts.ts';

interface Judging {
  readonly book: Book;
  readonly paths: ReadonlySet<string> | undefined;
  readonly only: ReadonlySet<string> | undefined;
  readonly isVerbose: boolean;
  /** Whether every place is wanted, as by `--fix`: see `lintBook`. */
  readonly each?: boolean;
  readonly root: string;
  readonly askLinks: Asked['askLinks'];
  readonly isOutsideAllowed?: boolean;
  /** Findings of the last call, for whoever judges by every rule. */
  readonly kept?: KeptJudging | undefined;
  /** The day to judge reviews by. */
  readonly today: string;
  /** Called after each page. */
  readonly onPage?: () => void;
}

/** What is found in a book, and how much of its commands could be judged. */
export interface BookJudged {
  readonly found: readonly Finding[];
  readonly coverage: BookCoverage;
}

/** Judges a book, or some of its files. */
export async function judgeBook(
  { book, paths, only, each, isVerbose, root, askLinks, isOutsideAllowed, today, onPage, kept }: Judging,
  remarks: Remarks,
): Promise<BookJudged> {
  // A whole book is no change: the rule about changes speaks only where somebody names it.
  const isInChange = (): boolean => only?.has('changed-since-review') ?? false;
  const review = { today, isInChange };
  const facts = await lintFacts(
    { book, paths, isVerbose, only, root, isOutsideAllowed, askLinks, review, asksHistory: true, kept },
    remarks,
  );
  // Right after its findings: a page of a large book is not there any more when all others were judged.
  const covered = new Map<string, CommandsJudged>();
  const found = lintBook(book, {
    rules,
    facts,
    onPage(page) {
      const judge = (): CommandsJudged => pageCoverage(page, facts);
      covered.set(page.path, kept ? kept.coverage(page, judge) : judge());
      onPage?.();
    },
    ...(kept ? { kept } : {}),
    ...(only ? { only } : {}),
    ...(paths ? { paths } : {}),
    ...(each ? { each } : {}),
  });
  const coverage = bookCoverage(book, facts, {
    paths,
    kept: { coverage: ({ path }, judge) => covered.get(path) ?? judge() },
  });
  return { found, coverage };
}
