import type { Book } from '../src/runbook/book.ts';
import { loadBook } from '../src/runbook/read/load.ts';
import type { BookReader } from '../src/runbook/read/load.ts';

/** The files of a book, by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Reads a book from texts in a test, through the same door as one on disk. */
export function bookInMemory(files: Files): Promise<Book> {
  return loadBook(memoryReader(files));
}

function memoryReader(files: Files): BookReader {
  const encoder = new TextEncoder();
  return {
    list: () => Promise.resolve({ paths: Object.keys(files).sort(), refused: [] }),
    read: (path, limit) => {
      const content = files[path] ?? '';
      const bytes = typeof content === 'string' ? encoder.encode(content) : content;
      return Promise.resolve(bytes.subarray(0, limit));
    },
    readOwners: () => {
      const path = Object.hasOwn(files, '.gitlab/CODEOWNERS') ? '.gitlab/CODEOWNERS' : 'CODEOWNERS';
      const text = files[path];
      return Promise.resolve(typeof text === 'string' ? { path, text, prefix: '' } : undefined);
    },
  };
}
