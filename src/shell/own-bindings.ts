import type { Binding, Command, Range, Script, VariableUse } from './script.ts';
import { isOneOf } from './words.ts';

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

/** `export X`, `readonly X` and `declare -x X` leave it the value that it has, and hand it on. */
function keepsValue({ kind, command }: Bound): boolean {
  if (kind !== 'declaration') return false;
  const [program = '', ...rest] = command?.words.map(({ value }) => value) ?? [];
  if (isOneOf(program, 'export readonly')) return true;
  return isOneOf(program, 'declare typeset') && rest.some((word) => /^-[a-z]{0,4}x/.test(word));
}

/** A variable that a script hands on to what it starts, as somebody else has set it. */
export interface ExportedName {
  readonly name: string;
  readonly range: Range;
  /** How many `$( … )` and backticks stand around it. */
  readonly depth: number;
}

/** `export X` of variables that the script has not set before. */
export function listExports(
  script: Script,
  source: string,
  names: ReadonlySet<string>,
): readonly ExportedName[] {
  const bindings = listBindings(script, names);
  return script.bindings.flatMap(({ name, kind, range }) => {
    if (!names.has(name) || source.slice(range.start, range.end) !== name) return [];
    const command = script.commands.findLast((one) => holds(one.range, range));
    const isSet = bindings.some((one) => one.name === name && one.range.start < range.start);
    if (isSet || !command || !keepsValue({ name, kind, range, command })) return [];
    return [{ name, range, depth: command.depth }];
  });
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
