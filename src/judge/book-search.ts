import { readAlertRules } from '../alerts/read-rules.ts';
import type { SearchFacts } from '../lint/facts.ts';
import type { Book } from '../runbook/book.ts';
import { buildIndex } from '../search/build-index.ts';
import { errorPatternFault } from '../search/error-patterns.ts';
import { openIndex } from '../search/open-index.ts';
import type { OpenIndex } from '../search/open-index.ts';
import { findOutranked } from '../search/outranked.ts';
import { searchPages } from '../search/pages.ts';

/** The search index of a book, its alert rules included, opened. */
export function indexBook(book: Book): OpenIndex {
  const rules = book.alertRules.flatMap((source) => readAlertRules(source).rules);
  return openIndex(buildIndex(searchPages(book, rules)));
}

/** What the linter asks the search; the index is made when it is first needed. */
export function searchFacts(book: Book): SearchFacts {
  let index: OpenIndex | undefined;
  return {
    errorFault: errorPatternFault,
    outranked(id) {
      const runbook = book.runbooks.get(id);
      if (!runbook || (runbook.symptoms.length === 0 && runbook.errors.length === 0)) return new Map();
      index ??= indexBook(book);
      return findOutranked(runbook, index);
    },
  };
}
