import { openBook } from '../judge/open-book.ts';
import type { OpenBook } from '../judge/open-book.ts';
import { findRoot, isFolder } from '../tools/find-root.ts';
import { UsageError } from './command.ts';
import type { Terminal } from './command.ts';

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
