import type { Rule } from '../rule.ts';

export const errorPatternSafe: Rule = {
  id: 'error-pattern-safe',
  summary: 'Write error patterns that can be looked for in pasted text',
  level: 'error',
  check({ runbook, facts }, report) {
    runbook?.errors.forEach((entry, at) => {
      const fault = facts.search?.errorFault(entry);
      if (fault === undefined) return;
      report(
        `Change \`${entry}\`: ${fault}, so it is not looked for in pasted text.`,
        runbook.locate(['errors', at]),
      );
    });
  },
};
