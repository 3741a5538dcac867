import type { BookChange } from '../lint/book-change.ts';
import { assembleBook } from '../runbook/book.ts';
import { lazyParsers } from '../runbook/read/lazy-pages.ts';
import { readBookFiles } from '../runbook/read/load.ts';
import { baseReader } from '../tools/base-reader.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { changesSince } from '../tools/git-changes.ts';

/**
 * Reads a book as it is and as it was where its branch left another; pages are parsed when they are asked for.
 * @throws GitProblem where git cannot compare with `ref`
 */
export async function loadChange(
  root: string,
  { ref, isOutsideAllowed }: { readonly ref: string; readonly isOutsideAllowed: boolean },
): Promise<BookChange> {
  // Where pages are few, all are read: to remember them would take longer.
  const {
    remember: _,
    listOutside: __,
    isOutsideRefused = false,
    ...reading
  } = folderReader(root, isOutsideAllowed);
  const reader = { ...reading, isOutsideRefused };
  const [since, files] = await Promise.all([changesSince(root, ref), readBookFiles(reader)]);
  const before = await readBookFiles(baseReader(root, since, reader));
  const parsers = lazyParsers();
  return {
    head: assembleBook(files, parsers),
    base: assembleBook(before, parsers),
    files: since.files,
  };
}
