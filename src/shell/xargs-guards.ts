import { isGivenAsInput } from './flow.ts';
import { holds } from './own-bindings.ts';
import { guardsOf } from './place-guards.ts';
import { printsText } from './printed-texts.ts';
import type { Command, VariableUse, Word } from './script.ts';
import type { Surroundings } from './surroundings.ts';
import { innermost, programName } from './unwrap.ts';

/**
 * `echo "$X" | xargs rm -rf`, `xargs kill <<< "$X"`: what the value would mean as a word of the command that xargs
 * starts. Whether it would be what is run, `own-guards.ts` tells.
 */
export function xargsGuards(use: VariableUse, { commands }: Pick<Surroundings, 'commands'>): string {
  const readers = commands.flatMap((command) => {
    if (isGivenAsInput(command, use.range)) return [command, ...command.after];
    return holds(command.range, use.range) && printsText(command, use.range) ? command.after : [];
  });
  const guards = readers.map((reader) => guardsOfInput(reader));
  return [...new Set(guards.join(''))].filter((letter) => MEANS.test(letter)).join('');
}

/** What a word means besides text to the command that gets it. */
const MEANS = /[fvgaOD1]/;

function guardsOfInput({ words }: Pick<Command, 'words'>): string {
  const at = words.findIndex((word) => programName(word) === 'xargs');
  if (at < 0) return '';
  const own = words.slice(at);
  const command = innermost(own);
  // `xargs` alone prints.
  if (command === own) return '';
  const mark = markOf(own.slice(1, own.length - command.length));
  const marked = mark === undefined ? [] : command.filter(({ value }) => value.includes(mark));
  // Without a place of its own, what comes in stands behind what is written.
  const added = command.slice(-1).map((last) => {
    const word = { ...last, value: '' };
    return guardsOf({ words: [...command, word], word, before: '', after: '' });
  });
  const places = marked.map((word) => {
    const [before = '', ...rest] = word.value.split(mark ?? '');
    return guardsOf({ words: command, word, before, after: rest.join(mark) });
  });
  return (marked.length === 0 ? added : places).join('');
}

/** `-I{}`, `-I {}`, `-i`, `--replace=X`: what stands for a line of the input. */
function markOf(own: readonly Word[]): string | undefined {
  for (const [index, { value }] of own.entries()) {
    const found = /^(?:-\w{0,4}?I(.*)|-i(.*)|--replace(?:=(.*))?)$/.exec(value);
    if (!found) continue;
    const mark = found[1] ?? found[2] ?? found[3] ?? '';
    return mark !== '' ? mark : found[1] === undefined ? '{}' : own[index + 1]?.value;
  }
  return undefined;
}
