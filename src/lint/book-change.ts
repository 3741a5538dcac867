import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import type { FileChange } from '../runbook/file-change.ts';
import type { Page } from '../runbook/read/parse.ts';

/** A book, what it was before, and which of its files make the difference. */
export interface BookChange {
  readonly head: Book;
  readonly base: Book;
  readonly files: readonly FileChange[];
}

/** One page of a change: as it was, unless it is new, and as it is, unless it is gone. */
export interface PageChange<P extends Page = Page> extends FileChange {
  readonly before: P | undefined;
  readonly after: P | undefined;
}

/** The pages that a change touches. */
export function changedPages({ head, base, files }: BookChange): PageChange[] {
  const after = new Map(listPages(head).map((page) => [page.path, page]));
  const before = new Map(listPages(base).map((page) => [page.path, page]));
  return files
    .map((file) => ({ ...file, before: before.get(file.from ?? file.path), after: after.get(file.path) }))
    .filter((change) => change.before !== undefined || change.after !== undefined);
}

/** Files that a change has touched and not removed. */
export function changedPaths({ files }: Pick<BookChange, 'files'>): Set<string> {
  return new Set(files.filter(({ kind }) => kind !== 'deleted').map(({ path }) => path));
}
