import { openBook } from '../judge/open-book.ts';
import type { OpenBook } from '../judge/open-book.ts';
import type { Book } from '../runbook/book.ts';
import { whyNothingIsRead } from '../runbook/nothing-read.ts';
import { findRoot, isFolder } from '../tools/find-root.ts';
import { UsageError } from './command.ts';
import type { Flags, Terminal } from './command.ts';

/** The root that `--root` or the working folder names. */
export function chooseRoot(given: string | undefined, terminal: Terminal): string {
  const root = findRoot(given, terminal.folder);
  if (!isFolder(root)) throw new UsageError(`--root \`${given ?? root}\` is not a folder.`);
  return root;
}

/** Opens the book that a command works on, with its pages parsed and what was parsed kept for the next call. */
export async function openNamedBook(given: string | undefined, terminal: Terminal): Promise<OpenBook> {
  const open = await openBook(chooseRoot(given, terminal));
  void open.book;
  await open.remember();
  return open;
}

/** Of commands that would be green where nothing was read. */
export const EMPTY_FLAG = {
  'allow-empty': { type: 'boolean', meaning: 'Take a book without any page for what it is' },
} as const satisfies Flags;

/** Ends a command that has no page to work on, and says why there is none. */
export function refuseEmpty(book: Book, isAllowed: boolean | undefined): void {
  const why = isAllowed ? undefined : whyNothingIsRead(book);
  if (why !== undefined) throw new UsageError(`${why.charAt(0).toLowerCase()}${why.slice(1)}`);
}
