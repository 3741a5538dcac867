import { standardSection } from '../../runbook/sections.ts';
import { riskOf } from '../risk-of.ts';
import type { Rule } from '../rule.ts';

export const changeHasRollback: Rule = {
  id: 'change-has-rollback',
  summary: 'Say how to take back what a runbook changes',
  level: 'warning',
  check({ runbook, page, book, facts }, report) {
    if (!runbook?.isKindDeclared || runbook.kind === 'reference') return;
    const titles = page.sections.map(({ title }) => standardSection(title, book.settings.sectionWords));
    if (titles.includes('Rollback')) return;
    const changing = page.snippets.find(
      (snippet) =>
        snippet.isRunnable &&
        snippet.attributes['rollback'] === undefined &&
        riskOf(snippet, facts) !== 'read',
    );
    if (!changing) return;
    const name = changing.name === undefined ? 'this' : `\`${changing.name}\``;
    const message = `Add \`## Rollback\`, or name the snippet that undoes ${name} with \`rollback=\`: it changes something.`;
    report(message, changing.range && { start: changing.range.start, end: changing.range.start });
  },
};
