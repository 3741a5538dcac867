import type { Part } from './cut-parts.ts';
import { split } from './given-texts.ts';
import { holds } from './own-bindings.ts';
import { printedText, printsText } from './printed-texts.ts';
import type { Piped } from './piped-commands.ts';
import type { Range, VariableUse } from './script.ts';
import { programName } from './unwrap.ts';

/**
 * What a value must be where the whole of a word that a part of it stands in would have these guards:
 * `rm "$(basename "$X")"`, `rm -rf "/data/${X#a}"`. That it has slashes is why a part is taken.
 */
export function partGuards(guards: string, parts: readonly Part[], isInPath = false): string {
  const own = parts.map(({ word, path, isStart }) => {
    if (isInPath && guards.includes('f')) return path;
    return (isStart ? /f/ : /[OfDRF]/).test(guards) ? word : '';
  });
  return (parts.length > 0 ? guards.replace('a', 'v') : guards) + own.join('');
}

/** Whether a word's text makes a path of what stands in it. */
export function isInPath({ before, after }: { readonly before: string; readonly after: string }): boolean {
  return /\/["']?$/.test(before) || /^["']?\//.test(after);
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
