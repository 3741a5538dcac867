import type { Rule } from '../rule.ts';

export const symptomFindable: Rule = {
  id: 'symptom-findable',
  summary: 'Let a runbook be the first that is found for its own words',
  level: 'warning',
  asksSearch: true,
  check({ runbook, facts }, report) {
    if (!runbook) return;
    const outranked = facts.search?.outranked(runbook.id);
    for (const field of ['symptoms', 'errors'] as const) {
      runbook[field].forEach((claim, at) => {
        const first = outranked?.get(claim);
        if (first === undefined) return;
        const message = `Word \`${claim}\` more closely: the search finds \`${first}\` first for it.`;
        report(message, runbook.locate([field, at]));
      });
    }
  },
};
