import type { Book } from '../../runbook/book.ts';
import { listPages } from '../../runbook/book.ts';
import { count } from '../../runbook/words/count.ts';
import type { Page } from '../../runbook/read/parse.ts';
import { isForeign, isForeignBook } from '../foreign.ts';
import { ruleOfReading } from '../rule.ts';
import type { Rule } from '../rule.ts';

const ofReading = ruleOfReading({
  id: 'file-is-text',
  summary: 'Keep every file of the book readable: UTF-8 text, not empty, not huge',
  level: 'error',
});

export const fileIsText: Rule = {
  ...ofReading,
  looksAround: true,
  check(context, report) {
    const { page, book } = context;
    if (!isForeign(page, book) || !isEmpty(page)) return ofReading.check(context, report);
    // A folder of another system keeps empty pages for later: that is said once.
    if (PART.test(page.path)) return;
    const [first, ...others] = emptyPages(book);
    if (first !== page) return;
    const more =
      others.length === 0
        ? ''
        : ` So ${others.length === 1 ? 'is' : 'are'} ${count(others.length, 'more file')}.`;
    report(`Write something or remove this file: it is empty.${more}`, undefined, { level: 'warning' });
  },
  checkBook(context, report) {
    const isOther = isForeignBook(context.book);
    ofReading.checkBook?.(context, (place, message, at) => {
      // Another system follows it; here, who reads the findings has to know that it was not.
      if (isOther && typeof place === 'string' && message.startsWith(LEAVES))
        report({ path: place, level: 'warning', kind: 'leaves' }, UNFOLLOWED, at);
      else report(place, message, at);
    });
  },
};

const LEAVES = 'Replace this symbolic link';
const UNFOLLOWED =
  'Run opsbook on a folder that holds what this symbolic link leads to: it leaves the book, so nothing of it was read.';

// A part that other pages take in may wait to be filled: `_snippet.mdx`.
const PART = /(?:^|\/)_(?!index)[^/]*$/;

function emptyPages(book: Book): readonly Page[] {
  return listPages(book).filter((page) => !PART.test(page.path) && isEmpty(page) && isForeign(page, book));
}

/** A file that could not be read has no text either. A page with a heading is surely not empty. */
function isEmpty(page: Page): boolean {
  if (page.outline.headingLines.length > 0) return false;
  return page.faults.some(
    ({ ruleId, message }) => ruleId === 'file-is-text' && message.endsWith('it is empty.'),
  );
}
