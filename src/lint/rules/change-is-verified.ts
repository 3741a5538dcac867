import { standardSection } from '../../runbook/sections.ts';
import { riskOf } from '../risk-of.ts';
import type { Rule } from '../rule.ts';

export const changeIsVerified: Rule = {
  id: 'change-is-verified',
  summary: 'Show how to see that a change has worked',
  level: 'warning',
  check({ runbook, page, book, facts }, report) {
    if (!runbook?.isKindDeclared || runbook.kind === 'reference') return;
    const titles = page.sections.map(({ title }) => standardSection(title, book.settings.sectionWords));
    if (titles.includes('Verification')) return;
    const risks = page.snippets.map((snippet) => (snippet.isRunnable ? riskOf(snippet, facts) : undefined));
    const last = risks.findLastIndex((risk) => risk === 'change' || risk === 'destroy');
    if (last < 0 || risks.slice(last + 1).includes('read')) return;
    const changing = page.snippets[last];
    const message =
      'Add `## Verification`, or a command that looks, after this: nobody sees yet whether the change has worked.';
    report(message, changing?.range && { start: changing.range.start, end: changing.range.start });
  },
};
