import { didYouMean } from '../../runbook/nearest.ts';
import type { Rule } from '../rule.ts';

/** On one page: beyond this many broken links, their names tell nobody anything. */
const MOST_GUESSES = 50;

export const linkResolves: Rule = {
  id: 'link-resolves',
  summary: 'Link to pages, headings, steps and files that are there',
  level: 'error',
  looksAround: true,
  check({ page, runbook, book, links }, report) {
    let guesses = 0;
    for (const { url, range } of page.links) {
      if (url.trim() === '') report('Give this link an address: it has none.', range);
      const target = links.resolve(page, url);
      if (target.kind !== 'missing') continue;
      const nearest = (guesses += 1) > MOST_GUESSES ? undefined : target.nearest();
      const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
      report(`Change \`${url}\`: ${target.reason}.${hint}`, range);
    }
    for (const [index, id] of (runbook?.related ?? []).entries()) {
      if (book.runbooks.has(id)) continue;
      const message = `Change \`related\`: no runbook has the id \`${id}\`.${didYouMean(id, book.runbooks.keys())}`;
      report(message, page.locate(['related', index]));
    }
  },
};
