import { didYouMean } from '../../runbook/words/nearest.ts';
import { isWellKnownVariable } from '../../shell/environment.ts';
import type { VariableUse } from '../../shell/script.ts';
import { isForeign } from '../foreign.ts';
import type { Rule } from '../rule.ts';
import { listCommands, type ShellSnippet } from '../shell-snippets.ts';

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
      for (const use of undeclared(one, assigned)) {
        const hint = didYouMean(use.name, params);
        report(
          `Declare \`${use.name}\` under \`params\`, or assign it first: nothing gives it a value.${hint}`,
          one.place(use.range),
          more,
        );
        // Once is enough: the param that it asks for is there for the whole page.
        assigned.add(use.name);
      }
      for (const name of bound(one)) assigned.add(name);
    }
  },
};

/** The first use of each variable that has no value by then. */
function undeclared(one: ShellSnippet, assigned: ReadonlySet<string>): readonly VariableUse[] {
  const own = new Set(bound(one));
  const missing = one.script.uses.filter(
    ({ name, isExpanded, isElsewhere, hasDefault, isRequired }) =>
      isExpanded &&
      !isElsewhere &&
      !hasDefault &&
      !isRequired &&
      !assigned.has(name) &&
      !own.has(name) &&
      !isWellKnownVariable(name),
  );
  return missing.filter((use, index) => missing.findIndex(({ name }) => name === use.name) === index);
}

// Nested scripts have variables of their own; what they assign counts for them, and does no harm outside.
function bound({ script }: Pick<ShellSnippet, 'script'>): readonly string[] {
  const own = script.bindings.filter(({ kind }) => kind !== 'prefix').map(({ name }) => name);
  const nested = script.commands.flatMap((command) => command.nested.flatMap((inner) => bound(inner)));
  return [...own, ...nested];
}
