import { holds } from './own-bindings.ts';
import type { Command, VariableUse } from './script.ts';
import { guardsIn } from './script-arguments.ts';
import type { CodesIn } from './script-arguments.ts';
import type { Surroundings } from './surroundings.ts';
import { programName } from './unwrap.ts';
import { words } from './words.ts';

/** `C=sudo; $C "$X"`: what `sudo "$X"` would be. Of a program that nobody knows, the first operand may be one itself. */
export function madeProgramGuards(
  use: VariableUse,
  { commands, source }: Surroundings,
  codesIn: CodesIn,
): string {
  const guards = commands.flatMap(({ words, range }) => {
    const at = words.findIndex((word) => holds(word.range, use.range));
    const made = words[0]?.isDynamic ? 0 : words[1]?.isDynamic && CARRIES.has(programName(words[0])) ? 1 : -1;
    const program = words[made];
    if (!program || at <= made) return [];
    const name = /^["']?\$\{?(\w+)\}?["']?$/.exec(program.text)?.[1];
    if (name !== undefined && OPENERS.has(name)) return [];
    const texts = name === undefined ? undefined : textsOf(name, commands, source);
    if (!texts) return at === made + 1 && MADE.test(program.text) ? ['c'] : [];
    const rest = source.slice(program.range.end, range.end);
    return texts.flatMap((text) => codesIn(`${text}${rest}`, use.name).map(guardsIn));
  });
  return [...new Set(guards.join(''))].join('');
}

const CARRIES = words('command builtin exec sudo doas nohup time env nice setsid');
/** Variables that hold a program which opens a file. */
const OPENERS = words('EDITOR VISUAL PAGER BROWSER');
/** A word that is made while the script runs, and nothing before it. */
const MADE = /^["']?[$`]/;

/** The texts that a script gives a variable, where all of them are written out. */
function textsOf(name: string, commands: readonly Command[], source: string): readonly string[] | undefined {
  const written = commands.flatMap(({ assignments, words }) => [
    ...assignments
      .filter((one) => one.name === name)
      .map(({ nameRange, range }) => source.slice(nameRange.end, range.end)),
    ...words.slice(1).flatMap(({ text }) => (text.startsWith(`${name}=`) ? [text.slice(name.length)] : [])),
  ]);
  const texts = written.map((one) => /^=(?:"([^"$`\\]+)"|'([^'\\]+)'|([\w./-]+))$/.exec(one));
  if (texts.length === 0 || texts.some((found) => found === null)) return undefined;
  return texts.flatMap((found) => found?.[1] ?? found?.[2] ?? found?.[3] ?? []);
}
