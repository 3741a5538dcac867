import { isAway } from './carried.ts';
import { asksFor } from './environment-asks.ts';
import { holds, listBindings } from './own-bindings.ts';
import type { Bound } from './own-bindings.ts';
import type { Command, Range, Script, Word } from './script.ts';
import { programName, unwrap } from './unwrap.ts';
import { isOneOf } from './words.ts';

/** A name whose value a program takes from its environment: `printenv HOST`, `docker run -e HOST`. */
export interface EnvironmentRead {
  readonly name: string;
  /** The name in the text. */
  readonly range: Range;
  /** `-e HOST` means the same as `-e HOST=value`, and one shell alone reads it: the value can be written there. */
  readonly canBeWritten: boolean;
  /** False behind what hands no variables on, as `sudo` does. */
  readonly isReached: boolean;
}

/**
 * Where a script's programs ask the environment for variables of these names by themselves. What they ask on another
 * machine or in a container is the environment there, and no business of the reader's.
 */
export function listEnvironmentReads(
  script: Script,
  source: string,
  names: ReadonlySet<string>,
): readonly EnvironmentRead[] {
  return [...names].flatMap((name) => {
    if (!source.includes(name) && !source.includes('podman')) return [];
    const bindings = listBindings(script, new Set([name]));
    const reads = listCalls(script, { name, way: 'here', isFirst: true }).flatMap((call) =>
      readsOf(call, name, source),
    );
    return reads.filter(
      ({ range }, at) =>
        !bindings.some((binding) => isSetBy(binding, range)) &&
        reads.findIndex((other) => other.range.start === range.start) === at,
    );
  });
}

/** `HOST=db; printenv HOST`, `HOST=db printenv HOST`: the script gives it a value of its own. */
function isSetBy({ kind, range, command }: Bound, read: Range): boolean {
  if (range.start > read.start) return false;
  return kind !== 'prefix' || (command !== undefined && holds(command.range, read));
}

/** `dropped`: the variables of the text's shell stop before it; `away`: it has others instead. */
type Way = 'here' | 'dropped' | 'away';

interface Start {
  readonly name: string;
  readonly way: Way;
  /** Only one shell reads the words. */
  readonly isFirst: boolean;
}

interface Call extends Start {
  readonly program: string;
  /** Its own words after its name, without the command that it runs, and its here-documents. */
  readonly texts: readonly (Pick<Word, 'range' | 'text'> & { readonly value: string | undefined })[];
}

function readsOf({ program, texts, way, isFirst }: Call, name: string, source: string): EnvironmentRead[] {
  const read = texts.map(({ value, range }) => value ?? source.slice(range.start, range.end));
  return asksFor(program, read, name).flatMap(({ at, canBeWritten }) => {
    // What is set there, or on the other side, is asked there.
    if (way === 'away' && !canBeWritten) return [];
    const asking = texts[at];
    if (!asking) return [];
    const { range, text } = asking;
    const from = range.start + wordAt(source.slice(range.start, range.end), name);
    const isPlain = text === read[at] && isFirst;
    return {
      name,
      range: { start: from, end: Math.min(from + name.length, range.end) },
      canBeWritten: canBeWritten && isPlain,
      isReached: way === 'here',
    };
  });
}

/** Where a name stands in a text as a word of its own; it does. */
function wordAt(text: string, name: string): number {
  return Math.max(0, new RegExp(`(?<![A-Za-z_])${name}(?!\\w)`).exec(text)?.index ?? text.lastIndexOf(name));
}

function listCalls({ commands }: Script, start: Start): readonly Call[] {
  return commands.flatMap((command) => {
    // Backticks have quotes of their own.
    const isFirst = start.isFirst && command.depth === 0;
    const own = follow(command, command.words, { ...start, isFirst });
    const way = own.reduce<Way>((found, call) => furthest(found, wayThrough(call)), start.way);
    const inner = command.nested.flatMap(({ script }) =>
      listCalls(script, { ...start, way, isFirst: false }),
    );
    return [...own, ...inner];
  });
}

/** The call that a command's words are, and those that it carries: `sudo docker exec x printenv` is three. */
function follow(command: Command, words: readonly Word[], start: Start): readonly Call[] {
  const [first] = words;
  if (!first) return [];
  const inners = unwrap(words);
  const carried = new Set(inners.flatMap((inner) => ('words' in inner ? inner.words : [inner.script])));
  const isLast = carried.size === 0 && command.nested.length === 0;
  const own: Call = {
    ...start,
    program: programName(first),
    texts: [...words.slice(1).filter((word) => !carried.has(word)), ...(isLast ? inputsOf(command) : [])],
  };
  const way = furthest(start.way, wayThrough(own));
  return [
    own,
    ...inners.flatMap((inner) =>
      'words' in inner
        ? follow(command, inner.words, { ...start, way, isFirst: start.isFirst && !inner.rereads })
        : [],
    ),
  ];
}

function inputsOf({ hereDocuments, redirections }: Command): Call['texts'] {
  const documents = hereDocuments.map(({ bodyRange }) => ({ range: bodyRange, text: '', value: undefined }));
  return [
    ...documents,
    ...redirections.flatMap(({ operator, target }) => (operator === '<<<' && target ? [target] : [])),
  ];
}

const FAR: readonly Way[] = ['here', 'dropped', 'away'];

function furthest(one: Way, other: Way): Way {
  return FAR[Math.max(FAR.indexOf(one), FAR.indexOf(other))] ?? 'away';
}

/** How a call hands a variable of its environment on to what it runs. */
function wayThrough({ program, texts, name }: Call): Way {
  const values = texts.map(({ value }) => value ?? '');
  const has = (pattern: RegExp): boolean => values.some((value) => pattern.test(value));
  if (asksFor(program, values, name).length > 0) return 'here';
  // `sudo X=1 cmd`, `env X=1 cmd`, `docker exec -e X=1 web cmd`: a value of the author's.
  if (values.some((value) => value.startsWith(`${name}=`))) return 'away';
  if (program === 'sudo') return has(/^-[A-Za-z]{0,5}E|^--preserve-env$/) ? 'here' : 'dropped';
  if (isOneOf(program, 'doas systemd-run')) return 'dropped';
  if (program === 'env')
    return has(/^(?:-|-i|--ignore-environment)$/) || isUnset(values, name) ? 'dropped' : 'here';
  if (isOneOf(program, 'su runuser')) return has(/^(?:-|-l|--login)$/) ? 'away' : 'here';
  return isAway(program) && !isOneOf(program, 'chroot nsenter') ? 'away' : 'here';
}

/** `env -u X`. */
function isUnset(values: readonly string[], name: string): boolean {
  return values.some(
    (value, at) =>
      value === `--unset=${name}` || (value === name && isOneOf(values[at - 1] ?? '', '-u --unset')),
  );
}
