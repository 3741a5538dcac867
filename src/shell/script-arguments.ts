import { bodyBehind } from './function-bodies.ts';
import { holds } from './own-bindings.ts';
import type { PlaceCode } from './quote.ts';
import { withoutGuards } from './quote.ts';
import type { Command, VariableUse, Word } from './script.ts';
import type { Surroundings } from './surroundings.ts';
import { programName } from './unwrap.ts';
import { isOneOf } from './words.ts';

/** What a variable must be at each place in a script, as letters of `PlaceCode`. */
export type CodesIn = (script: string, name: string) => readonly PlaceCode[];

/** `bash -c 'env $1' _ "$X"`: what the script does with its arguments, it does with the value. */
export function argumentGuards(
  use: VariableUse,
  { commands, source }: Surroundings,
  codesIn: CodesIn,
): string {
  const guards = commands.flatMap((command) => {
    const word = command.words.find(({ range }) => holds(range, use.range));
    if (!word) return [];
    const isFed = commands.some((one) => feeds(one, command));
    if (startsScriptOf(command, word) || (!isFed && isGivenToRead(command, word, source))) return ['c'];
    return scriptsOf(command, word, source).flatMap((text) => {
      const named = text
        .replace(LOOPS, `for $1 in "\${${ARGUMENT}}"; do`)
        .replace(/\$(?:[\d@*]|\{[\d@*]\})/g, `\${${ARGUMENT}}`);
      const found = codesIn(named, ARGUMENT);
      // `run "ls $X"`: what the argument begins with is the author's.
      const lead = source.slice(word.range.start, use.range.start).replace(/["']/g, '').trimEnd();
      const begins = lead === '' || /[;&|({`\n]$/.test(lead) || READS_INPUT.test(lead);
      return found.map((code) => (begins ? guardsIn(code) : guardsIn(code).replace('c', 't')));
    });
  });
  return [...new Set(guards.join(''))].join('');
}

/**
 * The scripts that may get a word as an argument: that of `bash -c`, what a shell reads from its input, and the body of a
 * function: `f() { sudo "$@"; }; f "$X"`.
 */
function scriptsOf({ words, nested, hereDocuments }: Command, word: Word, source: string): readonly string[] {
  const own = nested.find(
    ({ quote, via, script }) =>
      quote === 'single' && via.endsWith(' -c') && script.range.end <= word.range.start,
  );
  const ranges = [...(own ? [own.script.range] : []), ...hereDocuments.map(({ bodyRange }) => bodyRange)];
  const texts = ranges.map(({ start, end }) => source.slice(start, end));
  return [...texts, bodyBehind(words[0]?.value ?? '', source)].filter((text) => POSITIONAL.test(text));
}

/** `. <(echo 'eval "$1"') "$X"`: a shell whose script is made while it runs, and uses its arguments. */
function startsScriptOf({ words }: Command, word: Word): boolean {
  const before = words.slice(0, words.indexOf(word));
  const isShell = before.some((one) => isOneOf(programName(one), 'sh bash zsh ksh dash ash source .'));
  return isShell && before.some(({ text }) => text.startsWith('<(') && POSITIONAL.test(text));
}

/** `echo 'eval "$1"' | bash -s "$X"`: a shell whose script comes from elsewhere in the text, and uses its arguments. */
function isGivenToRead({ words, hereDocuments }: Command, word: Word, source: string): boolean {
  const before = words.slice(0, words.indexOf(word));
  const isReading = READS_INPUT.test(before.map(({ value }) => value).join(' '));
  return isReading && hereDocuments.length === 0 && POSITIONAL.test(source);
}

/** `ssh host "bash -s '$X'" <<EOF`: the script that the inner shell reads stands behind the outer command. */
function feeds({ words, hereDocuments }: Command, inner: Command): boolean {
  if (hereDocuments.length === 0) return false;
  const word = words.find((one) => holds(one.range, inner.range));
  // Any of several commands may have an input of its own.
  return word !== undefined && !/[|<;&\n]/.test(word.text);
}

/** Words up to an argument of a shell that reads its script: `bash -s -- '`. */
const READS_INPUT = /(?:^|[\s/])(?:ba|z|k|da|a)?sh\s(?:[^\n]{0,200}\s)?-[a-z]{0,9}s[a-z]{0,9}(?:\s|$)/;

/** A script that uses its arguments. */
const POSITIONAL = /\$(?:[\d@*]|\{[\d@*])|\bfor\s{1,9}\w{1,60}\s{0,9};?\s{0,9}do\b|\bshift\b|\bgetopts\b/;
/** `for A; do`, which goes through the arguments. */
const LOOPS = /\bfor\s{1,9}(\w{1,60})\s{0,9};?\s{0,9}do\b/g;

/** A name that no script has. */
const ARGUMENT = 'OPSBOOK_ARGUMENT';

/** What a place refuses, where nothing can be written in: what needs more than a shell's quotes must be plain. */
export function guardsIn(code: PlaceCode): string {
  const readers = withoutGuards(code);
  const guards = code.replace(readers, '').replace(/[XNEHGS]/g, '');
  if (readers.includes('n')) return `${guards}M`;
  return /^[bBdhsl]*$/.test(readers) ? guards : `${guards}t`;
}
