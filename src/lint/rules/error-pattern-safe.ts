import type { Rule } from '../rule.ts';

export const errorPatternSafe: Rule = {
  id: 'error-pattern-safe',
  summary: 'Write error patterns that a paste can be searched for at once',
  level: 'error',
  check({ runbook, facts }, report) {
    runbook?.errors.forEach((entry, at) => {
      const fault = facts.search?.errorFault(entry);
      if (fault === undefined) return;
      report(
        `Change \`${entry}\`: ${fault}, so nobody's paste is searched for it.`,
        runbook.locate(['errors', at]),
      );
    });
  },
};
