import { hash } from 'node:crypto';
import { LARGEST_FILE } from '../runbook/read/source-text.ts';
import type { BookReader } from '../runbook/read/load.ts';
import type { StoredIndex } from '../search/stored-index.ts';
import { cachePath } from '../tools/cache-folder.ts';
import { keepData, readKeptData } from '../tools/kept-data.ts';
import { digestAgain } from '../tools/noted-reads.ts';
import type { ReadNotes } from '../tools/noted-reads.ts';
import { isCompiled } from '../tools/program.ts';

/** The search index of a book as a call left it for the next one. */
export interface IndexFile {
  /** A digest of the book that it was made of, as it was read. */
  readonly book: string;
  /** What the book is written in, whose stems it was made with. */
  readonly language: string;
  /** What the book was read from, with a digest of its bytes; absent where nobody noted it. */
  readonly reads?: { readonly notes: ReadNotes; readonly digest: string };
  readonly index: StoredIndex;
}

/**
 * Where it is kept: outside the book, for its root. An index that somebody is changing is not that of the last call:
 * from the sources nothing is kept unless a folder for it is named.
 */
export function indexPath(root: string): string | undefined {
  if (!isCompiled && !process.env['OPSBOOK_CACHE']) return undefined;
  return cachePath(`index-${hash('sha1', root).slice(0, 16)}`);
}

/** Reads what this very program kept; a file that is not whole is none. */
export async function readIndexFile(path: string | undefined): Promise<IndexFile | undefined> {
  // Under this name only `writeIndexFile` of this very program writes.
  return (await readKeptData(path)) as IndexFile | undefined;
}

/** Keeps an index for the next call. */
export async function writeIndexFile(path: string | undefined, file: IndexFile): Promise<void> {
  await keepData(path, file);
}

/** What was kept of a book, if reading it again would give the same bytes: neither settings nor pages are parsed for this. */
export async function indexOfSameBytes(root: string, reader: BookReader): Promise<IndexFile | undefined> {
  const file = await readIndexFile(indexPath(root));
  if (!file?.reads) return undefined;
  const { notes, digest } = file.reads;
  return (await digestAgain(reader, notes, LARGEST_FILE + 1)) === digest ? file : undefined;
}
