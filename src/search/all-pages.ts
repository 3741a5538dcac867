import type { Book } from '../runbook/book.ts';
import { otherPages } from './other-pages.ts';
import type { SearchPage } from './page.ts';
import { searchPages } from './pages.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { RuleTexts, SearchPart } from './pages.ts';

/** Everything that is found in a book: its runbooks, then what else a responder may look for. */
export function allPages(
  book: Book,
  rules: readonly RuleTexts[],
  partOf?: (runbook: Runbook) => SearchPart,
): SearchPage[] {
  const runbooks = searchPages(book, rules, partOf);
  return [...runbooks, ...otherPages(book, runbooks, rules)];
}
