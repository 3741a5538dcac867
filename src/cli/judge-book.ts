import { lintBook } from '../lint/lint.ts';
import { rules } from '../lint/rules/index.ts';
import { listPages } from '../runbook/book.ts';
import type { Book } from '../runbook/book.ts';
import type { Finding } from '../runbook/finding.ts';
import type { Terminal } from './command.ts';
import { lintFacts } from './lint-facts.ts';
import type { Asked } from './lint-facts.ts';
import { progressLine } from './progress-line.ts';

interface Judging {
  readonly book: Book;
  readonly paths: ReadonlySet<string> | undefined;
  readonly only: ReadonlySet<string> | undefined;
  readonly isVerbose: boolean;
  readonly root: string;
  readonly askLinks: Asked['askLinks'];
  /** The day to judge reviews by. */
  readonly today: string;
}

/** The findings of a book, or of some of its files, with a line that tells how far it is. */
export async function judgeBook(
  { book, paths, only, isVerbose, root, askLinks, today }: Judging,
  terminal: Terminal,
): Promise<Finding[]> {
  // Of a change there is nothing to say unless somebody asks by name.
  const isInChange = (): boolean => only?.has('changed-since-review') ?? false;
  const review = { today, isInChange };
  const facts = await lintFacts({ book, paths, isVerbose, only, root, askLinks, review }, terminal);
  const progress = progressLine(terminal, paths?.size ?? listPages(book).length);
  const findings = lintBook(book, {
    rules,
    facts,
    onPage: progress.step,
    ...(only ? { only } : {}),
    ...(paths ? { paths } : {}),
  });
  progress.clear();
  return findings;
}
