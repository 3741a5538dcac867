import { listAlertRules } from '../alerts/read-rules.ts';
import type { SearchFacts } from '../lint/facts.ts';
import type { Book } from '../runbook/book.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { once } from '../runbook/words/once.ts';
import { buildIndex } from '../search/build-index.ts';
import { errorPatternFault } from '../search/error-patterns.ts';
import { openIndex } from '../search/open-index.ts';
import type { OpenIndex } from '../search/open-index.ts';
import { firstIn, outrankedIn } from '../search/outranked.ts';
import { searchPages } from '../search/pages.ts';
import type { SearchPart } from '../search/pages.ts';

/** The search index of a book, its alert rules included, opened. */
export function indexBook(book: Book, partOf?: (runbook: Runbook) => SearchPart): OpenIndex {
  return openIndex(buildIndex(searchPages(book, listAlertRules(book.alertRules), partOf)));
}

/** What the linter asks the search; the index is made when it is first needed. */
export function searchFacts(book: Book, index: () => OpenIndex = once(() => indexBook(book))): SearchFacts {
  const outranked = once(() => outrankedIn(index()));
  const first = once(() => firstIn(index()));
  return {
    errorFault: errorPatternFault,
    outranked(id) {
      const runbook = book.runbooks.get(id);
      if (!runbook || (runbook.symptoms.length === 0 && runbook.errors.length === 0)) return new Map();
      return outranked()(runbook);
    },
    first: (words) => first()(words),
  };
}
