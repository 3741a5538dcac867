import { holds } from './own-bindings.ts';
import type { Piped } from './piped-commands.ts';
import { cutOf, printedParts } from './cut-parts.ts';
import { aroundPrinted, isInPath, partGuards, printsPart } from './parts.ts';
import { guardsOf } from './place-guards.ts';
import type { GuardedPlace } from './place-guards.ts';
import type { VariableUse, Word } from './script.ts';
import { programName } from './unwrap.ts';
import { isRunVariable } from './steering-names.ts';
import { split } from './given-texts.ts';
import type { Surroundings } from './surroundings.ts';

/** What the value must not mean to the innermost command that gets it. */
export function guardsAt(use: VariableUse, { commands, source }: Surroundings): string {
  if (use.place === 'command') return 'c';
  const candidates = commands.flatMap((command) => {
    const word = command.words.find(({ range }) => holds(range, use.range));
    return word ? [{ words: command.words, word, ...split(word, use, source) }] : [];
  });
  const [inner] = candidates.reverse().sort((a, b) => lengthOf(a.word) - lengthOf(b.word));
  const ofWord = inner ? guardsOf(inner) : '';
  const cut = cutOf(use, source);
  const own = inner && cut ? partGuards(ofWord, [cut], isInPath(inner)) : ofWord;
  return own + printedGuards(use, { commands, source, candidates }) + guardsOfAssignment(use, commands);
}

interface Candidates extends Pick<Surroundings, 'commands' | 'source'> {
  readonly candidates: readonly GuardedPlace[];
}

/** `kubectl delete pod "$(basename "$X")"`: what is printed is a word of the command around it. */
function printedGuards(use: VariableUse, { commands, source, candidates }: Candidates): string {
  const [inner] = commands
    .filter((one) => holds(one.range, use.range))
    .sort((a, b) => b.range.start - a.range.start);
  const parts = inner && printsPart(inner, use.range) ? printedParts(inner) : [];
  const guards = candidates.flatMap((one) => {
    if (inner?.words.includes(one.word)) return [];
    const around = aroundPrinted(inner, one, { use, source });
    if (!around) return [];
    // `eval "$(printf 'ls %s' "$X")"`: what is run begins with the author's text.
    const isSplit = one.word === one.words[0] && around.before !== '';
    return isSplit ? ['t'] : [partGuards(guardsOf({ ...one, ...around }), parts, isInPath(around))];
  });
  return guards.join('');
}

function lengthOf({ range }: Word): number {
  return range.end - range.start;
}

/** `X="$V" make`: make reads what it finds in its environment as a text of its own. */
function isMadeAgain(commands: readonly Piped[]): boolean {
  return commands.some(({ words }) => words.some((word) => programName(word) === 'make'));
}

/** `X="$V" yq '.a = env(X)'`: it is read as YAML; `strenv(X)` is not. */
export function isReadByYq(name: string, commands: readonly Pick<Piped, 'words'>[]): boolean {
  return commands.some(
    ({ words }) =>
      words.some((word) => programName(word) === 'yq') &&
      words.some(({ value }) => value.includes(`env(${name})`) && !value.includes(`strenv(${name})`)),
  );
}

/** `GIT_SSH_COMMAND="ssh -p $X"`: some variables are programs. */
function guardsOfAssignment({ range }: VariableUse, commands: readonly Piped[]): string {
  const own = commands.flatMap(({ assignments }) => assignments).find((one) => holds(one.range, range));
  if (own && (isMadeAgain(commands) || isReadByYq(own.name, commands))) return 't';
  if (!own || !isRunVariable(own.name)) return '';
  if (own.value && /![\\"']*\$\{?\w+\}?["']?$/.test(own.value.text)) return 'c'; // git's `alias.x=!cmd`
  const isWhole = own.value !== undefined && /^["']?\$\{?\w+\}?["']?$/.test(own.value.text);
  return isWhole || own.name === 'PATH' ? 'c' : 't';
}
