import { listAlertRules } from '../alerts/read-rules.ts';
import type { SearchFacts } from '../lint/facts.ts';
import type { Book } from '../runbook/book.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { once } from '../runbook/words/once.ts';
import { buildHeads, buildIndex } from '../search/build-index.ts';
import { errorPatternFault } from '../search/error-patterns.ts';
import { openIndex } from '../search/open-index.ts';
import { firstIn, outrankedIn } from '../search/outranked.ts';
import { headPart } from '../search/head-part.ts';
import type { SearchPage } from '../search/page.ts';
import { readPart, searchPages } from '../search/pages.ts';
import type { SearchPart } from '../search/pages.ts';
import { loadLanguage } from './book-language.ts';

/** What the search knows of a book's pages besides their text. */
export function headPages(book: Book, headOf: ReadPart = readHead): SearchPage[] {
  return searchPages(book, listAlertRules(book.alertRules), headOf);
}

/** Reads from a page what the first two parts of the index are made of. */
export function readHead(runbook: Runbook): SearchPart {
  return headPart({ ...readPart(runbook), title: runbook.title });
}

type ReadPart = (runbook: Runbook) => SearchPart;

/** What remembers what the search reads of pages. */
interface Remembering {
  readonly partOf: ReadPart;
  readonly headOf: ReadPart;
}

/**
 * What the linter asks the search of a book. The book's language is loaded now; each index is made when it is first
 * needed.
 */
export async function bookSearch(book: Book, remembering?: Remembering): Promise<SearchFacts> {
  const language = await loadLanguage(book.settings.language);
  const outranked = once(() =>
    outrankedIn(openIndex(buildHeads(headPages(book, remembering?.headOf), language), language)),
  );
  const first = once(() => {
    const pages = searchPages(book, listAlertRules(book.alertRules), remembering?.partOf);
    return firstIn(openIndex(buildIndex(pages, language), language));
  });
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
