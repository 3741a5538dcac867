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
  if (command === own || command[0] === own[0]) return '';
  const mark = markOf(own.slice(0, own.length - command.length));
  const marked = mark === undefined ? [] : command.filter(({ value }) => value.includes(mark));
  if (mark === undefined || marked.length === 0) {
    const word = added(command);
    return guardsOf({ words: [...command, word], word, before: '', after: '' });
  }
  const places = marked.map((word) => {
    const [before = '', ...rest] = word.value.split(mark);
    return guardsOf({ words: command, word, before, after: rest.join(mark) });
  });
  return places.join('');
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

function added(command: readonly Word[]): Word {
  const end = command.at(-1)?.range.end ?? 0;
  const range = { start: end, end };
  return { range, text: '{}', value: '{}', parts: [], isDynamic: true, hasPlaceholder: false };
}
