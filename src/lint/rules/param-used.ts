import type { Rule } from '../rule.ts';
import { paramsOf } from '../../runbook/values/value-places.ts';

export const paramUsed: Rule = {
  id: 'param-used',
  summary: 'Ask only for values that a command needs',
  level: 'warning',
  check({ runbook }, report) {
    // The commands of a draft are still to be written.
    if (!runbook || runbook.params.length === 0 || runbook.status === 'draft') return;
    const used = runbook.snippets.flatMap((snippet) => paramsOf(snippet, runbook.params));
    const names = new Set(used.map(({ name }) => name));
    for (const { name } of runbook.params) {
      if (names.has(name)) continue;
      report(
        `Use \`${name}\` in a command or remove it from \`params\`: nothing here reads it.`,
        runbook.locate(['params', name], 'key'),
      );
    }
  },
};
