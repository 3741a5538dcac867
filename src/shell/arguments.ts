import { findFlag, readBundle, type Scope } from './doubts/flags.ts';
import type { Word } from './script.ts';
import type { CommandSpec } from './specs/spec.ts';

/** A flag as it stands in a command. */
export interface GivenFlag {
  readonly name: string;
  /** Attached by `=`, or the word after it where the tool's spec says that it takes one. */
  readonly value: string | undefined;
  readonly valueWord: Word | undefined;
}

/** A command's words told apart: what it works on, and how. */
export interface Arguments {
  readonly operands: readonly Word[];
  readonly flags: readonly GivenFlag[];
}

interface Reading {
  readonly operands: Word[];
  readonly flags: GivenFlag[];
  scope: Scope | undefined;
  isEnded: boolean;
  /** Whether every operand so far is written out: what follows another may be no subcommand. */
  isPlain: boolean;
}

/** Tells flags, their values and operands apart, by the tool's spec where there is one. */
export function readArguments(words: readonly Word[], spec: CommandSpec | undefined): Arguments {
  const scope = spec && { root: spec, node: spec, chain: [spec] };
  const reading: Reading = { operands: [], flags: [], scope, isEnded: false, isPlain: true };
  for (let index = 1; index < words.length;) index += step(reading, words, index);
  return reading;
}

function step(reading: Reading, words: readonly Word[], index: number): number {
  const word = words[index];
  if (word === undefined) return 1;
  if (word.value === '--' && !reading.isEnded) endFlags(reading);
  else if (reading.isEnded || !/^-./.test(word.value) || isNumber(reading, word)) readOperand(reading, word);
  else return readFlag(reading, word, words[index + 1]);
  return 1;
}

/** `LRANGE jobs 0 -1`: after the first operand a dash and a digit are a number. */
function isNumber({ operands }: Reading, { value }: Word): boolean {
  return operands.length > 0 && /^-\d/.test(value);
}

function readOperand(reading: Reading, word: Word): void {
  const child = reading.isPlain ? reading.scope?.node.children.get(word.value) : undefined;
  if (child && reading.scope)
    reading.scope = { ...reading.scope, node: child, chain: [...reading.scope.chain, child] };
  reading.operands.push(word);
  reading.isPlain &&= !word.isDynamic;
}

function endFlags(reading: Reading): void {
  reading.isEnded = true;
  reading.flags.push({ name: '--', value: undefined, valueWord: undefined });
}

function readFlag(reading: Reading, word: Word, next: Word | undefined): number {
  const bundle = bundleOf(reading, word.value);
  if (bundle !== undefined) return readBundled(reading, bundle, next);
  const [name = '', ...rest] = word.value.split('=');
  const isAttached = word.value.includes('=');
  const taken = !isAttached && needsValue(reading.scope, word.value, next) ? next : undefined;
  reading.flags.push({ name, value: isAttached ? rest.join('=') : taken?.value, valueWord: taken });
  return taken ? 2 : 1;
}

interface Bundled {
  readonly letters: readonly string[];
  /** What is attached to the last letter: the `DELETE` of `-XDELETE`. */
  readonly attached: string;
  readonly takesNext: boolean;
}

function bundleOf({ scope }: Reading, value: string): Bundled | undefined {
  if (!/^-[^-]./.test(value) || (scope && findFlag(scope, value.split('=')[0] ?? ''))) return undefined;
  if (scope === undefined)
    return /^-[A-Za-z]+$/.test(value)
      ? { letters: lettersOf(value), attached: '', takesNext: false }
      : undefined;
  const found = readBundle(scope, value);
  if (!found?.isKnown) return undefined;
  const attached = found.last ? found.rest : '';
  const letters = lettersOf(value.slice(0, value.length - attached.length));
  return { letters, attached, takesNext: typeof found.last?.takes === 'number' && attached === '' };
}

function lettersOf(value: string): readonly string[] {
  return [...value.slice(1)].map((letter) => `-${letter}`);
}

function readBundled(
  reading: Reading,
  { letters, attached, takesNext }: Bundled,
  next: Word | undefined,
): number {
  const taken = takesNext ? next : undefined;
  letters.forEach((name, index) => {
    const isLast = index === letters.length - 1;
    const value = attached === '' ? taken?.value : attached;
    reading.flags.push({ name, value: isLast ? value : undefined, valueWord: isLast ? taken : undefined });
  });
  return taken ? 2 : 1;
}

// For tools without a spec: these take a value in nearly every program that has them.
const usuallyValued =
  /^(-n|-f|-c|-p|-h|-u|-U|-d|-o|--namespace|--context|--file|--env-file|--profile|--region|--project|--output)$/;

function needsValue(scope: Scope | undefined, value: string, next: Word | undefined): boolean {
  if (next === undefined) return false;
  if (scope === undefined) return usuallyValued.test(value) && !next.value.startsWith('-');
  const flag = findFlag(scope, value);
  return typeof flag?.takes === 'number';
}

/** The first operand and every word after it: what tools like redis-cli hand on as it stands. */
export function handedOn(words: readonly Word[], spec: CommandSpec | undefined): readonly Word[] {
  const [first] = readArguments(words, spec).operands;
  return first === undefined ? [] : words.slice(words.indexOf(first));
}
