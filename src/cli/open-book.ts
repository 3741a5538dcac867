import { openBook } from '../judge/open-book.ts';
import type { OpenBook } from '../judge/open-book.ts';
import type { Book } from '../runbook/book.ts';
import { whyNothingIsRead } from '../runbook/nothing-read.ts';
import { outsideGlobs } from '../runbook/read/load.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { chooseRoot } from './book-flags.ts';
import { UsageError } from './command.ts';
import type { Terminal } from './command.ts';

/** Opens the book that a command works on, with its pages parsed and what was parsed kept for the next call. */
export async function openNamedBook(given: string | undefined, terminal: Terminal): Promise<OpenBook> {
  const open = await openBook(chooseRoot(given, terminal));
  void open.book;
  await open.remember();
  return open;
}

/** Opens the book for a command about its alert rules: it may not be silent about rules that it did not read. */
export async function openRulesBook(
  flags: { readonly root?: string; readonly 'allow-outside'?: boolean },
  terminal: Terminal,
): Promise<OpenBook> {
  const root = chooseRoot(flags.root, terminal);
  const isOutsideAllowed = flags['allow-outside'] ?? false;
  const open = await openBook(root, folderReader(root, isOutsideAllowed));
  const [glob] = isOutsideAllowed ? [] : outsideGlobs(open.files.reading.settings);
  if (glob !== undefined)
    throw new UsageError(
      `\`alerts.rules\` names \`${glob}\`, outside the book. Give --allow-outside to have it read.`,
    );
  void open.book;
  await open.remember();
  return open;
}

/** Ends a command that has no page to work on, and says why there is none. */
export function refuseEmpty(book: Book, isAllowed: boolean | undefined): void {
  const why = isAllowed ? undefined : whyNothingIsRead(book);
  if (why !== undefined) throw new UsageError(`${why.charAt(0).toLowerCase()}${why.slice(1)}`);
}
