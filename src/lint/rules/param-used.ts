import type { Rule } from '../rule.ts';
import { readsParam } from './variable-declared.ts';

export const paramUsed: Rule = {
  id: 'param-used',
  summary: 'Ask only for values that a command needs',
  level: 'warning',
  check({ runbook }, report) {
    for (const { name } of runbook?.params ?? []) {
      if (!runbook || readsParam(runbook, name)) continue;
      report(
        `Use \`${name}\` in a command or remove it from \`params\`: nothing here reads it.`,
        runbook.locate(['params', name], 'key'),
      );
    }
  },
};
