import type { Book } from '../../src/runbook/book.ts';
import { bookInMemory } from '../../tests/book-in-memory.ts';
import type { MutatedFile } from './mutated-text.ts';
import { demoFacts } from './source-files.ts';

const facts = new Map(demoFacts().map((file) => [file.path, file.text]));

/** A page beside all that its book says of services, teams and alerts, under a name of its own. */
export function bookOf({ path, text }: MutatedFile): Promise<Book> {
  return bookInMemory(Object.fromEntries(new Map(facts).set(placeOf(path), text)));
}

/** Where a file of any fixture stands in a book with a `content` folder. */
export function placeOf(path: string): string {
  return path.startsWith('content/') || path === 'opsbook.yaml' ? path : `content/runbooks/${path}`;
}
