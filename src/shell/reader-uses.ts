import { listBindings, sets } from './own-bindings.ts';
import type { Script, VariableUse } from './script.ts';

/**
 * Where a script expands variables of these names that it has not set by itself before: their values must come
 * from the reader.
 */
export function listReaderUses(script: Script, names: ReadonlySet<string>): readonly VariableUse[] {
  const uses = script.uses.filter(({ name, isExpanded }) => isExpanded && names.has(name));
  if (uses.length > MOST_USES) return uses;
  const bindings = listBindings(script, names).slice(0, MOST_USES);
  return uses.filter((use) => !bindings.some((binding) => sets(binding, use)));
}

/** A text with more of them was written by a machine to keep another one busy. */
export const MOST_USES = 1_000;
