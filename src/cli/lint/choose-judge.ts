import { bookCoverage } from '../../lint/coverage.ts';
import type { BookCoverage } from '../../lint/coverage.ts';
import { changedPaths } from '../../lint/book-change.ts';
import { assembleBook, listPages } from '../../runbook/book.ts';
import type { Book } from '../../runbook/book.ts';
import type { Finding } from '../../runbook/finding.ts';
import { readBookFiles } from '../../runbook/read/load.ts';
import { count } from '../../runbook/words/count.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { judgeBook } from '../../judge/judge-book.ts';
import { openKeptFindings } from '../../judge/kept-findings.ts';
import { judgeChange, summarize } from '../../judge/judge-change.ts';
import { loadChange } from '../../judge/load-change.ts';
import { orUsageError } from '../git-problem.ts';
import { pathsInBook } from './paths-in-book.ts';
import { progressLine } from './progress-line.ts';
import { readNow } from '../review/today.ts';
import { readerWithInput } from './reader-with-input.ts';
import type { Spoken } from '../reporters/reporter.ts';
import type { ChangeSummary } from '../../judge/change-summary.ts';

interface Asked {
  readonly flags: {
    readonly 'stdin-path'?: string;
    readonly 'allow-outside'?: boolean;
    readonly 'changed-since'?: string;
    readonly verbose?: boolean;
    readonly links?: boolean;
    readonly baseline?: string;
    readonly today?: string;
  };
  readonly words: readonly string[];
  readonly only: ReadonlySet<string> | undefined;
  readonly root: string;
}

/** What was judged, and what was found in it. */
export interface Judged {
  readonly book: Book;
  readonly found: readonly Finding[];
  readonly files: number;
  /** How much of the commands could be judged. */
  readonly coverage: BookCoverage;
  /** Where a change was judged whole: the runbooks that speak of what it touches. */
  readonly spoken?: Spoken | undefined;
  /** What a reviewer wants to see of a change. */
  readonly summarize?: (findings: readonly Finding[]) => Promise<ChangeSummary>;
}

/** Judges once; `toFix` tells every place, for whoever fixes there. */
export type Judge = (toFix?: boolean) => Promise<Judged>;

/** How this call judges: a change, or a whole book of which some pages are wanted. */
export async function chooseJudge({ flags, words, only, root }: Asked, terminal: Terminal): Promise<Judge> {
  const { today } = readNow(flags.today, terminal);
  const isOutsideAllowed = flags['allow-outside'] ?? false;
  const isVerbose = flags.verbose ?? false;
  // What asks other sites is loaded only for it.
  const askLinks = flags.links ? (await import('./ask-links.ts')).linkAsker(root, terminal) : undefined;
  const input = await readerWithInput({ words, path: flags['stdin-path'], root, isOutsideAllowed }, terminal);
  const ref = flags['changed-since'];
  if (input && ref !== undefined)
    throw new UsageError('--changed-since compares files: it cannot judge standard input.');
  if (ref !== undefined)
    return async () => {
      const change = await orUsageError(loadChange(root, { ref, isOutsideAllowed }));
      const paths = pathsInBook({ words, root, book: change.head, folder: terminal.folder });
      const judged = await judgeChange(
        { change, ref, only, isVerbose, root, askLinks, isOutsideAllowed, today },
        terminal,
      );
      const found = paths ? judged.found.filter(({ path }) => paths.has(path)) : judged.found;
      return {
        book: change.head,
        found,
        files: countPages(change.head, changedPaths(change)),
        coverage: bookCoverage(change.head, judged.facts, { paths: paths ?? changedPaths(change) }),
        spoken: only || paths ? undefined : { paths: judged.about.map(({ path }) => path), ref },
        summarize: (findings) => summarize(ref, { ...judged, found: findings }),
      };
    };
  const reader = input?.reader ?? folderReader(root, isOutsideAllowed);
  return async (toFix = false) => {
    const bookFiles = await readBookFiles(reader);
    const kept =
      only || askLinks || input ? undefined : await openKeptFindings(root, bookFiles, { by: 'lint' });
    const book = assembleBook(bookFiles, kept?.parsers);
    const paths = input?.paths ?? pathsInBook({ words, root, book, folder: terminal.folder });
    const files = countPages(book, paths);
    const progress = progressLine(terminal, files);
    const asked = {
      book,
      paths,
      only,
      // A baseline holds each place: one more of a kind is new, and told where it is.
      each: toFix || flags.baseline !== undefined,
      isVerbose,
      root,
      askLinks,
      isOutsideAllowed,
      today,
      kept,
      onPage: progress.step,
    };
    const { found, coverage } = await judgeBook(asked, terminal);
    progress.clear();
    // Half of a book would push out what is kept of the other half.
    if (!paths) await kept?.save();
    if (!kept || kept.isAllRead()) await bookFiles.memory?.save();
    if (kept && isVerbose)
      terminal.warn(
        `${kept.reused()} of ${count(files, 'page')} are as they were: their findings are kept ones.\n`,
      );
    return { book, found, files, coverage };
  };
}

/** The pages among the paths; other files of the book, as pictures, are not read as pages. */
function countPages(book: Book, paths: ReadonlySet<string> | undefined): number {
  return listPages(book).filter(({ path }) => paths?.has(path) ?? true).length;
}
