import { listInvocations } from './invocations.ts';
import type { Invocation } from './invocations.ts';
import type { Range, Script } from './script.ts';
import { WAITERS } from './waiting-table.ts';
import type { Waiter } from './waiting-table.ts';

/** A command that does not end by itself, or that its script does not wait for. */
export interface Wait {
  /** `background`: `&` leaves it running. Else what it waits for. */
  readonly for: Waiter['for'] | 'background';
  /** As a person would call it: `kubectl logs`, `ssh`. */
  readonly call: string;
  readonly range: Range;
}

/** What a script leaves running, goes on with until it is stopped, or wants a person for. */
export function findWaits(script: Script): readonly Wait[] {
  return [...leftRunning(script), ...waiting(script), ...loops(script)].sort(
    (a, b) => a.range.start - b.range.start,
  );
}

/** Whether a script goes on until it is stopped: something in it that it waits for does. */
export function isEndless(script: Script): boolean {
  return [...waiting(script), ...loops(script)].some((wait) => wait.for === 'stop');
}

function waiting(script: Script): readonly Wait[] {
  return listInvocations(script).flatMap((invocation) => {
    const found = findWaiter(invocation);
    if (!found || invocation.command.isBackground) return [];
    const [first] = invocation.words;
    const last = invocation.words.at(-1);
    const range =
      first && last ? { start: first.range.start, end: last.range.end } : invocation.command.range;
    return [{ for: found.waiter.for, call: found.call, range }];
  });
}

/** Loops without an end, those on other machines too; a `select` there asks nobody here. */
function loops(script: Script): readonly Wait[] {
  const inner = script.commands.flatMap(({ nested, isBackground }) =>
    isBackground ? [] : nested.flatMap((one) => loops(one.script)),
  );
  return [...script.loops, ...inner];
}

/** What `&` starts ends with the script, unless the script waits for it, ends it, or is not run here. */
function leftRunning(script: Script): readonly Wait[] {
  const ends = script.commands.filter(({ words }) => ENDING.test(words[0]?.value ?? ''));
  const own = script.background.flatMap((range): Wait[] => {
    if (ends.some((command) => command.range.start >= range.end)) return [];
    const command = script.commands.find((one) => one.range.start >= range.start);
    const call = command?.words[0]?.text ?? '&';
    return [{ for: 'background', call, range }];
  });
  const inner = script.commands.flatMap(({ nested }) =>
    nested.flatMap((one) => (one.isElsewhere ? [] : leftRunning(one.script))),
  );
  return [...own, ...inner];
}

const ENDING = /^(wait|kill|pkill|killall|fg|trap)$/;

function findWaiter({ name, words, ownWords, command, isElsewhere }: Invocation) {
  const flat = words.map(({ value }) => value);
  let found: { readonly call: string; readonly waiter: Waiter } | undefined;
  for (const [call, waiter] of candidates(name)) {
    const given = readCall({ words: flat, ownWords, call, waiter });
    if (given && fits(given, waiter)) found = { call, waiter };
    // `docker compose logs` without `-f` is not `docker` alone.
    else if (given && call.includes(' ')) return undefined;
  }
  if (!found || (found.waiter.isLocal && isElsewhere)) return undefined;
  const isFed = command.isFed && found.waiter.for === 'person' && !found.waiter.isAtTerminal;
  return isFed ? undefined : found;
}

/** The rows for a program, those with fewer words first. */
function candidates(name: string): readonly (readonly [string, Waiter])[] {
  return BY_PROGRAM.get(name) ?? [];
}

const BY_PROGRAM = Map.groupBy(
  Object.entries(WAITERS)
    .flatMap(([call, rows]) => [rows].flat().map((row) => [call, row] as const))
    .sort(([one], [other]) => one.length - other.length),
  ([call]) => call.split(' ')[0] ?? '',
);

interface Given {
  readonly flags: ReadonlySet<string>;
  readonly operands: number;
}

interface Call {
  readonly words: readonly string[];
  readonly ownWords: number;
  readonly call: string;
  readonly waiter: Waiter;
}

/** The flags and the number of other words of a call; undefined where its first words are not these. */
function readCall({ words, ownWords, call, waiter }: Call): Given | undefined {
  const path = call.split(' ').slice(1);
  const valued = new Set(waiter.valued?.split(' '));
  const flags = new Set<string>();
  // What a wrapper runs is one word more to it.
  let operands = words.length > ownWords ? 1 : 0;
  let isEnded = false;
  for (let index = 1; index < ownWords; index += 1) {
    const word = words[index] ?? '';
    if (word === '--') isEnded = true;
    else if (!isEnded && /^-./.test(word) && path.length > 0) index += isBeforeValue(word, valued) ? 1 : 0;
    else if (!isEnded && /^-./.test(word)) index += takeFlag(word, valued, flags) ? 1 : 0;
    else if (path.length === 0) operands += 1;
    else if (path.shift() !== word.toLowerCase()) return undefined;
  }
  return path.length === 0 ? { flags, operands } : undefined;
}

/** Flags before a subcommand are the program's own: `docker compose -f x.yaml logs` follows nothing. */
function isBeforeValue(word: string, valued: ReadonlySet<string>): boolean {
  return takeFlag(word, new Set([...valued, '-f']), new Set());
}

/** Notes a flag, or those that are bundled in one word. @returns whether the next word is its value */
function takeFlag(word: string, valued: ReadonlySet<string>, flags: Set<string>): boolean {
  if (word.startsWith('--')) {
    const [name = '', value] = word.split('=', 2);
    if (value !== 'false') flags.add(name);
    return value === undefined && valued.has(name);
  }
  flags.add(word);
  for (let at = 1; at < word.length; at += 1) {
    const flag = `-${word[at] ?? ''}`;
    flags.add(flag);
    if (valued.has(flag)) return at === word.length - 1;
  }
  return false;
}

function fits({ flags, operands }: Given, waiter: Waiter): boolean {
  const has = (list: string): boolean => list.split(' ').some((flag) => flags.has(flag));
  return (
    (waiter.with === undefined || has(waiter.with)) &&
    (waiter.without === undefined || !has(waiter.without)) &&
    operands <= (waiter.mostOperands ?? Infinity) &&
    operands >= (waiter.leastOperands ?? 0)
  );
}
