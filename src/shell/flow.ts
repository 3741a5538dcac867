import { holds } from './own-bindings.ts';
import type { Piped } from './piped-commands.ts';
import { READERS, RERUNNERS } from './rereaders.ts';
import type { Binding, Command, Range, Script, VariableUse, Word } from './script.ts';

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
  return READERS.has(name) || RERUNNERS.has(name) || /^(eval|source|\.)$/.test(name);
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

/** What `printf` prints before one of its words: `A=` in `printf 'A=%s' "$X"`. Undefined for other programs. */
export function formatLead(all: readonly Word[], word: Word | undefined): string | undefined {
  const at = word ? all.indexOf(word) : -1;
  const own = all[1]?.value === '--' ? 2 : 1;
  const format = all[own];
  if (all[0]?.value !== 'printf' || at <= own || !format || format.isDynamic) return undefined;
  const places = [...format.value.matchAll(/%%|%[-+ #0]{0,4}\d{0,4}[a-zA-Z]/g)].filter(
    ([text]) => text !== '%%',
  );
  const place = places[(at - own - 1) % Math.max(1, places.length)];
  if (!place || /%[^%a-zA-Z]*[.*]/.test(format.value)) return undefined;
  const lead = format.value.slice(0, place.index).replaceAll('\\n', '\n').replaceAll('\\t', '\t');
  // Taken anew for more words than it has places for, it begins behind its own end.
  return place.index === 0 && at - own > places.length ? format.value.replaceAll('\\n', '\n') : lead;
}
