import { listAlertRules } from '../alerts/read-rules.ts';
import type { SearchFacts } from '../lint/facts.ts';
import type { Book } from '../runbook/book.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { once } from '../runbook/words/once.ts';
import { buildHeads, buildIndex } from '../search/build-index.ts';
import { errorPatternFault } from '../search/error-patterns.ts';
import { openIndex } from '../search/open-index.ts';
import type { OpenIndex } from '../search/open-index.ts';
import { firstIn, outrankedIn } from '../search/outranked.ts';
import { headPart } from '../search/head-part.ts';
import type { SearchPage } from '../search/page.ts';
import { readPart, searchPages } from '../search/pages.ts';
import type { SearchPart } from '../search/pages.ts';

/** The search index of a book, its alert rules included, opened. */
export function indexBook(book: Book, partOf?: (runbook: Runbook) => SearchPart): OpenIndex {
  return openIndex(buildIndex(searchPages(book, listAlertRules(book.alertRules), partOf)));
}

/** Of what the search has of a book, what is told of its pages outside their text: the same gives the same answers. */
export function headPages(book: Book, headOf: (runbook: Runbook) => SearchPart = readHead): SearchPage[] {
  return searchPages(book, listAlertRules(book.alertRules), headOf);
}

/** Reads of a page what the first two parts of the index are made of. */
export function readHead(runbook: Runbook): SearchPart {
  return headPart({ ...readPart(runbook), title: runbook.title });
}

/** What the linter asks the search; each index is made when it is first needed. */
export function searchFacts(book: Book, made: Partial<MadeIndexes> = {}): SearchFacts {
  const { whole = () => indexBook(book), heads = () => headPages(book) } = made;
  const outranked = once(() => outrankedIn(openIndex(buildHeads(heads()))));
  const first = once(() => firstIn(whole()));
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

/** What somebody has made already, or makes in another way. */
interface MadeIndexes {
  readonly whole: () => OpenIndex;
  readonly heads: () => readonly SearchPage[];
}
