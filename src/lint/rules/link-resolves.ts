import { didYouMean } from '../../runbook/nearest.ts';
import type { Rule } from '../rule.ts';

export const linkResolves: Rule = {
  id: 'link-resolves',
  summary: 'Link to pages, headings, steps and files that are there',
  level: 'error',
  check({ page, runbook, book, links }, report) {
    for (const { url, range } of page.links) {
      const target = links.resolve(page, url);
      if (target.kind !== 'missing') continue;
      const nearest = target.nearest === undefined ? '' : ` Did you mean \`${target.nearest}\`?`;
      report(`Change \`${url}\`: ${target.reason}.${nearest}`, range);
    }
    for (const [index, id] of (runbook?.related ?? []).entries()) {
      if (book.runbooks.has(id)) continue;
      const message = `Change \`related\`: no runbook has the id \`${id}\`.${didYouMean(id, book.runbooks.keys())}`;
      report(message, page.locate(['related', index]));
    }
  },
};
