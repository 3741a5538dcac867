import { snippetFacts } from '../../judge/run-facts.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { hasDatabase, hasRedis } from '../../run/database.ts';
import { planRun } from '../../run/plan.ts';
import type { Step } from '../../run/plan.ts';
import { Refusal } from '../../run/refusal.ts';
import type { PageRef } from '../../run/run-protocol.ts';
import type { Book } from '../../runbook/book.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { decodeText, LARGEST_FILE } from '../../runbook/read/source-text.ts';
import { contentHash } from '../../tools/content-hash.ts';
import { folderReader } from '../../tools/folder-reader.ts';

/** A page of the book as the service runs it. */
export interface BookPage {
  readonly book: Book;
  readonly runbook: Runbook;
  readonly steps: readonly Step[];
}

export interface BookSource {
  readonly root: string;
  /** The book as it stands. */
  readonly read: () => Promise<OpenBook>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What to do about a page that is older than the book. */
  readonly howToRenew: string;
}

/** Finds the page that is shown, in the book as it is on the disk at this moment; refuses any other. */
export function bookPages({
  root,
  read,
  environment,
  howToRenew,
}: BookSource): (ref: PageRef) => Promise<BookPage> {
  const planned = new WeakMap<Book, Map<string, Promise<readonly Step[]>>>();
  const reader = folderReader(root);
  return async ({ runbook: id, digest }) => {
    const stale = new Refusal('stale', `The page is older than the book: ${howToRenew}.`);
    const { book } = await read();
    const runbook = book.runbooks.get(id);
    if (!runbook) throw new Refusal('unknown', `The book has no runbook \`${id}\` any more: ${howToRenew}.`);
    if (contentHash(runbook.text) !== digest) throw stale;
    // What watches the folder may not have been told yet.
    const bytes = await reader.read(runbook.path, LARGEST_FILE);
    if ('message' in bytes || decodeText(runbook.path, bytes).text !== runbook.text) throw stale;
    const known = planned.get(book) ?? new Map<string, Promise<readonly Step[]>>();
    planned.set(book, known);
    const steps = known.get(id) ?? plan(book, runbook);
    known.set(id, steps);
    return { book, runbook, steps: await steps };
  };

  async function plan(book: Book, runbook: Runbook): Promise<readonly Step[]> {
    return planRun(runbook, {
      facts: await snippetFacts(book, [runbook]),
      hasDatabase: hasDatabase(environment),
      hasRedis: hasRedis(environment),
    });
  }
}
