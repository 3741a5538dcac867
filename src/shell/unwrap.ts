import type { Word } from './script.ts';
import { wrappers, type Wrapper } from './wrapper-table.ts';
import { lookUp } from './look-up.ts';
import { sameProgram } from './same-program.ts';

/** What a wrapper runs: words that follow it, or one word that is a script of its own. */
export type Inner =
  | { readonly via: string; readonly words: readonly Word[]; readonly rereads: boolean }
  | { readonly via: string; readonly script: Word };

/** The program's name without its folder: `/usr/bin/env` is `env`. */
export function programName(word: Word | undefined): string {
  // `docker run image --flag`: what the image starts gets a flag.
  if (word === undefined || word.isDynamic || word.value.startsWith('-')) return '';
  return sameProgram(word.value.replace(/^.*\/|\.exe$/g, ''));
}

/** The commands that a wrapper's words carry, one level down: none when it is not a wrapper. */
export function unwrap(words: readonly Word[]): readonly Inner[] {
  const level = levels.get(words) ?? 0;
  if (level >= MOST_LEVELS) return [];
  const inners = unwrapOnce(words);
  for (const inner of inners) if ('words' in inner) levels.set(inner.words, level + 1);
  return inners;
}

/** `sudo timeout 5 tee f`: the words of the last command that a chain of wrappers comes to. */
export function innermost(words: readonly Word[]): readonly Word[] {
  const [inner] = unwrap(words).flatMap((one) => ('words' in one ? [one.words] : []));
  return inner && inner.length > 0 ? innermost(inner) : words;
}

/** Whether these words are a wrapper that is still to be given what it runs: `setsid`, `docker exec web`, `find . -exec`. */
export function awaitsCommand(words: readonly Word[]): boolean {
  const name = programName(words[0]);
  if (name === 'find') return /^-(?:exec|ok)/.test(words.at(-1)?.value ?? '');
  const isFull = unwrap(words).some((inner) => 'script' in inner || inner.words.length > 0);
  return !isFull && findWrapper(name, words) !== undefined;
}

/** `sudo sudo …` beyond this is nothing that a person wrote: who follows wrappers goes down them by recursion. */
const MOST_LEVELS = 20;
const levels = new WeakMap<readonly Word[], number>();

function unwrapOnce(words: readonly Word[]): readonly Inner[] {
  const name = programName(words[0]);
  if (name === 'find') return unwrapFind(words);
  // `command -v rsync` asks whether there is one.
  if (name === 'command' && /^-p?[vV]/.test(words[1]?.value ?? '')) return [];
  const found = findWrapper(name, words);
  return found === undefined ? [] : unwrapWith(found, words);
}

/** Whether these words begin like a wrapper's, whatever it is given to run: `docker run`, `sudo`. */
export function isWrapper(words: readonly Word[]): boolean {
  return findWrapper(programName(words[0]), words) !== undefined;
}

interface Found {
  readonly via: string;
  readonly wrapper: Wrapper;
  /** Where the wrapper's own flags begin. */
  readonly from: number;
}

/** `docker --context x exec`: the subcommand is looked for among the words that are no flags. */
function findWrapper(name: string, words: readonly Word[]): Found | undefined {
  const own = lookUp(wrappers, name);
  if (own) return { via: name, wrapper: own, from: 1 };
  let via = name;
  for (let index = 1; index < Math.min(words.length, 16); index += 1) {
    const value = words[index]?.value ?? '';
    if (value === '--') return undefined;
    const longer = `${via} ${value}`;
    const wrapper = lookUp(wrappers, longer);
    if (wrapper) return { via: longer, wrapper, from: index + 1 };
    if (prefixes.has(longer)) via = longer;
  }
  return undefined;
}

const prefixes = new Set(
  Object.keys(wrappers).flatMap((key) =>
    key.split(' ').map((_, index, all) => all.slice(0, index + 1).join(' ')),
  ),
);

