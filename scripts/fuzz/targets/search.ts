import { readAlertRules } from '../../../src/alerts/read-rules.ts';
import { buildIndex } from '../../../src/search/build-index.ts';
import { match } from '../../../src/search/match.ts';
import { openIndex } from '../../../src/search/open-index.ts';
import type { OpenIndex } from '../../../src/search/open-index.ts';
import { searchPages } from '../../../src/search/pages.ts';
import { ENGLISH } from '../../../src/search/language.ts';
import { bookOf } from '../book-of.ts';
import { mutatedFile } from '../mutated-text.ts';
import { sourceFiles } from '../source-files.ts';
import { fuzzTarget } from '../target.ts';

/** Whatever a page holds, it is indexed; whatever is pasted, it is answered. */
export const search = fuzzTarget({
  name: 'search',
  holds: 'a page of anything is indexed, and the same pasted is answered with ranges inside its reasons',
  inputs: mutatedFile(sourceFiles()),
  roundsInTests: 15,
  async check(file) {
    const book = await bookOf(file);
    const rules = book.alertRules.flatMap((source) => readAlertRules(source).rules);
    const index = openIndex(buildIndex(searchPages(book, rules), ENGLISH), ENGLISH);
    mustAnswer(index, file.text);
    for (const line of file.text.split('\n').slice(0, 20)) mustAnswer(index, line);
  },
});

function mustAnswer(index: OpenIndex, asked: string): void {
  for (const { why, score } of match(index, asked).results) {
    const isInside = why.ranges.every(([start, end]) => start >= 0 && start <= end && end <= why.text.length);
    if (!isInside || Number.isNaN(score))
      throw new Error(`Asked ${JSON.stringify(asked)}, it answers ${JSON.stringify({ why, score })}.`);
  }
}
