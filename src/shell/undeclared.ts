import { isWellKnownVariable } from './environment.ts';
import type { Script, VariableUse } from './script.ts';

/** The first use of each variable that nothing has given a value by then. */
export function undeclaredIn(script: Script, assigned: ReadonlySet<string>): readonly VariableUse[] {
  const own = new Set(boundIn(script));
  const missing = script.uses.filter(
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

/**
 * Variables that a script gives a value. Nested scripts have variables of their own; what they assign counts for them,
 * and does no harm outside.
 */
export function boundIn(script: Script): readonly string[] {
  const own = script.bindings.filter(({ kind }) => kind !== 'prefix').map(({ name }) => name);
  const nested = script.commands.flatMap((command) =>
    command.nested.flatMap(({ script }) => boundIn(script)),
  );
  return [...own, ...nested];
}