function unwrapWith({ via, wrapper, from }: Found, words: readonly Word[]): readonly Inner[] {
  const scripts = scriptsOf(via, wrapper, words.slice(from));
  if (scripts.length > 0 || wrapper.inner === 'script') return scripts;
  const start = wrapper.inner === 'dashes' ? afterDashes(words, from) : skipOwn(wrapper, words, from);
  const inner = words.slice(start);
  if (start === 0 || inner.length === 0) return [];
  // `watch -x` joins no words.
  const isExec =
    via === 'watch' && words.slice(from, start).some(({ value }) => /^(?:-\w{0,5}x|--exec)$/.test(value));
  return [innerOf(via, isExec ? { ...wrapper, rereads: false } : wrapper, inner)];
}

function innerOf(via: string, wrapper: Wrapper, inner: readonly Word[]): Inner {
  const [only] = inner;
  // `ssh host 'a | b'`, `watch 'ls -l'`: one word is a script; several words are joined by blanks.
  if (wrapper.rereads && only && inner.length === 1) return { via, script: only };
  return { via, words: inner, rereads: wrapper.rereads ?? false };
}

function scriptsOf(via: string, wrapper: Wrapper, words: readonly Word[]): readonly Inner[] {
  const flags = wrapper.scriptFlags?.split(' ') ?? [];
  const places = words.flatMap(({ value }, index) =>
    flags.includes(value) || bundlesScriptFlag(flags, value) ? [index] : [],
  );
  // A shell takes the first word behind its flags; of several `-c`, su and its like take the last, which any may be.
  const found = SHELLS.test(via) ? places.slice(0, 1) : places;
  return found.flatMap((at) => {
    // `bash -c -e -- '…'`: flags may follow the one that says so.
    const script = words.find(({ value }, index) => index > at && !/^[-+]/.test(value));
    const flag = words[at]?.value ?? '';
    return script ? [{ via: flag.length === 2 ? `${via} ${flag}` : via, script }] : [];
  });
}

const SHELLS = /^r?(?:ba|z|da|k|a)?sh$/;

// Matches `-lc` and `-exc`; not `--command`.
function bundlesScriptFlag(flags: readonly string[], value: string): boolean {
  return flags.includes('-c') && /^-[a-z]+c$/.test(value);
}

function afterDashes(words: readonly Word[], from: number): number {
  return words.findIndex(({ value }, index) => index >= from && value === '--') + 1;
}

/** The index after the wrapper's own flags, their values, its operands and its assignments. */
function skipOwn(wrapper: Wrapper, words: readonly Word[], from: number): number {
  const valued = wrapper.valued?.split(' ') ?? [];
  let operands = wrapper.operands ?? 0;
  let index = from;
  for (; index < words.length; index += 1) {
    const value = words[index]?.value ?? '';
    if (operands === 0 && wrapper.endsAtOperand) return index;
    if (value === '--') return operands > 0 ? index + 1 + operands : index + 1;
    if (/^-./.test(value)) index += takesNext(valued, value) ? 1 : 0;
    else if (wrapper.assigns && /^\w+=/.test(value)) continue;
    else if (operands === 0) return index;
    else operands -= 1;
  }
  return index;
}

function takesNext(valued: readonly string[], value: string): boolean {
  if (value.startsWith('--') || value.length === 2) return valued.includes(value);
  // `-it`, `-Iu root`: the last of bundled letters takes the next word, unless an earlier one took the rest.
  const letters = [...value.slice(1)].map((letter) => `-${letter}`);
  return letters.findIndex((letter) => valued.includes(letter)) === letters.length - 1;
}

const execFlags = new Set(['-exec', '-execdir', '-ok', '-okdir']);

function unwrapFind(words: readonly Word[]): readonly Inner[] {
  return words.flatMap(({ value }, index) => {
    if (!execFlags.has(value)) return [];
    const rest = words.slice(index + 1);
    const end = rest.findIndex((word) => word.value === ';' || word.value === '+');
    const inner = end < 0 ? rest : rest.slice(0, end);
    return inner.length > 0 ? [{ via: `find ${value}`, words: inner, rereads: false }] : [];
  });
}
