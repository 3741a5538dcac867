import type { AlertContract } from '../alerts/contract.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import { listAlertRules } from '../alerts/read-rules.ts';
import { assembleBook } from '../runbook/book.ts';
import type { Book, BookFiles, PageParsers } from '../runbook/book.ts';
import { readBookFiles } from '../runbook/read/load.ts';
import type { BookReader } from '../runbook/read/load.ts';
import { once } from '../runbook/words/once.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { judgeReviews } from './book-reviews.ts';
import type { JudgedReviews, ReviewsAsked } from './book-reviews.ts';
import { lazyContract } from './lazy-contract.ts';
import { siteAddresses } from './site-addresses.ts';

/**
 * One book, read once. Its files are read when it is opened; everything else is made when it is first asked for,
 * and kept: a command that wants the settings alone pays for no page.
 */
export interface OpenBook {
  readonly root: string;
  readonly files: BookFiles;
  /** The book with its pages parsed. */
  readonly book: Book;
  /** The alert rules of every rule file. */
  readonly alertRules: readonly AlertRule[];
  /** Alert rules and runbooks held against each other. */
  readonly contract: AlertContract;
  /** Addresses of the site that are neither pages nor rules: alerts, and opsbook's own manual. */
  readonly addresses: readonly string[];
  /** The reviews, judged by the history of the root. */
  reviews(asked: ReviewsAsked): Promise<JudgedReviews>;
  /** Keeps what was parsed for the next call, where there is a place for it. */
  remember(): Promise<void>;
}

/**
 * Opens the book in a folder.
 * @param reader reads something else than the folder's own files, as with standard input in place of one
 * @throws when the folder cannot be listed
 */
export async function openBook(root: string, reader: BookReader = folderReader(root)): Promise<OpenBook> {
  return bookOf(root, await readBookFiles(reader));
}

/** A book of files that were read. @param parsers read its pages in another way than at once and whole */
export function bookOf(root: string, files: BookFiles, parsers?: PageParsers): OpenBook {
  const book = once(() => assembleBook(files, parsers));
  const alertRules = once(() => listAlertRules(book().alertRules));
  const contract = once(() => lazyContract(book()));
  const addresses = once(() => siteAddresses(book()));
  return {
    root,
    files,
    get book() {
      return book();
    },
    get alertRules() {
      return alertRules();
    },
    get contract() {
      return contract();
    },
    get addresses() {
      return addresses();
    },
    reviews: (asked) => judgeReviews({ root, files }, asked),
    remember: async () => void (await files.memory?.save()),
  };
}
