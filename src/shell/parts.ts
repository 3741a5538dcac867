import { split } from './given-texts.ts';
import { holds } from './own-bindings.ts';
import { printedText, printsText } from './printed-texts.ts';
import type { Piped } from './piped-commands.ts';
import type { Range, VariableUse } from './script.ts';
import { programName } from './unwrap.ts';

/**
 * What a part of a value must be where the whole of it would have these guards: `rm "$(basename "$X")"`. Each part is
 * held to what a word must not begin with; that the value has slashes is why a part is taken. A part that begins as the
 * value does (`${X%-*}`) can only become the folder itself.
 */
export function partGuards(guards: string, isBeginning = false): string {
  const begins = (isBeginning ? /f/ : /[OfDRF]/).test(guards) ? 'C' : '';
  return guards.replace('a', 'v') + begins;
}

/** `${X##*}`, `${X%.log}`, `${X/a/b}`, `${X:1}`; not `${X:-1}`, `${X^^}`. */
export function isCut({ range }: VariableUse, source: string): boolean {
  return /^\$\{\w+(?:\[[^\]]*\])?(?:[#%/]|:(?![-+=?]))/.test(source.slice(range.start, range.end));
}

/** `${X%.log}`, `${X%%:*}`: a part from the value's beginning. */
export function isBeginning({ range }: VariableUse, source: string): boolean {
  return /^\$\{\w+(?:\[[^\]]*\])?%/.test(source.slice(range.start, range.end));
}

/** `basename "$X"`, `echo "$X" | cut -d/ -f1`; not `echo "$X"`, nor `sed "s/a/$X/" f`, which prints more. */
export function printsPart(command: Piped | undefined, use: Range): boolean {
  if (!command || !printsText(command, use)) return false;
  const name = programName(command.words[0]);
  const isInProgram =
    /^(?:g?sed|g?awk|jq|tr|envsubst)$/.test(name) && command.words.some(({ range }) => holds(range, use));
  return !isInProgram && (command.after.length > 0 || !/^(?:echo|printf|cat)$/.test(name));
}

/** The text around a `$( … )` that prints a text with the use in it, within a word of another command. */
export function aroundPrinted(
  inner: Piped | undefined,
  { before, after }: { readonly before: string; readonly after: string },
  { use, source }: { readonly use: VariableUse; readonly source: string },
): { readonly before: string; readonly after: string } | undefined {
  const opened = Math.max(before.lastIndexOf('$('), before.lastIndexOf('`'));
  if (!inner || opened < 0 || !printsText(inner, use.range)) return undefined;
  const closed = /[)`]([^)`]*)$/.exec(after);
  const word = inner.words.find(({ range }) => holds(range, use.range));
  const printed = word && printedText(inner.words, word, split(word, use, source));
  return {
    before: before.slice(0, opened) + (printed?.before ?? ''),
    after: (printed?.after ?? '') + (closed?.[1] ?? ''),
  };
}
