import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Rule } from '../rule.ts';

export const ownerAgrees: Rule = {
  id: 'owner-agrees',
  summary: 'Name the owner that CODEOWNERS names',
  level: 'warning',
  looksAround: true,
  check({ runbook, book }, report) {
    const by = runbook && book.owners?.(runbook.path);
    if (!runbook || !by) return;
    const where = `${by.path}:${by.line}`;
    const { owner } = runbook;
    if (by.team === undefined) {
      // Where the page names its team, people or nobody in CODEOWNERS are no contradiction.
      if (owner !== undefined || by.owners.length === 0) return;
      const [first = ''] = by.owners;
      const near = didYouMean(first.split('/').at(-1) ?? '', book.teams.keys());
      report(
        `Add \`codeowners: ['${first}']\` to a team in \`${book.settings.layout.teams}\`: ${where} gives this page to it, and no team has that name.${near}`,
        runbook.locate(['title']),
      );
    } else if (owner !== by.team)
      report(
        `Change \`owner\` to \`${by.team}\`, or CODEOWNERS: ${where} gives this page to \`${by.owners.join(' ')}\`.`,
        runbook.locate(['owner']),
      );
  },
};
