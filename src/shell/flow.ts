import { holds } from './own-bindings.ts';
import type { Piped } from './piped-commands.ts';
import { READERS, RERUNNERS } from './rereaders.ts';
import type { Binding, Command, Range, Script, VariableUse, Word } from './script.ts';
import { isOneOf } from './words.ts';

/** A script, and every command in it, those in scripts for other shells too. */
export interface Ground {
  readonly script: Script;
  readonly source: string;
  readonly commands: readonly Piped[];
}

/** What a value's way through a script is followed in. */
export interface Flow extends Ground {
  /** What a variable must not mean where it stands, as letters of `PlaceCode`. */
  readonly guardsAt: (use: VariableUse) => string;
  /** What reads its text there after all shells, as a letter of `PlaceCode`, or none. */
  readonly readerAt: (use: VariableUse) => string;
}

/** The names of a script's functions, and of those that scripts inside it define. */
export function functionsOf({ functions, commands }: Script): readonly string[] {
  return [
    ...functions,
    ...commands.flatMap(({ nested }) => nested.flatMap((one) => functionsOf(one.script))),
  ];
}

export function bindingsOf({ bindings, commands }: Script): readonly Binding[] {
  return [...bindings, ...commands.flatMap(({ nested }) => nested.flatMap((one) => bindingsOf(one.script)))];
}

/** The command as it is written, with what is given to it as a here-document. */
export function textOf({ range, hereDocuments }: Command, { source }: Ground): string {
  const documents = hereDocuments.map(({ bodyRange }) => source.slice(bodyRange.start, bodyRange.end));
  return [source.slice(range.start, range.end), ...documents].join('\n');
}

export function isReader(name: string): boolean {
  return READERS.has(name) || RERUNNERS.has(name) || isOneOf(name, 'eval source .');
}

/** Whether the use is in a script that was read as one: its quotes are known. */
export function isNested({ nested }: Command, { range }: VariableUse): boolean {
  return nested.some(({ script }) => holds(script.range, range));
}

export function wordWith({ words, assignments }: Command, range: Range): Word | undefined {
  return [...words, ...assignments.flatMap(({ value }) => value ?? [])].find((word) =>
    holds(word.range, range),
  );
}

export function isGivenAsInput({ hereDocuments, redirections }: Command, range: Range): boolean {
  return (
    hereDocuments.some(({ bodyRange }) => holds(bodyRange, range)) ||
    redirections.some((one) => one.target !== undefined && holds(one.target.range, range))
  );
}

export function commandsWith(use: VariableUse, commands: Flow['commands']): Flow['commands'] {
  return commands.filter((command) => holds(command.range, use.range) || isGivenAsInput(command, use.range));
}

export function isSame(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}
