import { didYouMean } from '../../runbook/words/nearest.ts';
import { isForeign } from '../foreign.ts';
import type { Rule } from '../rule.ts';
import { listCommands } from '../shell-snippets.ts';
import { boundIn, undeclaredIn } from '../../shell/undeclared.ts';

export const variableDeclared: Rule = {
  id: 'variable-declared',
  summary: 'Give every variable a value before it is used',
  level: 'error',
  check({ runbook, book, facts }, report) {
    if (!runbook) return;
    const params = runbook.params.map(({ name }) => name);
    const assigned = new Set(params);
    const more = isForeign(runbook, book) ? { level: 'warning' as const } : {};
    for (const one of listCommands(runbook, facts)) {
      if (one.script.loadsVariables) return;
      for (const use of undeclaredIn(one.script, assigned)) {
        const hint = didYouMean(use.name, params);
        report(
          `Declare \`${use.name}\` under \`params\`, or assign it first: nothing gives it a value.${hint}`,
          one.place(use.range),
          more,
        );
        // Once is enough: the param that it asks for is there for the whole page.
        assigned.add(use.name);
      }
      for (const name of boundIn(one.script)) assigned.add(name);
    }
  },
};
