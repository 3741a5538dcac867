import type { Binding, Command, Range, Script, VariableUse } from './script.ts';

/** A binding with the command it is part of, where there is one: `X=1`, `read X`; not `for X in`. */
export interface Bound extends Binding {
  readonly command: Command | undefined;
}

/** Where a script, or one inside it, gives variables of these names a value. */
export function listBindings({ bindings, commands }: Script, names: ReadonlySet<string>): readonly Bound[] {
  const own = bindings
    .filter(({ name, kind }) => names.has(name) && kind !== 'default')
    .map((binding) => ({
      ...binding,
      command: commands.findLast(({ range }) => holds(range, binding.range)),
    }))
    .filter((bound) => !keepsValue(bound));
  const inner = commands.flatMap(({ nested }) => nested.flatMap(({ script }) => listBindings(script, names)));
  return [...own, ...inner];
}

/** `export X` and `readonly X` leave it the value that it has. */
function keepsValue({ kind, command }: Bound): boolean {
  return kind === 'declaration' && /^(export|readonly)$/.test(command?.words[0]?.value ?? '');
}

/** Whether the script has set the variable before it is used: it is no longer the reader's. */
export function sets({ name, kind, range, command }: Bound, use: VariableUse): boolean {
  if (name !== use.name || range.start > use.range.start) return false;
  const isWithin = command !== undefined && holds(command.range, use.range);
  // `X=1 cmd` sets it for that command alone, and for the shells that the command starts.
  if (kind === 'prefix') return isWithin && use.level > 0 && !isInAssignment(command, use);
  return !isWithin;
}

function isInAssignment({ assignments }: Command, { range }: VariableUse): boolean {
  return assignments.some((assignment) => holds(assignment.range, range));
}

/** Whether a range lies in another one. */
export function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}
