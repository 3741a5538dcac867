import { readAlertRules } from '../alerts/read-rules.ts';
import type { Book } from '../runbook/book.ts';
import { buildIndex } from '../search/build-index.ts';
import { openIndex } from '../search/open-index.ts';
import type { OpenIndex } from '../search/open-index.ts';
import { searchPages } from '../search/pages.ts';

/** The search index of a book, its alert rules included, opened. */
export function indexBook(book: Book): OpenIndex {
  const rules = book.alertRules.flatMap((source) => readAlertRules(source).rules);
  return openIndex(buildIndex(searchPages(book, rules)));
}
