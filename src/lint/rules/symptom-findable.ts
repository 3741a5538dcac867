import type { Rule } from '../rule.ts';

export const symptomFindable: Rule = {
  id: 'symptom-findable',
  summary: 'Make each runbook the first result for its own words',
  level: 'warning',
  asksSearch: true,
  check({ runbook, facts }, report) {
    if (!runbook) return;
    const outranked = facts.search?.outranked(runbook.id);
    for (const field of ['symptoms', 'errors'] as const) {
      runbook[field].forEach((claim, at) => {
        const first = outranked?.get(claim);
        if (first === undefined) return;
        const message = `Make \`${claim}\` more specific: the search finds \`${first}\` first for it.`;
        report(message, runbook.locate([field, at]));
      });
    }
  },
};
