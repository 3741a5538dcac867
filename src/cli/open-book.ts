import type { Book } from '../runbook/book.ts';
import { loadBook } from '../runbook/read/load.ts';
import { findRoot, isFolder } from '../tools/find-root.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { UsageError } from './command.ts';
import type { Terminal } from './command.ts';

/** The root that `--root` or the working folder names. */
export function chooseRoot(given: string | undefined, terminal: Terminal): string {
  const root = findRoot(given, terminal.folder);
  if (!isFolder(root)) throw new UsageError(`--root \`${given ?? root}\` is not a folder.`);
  return root;
}

/** Reads the book that a command works on. */
export async function openBook(
  given: string | undefined,
  terminal: Terminal,
): Promise<{ root: string; book: Book }> {
  const root = chooseRoot(given, terminal);
  return { root, book: await loadBook(folderReader(root)) };
}
