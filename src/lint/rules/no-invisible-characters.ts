import { editInSnippet, placeInSnippet } from '../../runbook/read/snippet-place.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import type { Report, Rule } from '../rule.ts';
import { rangeBetween } from '../../runbook/read/source-text.ts';
import { rangeOf } from '../../runbook/read/snippet.ts';
import { walk } from '../../runbook/read/walk.ts';
import type { Range } from '../../runbook/finding.ts';
import { ODD_SPACE, TURNS_TEXT, WIDTHLESS, withPlainSpaces } from '../invisible.ts';
import { scanZones, type Zone } from '../../shell/zones.ts';
import { findLanguage, isShell, parserOf } from '../../runbook/languages.ts';
import { isForeign } from '../foreign.ts';
import type { Page } from '../../runbook/read/parse.ts';
import { count } from '../../runbook/words/count.ts';
import { isKnownProgram } from '../../shell/programs.ts';
import { isNoCommand, looksPrinted } from '../printed-line.ts';
import { listShellSnippets } from '../shell-snippets.ts';
import type { ShellSnippet } from '../shell-snippets.ts';

interface Invisible {
  readonly characters: RegExp;
  readonly what: string;
  /** What belongs there, where it is one thing. */
  readonly put: string | undefined;
}

const DIRECTION: Invisible = {
  characters: TURNS_TEXT,
  what: 'a character that turns the direction of text',
  put: '',
};
const INVISIBLE: readonly Invisible[] = [
  DIRECTION,
  { characters: WIDTHLESS, what: 'a character without width', put: '' },
  { characters: ODD_SPACE, what: 'a space of another kind', put: ' ' },
];

/** Typographic characters that a word processor puts in the place of what was typed; wrong in commands alone. */
const TYPOGRAPHIC: readonly Invisible[] = [
  { characters: /[\u201C\u201D\u201E]/g, what: 'a typographic double quote', put: '"' },
  { characters: /[\u2018\u2019\u201A]/g, what: 'a typographic single quote', put: "'" },
  // Match `ls –a` and `kubectl get –all`; not the dash of a sentence, which has a space on both sides.
  { characters: /(?<=\s)[\u2013\u2014](?=\w(?!\w))/g, what: 'a long dash', put: '-' },
  { characters: /(?<=\s)[\u2013\u2014](?=\w\w)/g, what: 'a long dash', put: '--' },
];

export const noInvisibleCharacters: Rule = {
  id: 'no-invisible-characters',
  summary: 'Keep characters that nobody can see out of commands',
  level: 'error',
  check({ page, book, facts }, report) {
    const isOther = isForeign(page, book);
    const shells = new Map(listShellSnippets(page, facts).map((one) => [one.snippet, one]));
    const isCommand = (name: string): boolean => isKnownProgram(name, facts.tools);
    for (const snippet of page.snippets) {
      if (snippet.isOutput || snippet.attributes['ignore'] === 'true') continue;
      const shell = shells.get(snippet);
      const wanted = snippet.isRunnable ? [...INVISIBLE, ...TYPOGRAPHIC] : INVISIBLE;
      for (const one of wanted) {
        const found = find(snippet, one).filter(
          ({ start }) =>
            one === DIRECTION ||
            (shell
              ? isTyped(shell, start) &&
                !(TYPOGRAPHIC.includes(one) && isNoCommand(shell.text, start, isCommand))
              : isPasted(snippet, start, isCommand)),
        );
        // What a program printed is not typed again; in what is no command, such as a line of settings, they do less
        // harm.
        const real = found.filter(
          ({ start }) =>
            one === DIRECTION ||
            !(isShown(snippet.code, start, isCommand) || (isOther && isInSample(snippet, start))),
        );
        const isSure =
          one === DIRECTION || real.some(({ start }) => !isNoCommand(snippet.code, start, isCommand));
        sayOnce({ page, snippet, one, found: real, isSure }, report);
      }
    }
    sayTurned(page, isOther, report);
  },
};

/** Letters that are written from the right: there, marks of direction have their work. */
const FROM_RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Matches `&#8238;`, `&#x202E;` and `&rlm;`: Markdown makes characters of them, and hardly anybody reads them. */
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lrm|rlm));/gi;

/** Text that people read may be turned too: a sentence then shows another, as a command does. Once for each page. */
function sayTurned({ tree, text }: Page, isOther: boolean, report: Report): void {
  let isMark = true;
  const ranges: (Range | undefined)[] = [];
  walk(tree, (node) => {
    if (node.type !== 'text' && node.type !== 'inlineCode') return;
    if (node.value.search(TURNS_TEXT) < 0 || FROM_RIGHT.test(node.value)) return;
    // A mark turns nothing in words that are written from the left; it is often pasted with them.
    isMark &&= !TURNS.test(node.value);
    const range = rangeOf(node);
    const at = range && turnsAt(text.slice(range.start.offset, range.end.offset));
    ranges.push(at ? rangeBetween(text, range.start.offset + at.start, range.start.offset + at.end) : range);
  });
  if (ranges.length === 0) return;
  const more = ranges.length === 1 ? '' : ` and at ${count(ranges.length - 1, 'more place')} of this page`;
  report(
    `Remove it: there is ${DIRECTION.what} here${more}.`,
    ranges[0],
    isOther && isMark ? { level: 'warning' } : {},
  );
}

/** What turns the text behind it, and not only itself. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/;

/** Where it stands in the source, as itself or as an entity. */
function turnsAt(source: string): Place | undefined {
  const own = source.search(TURNS_TEXT);
  if (own >= 0) return { start: own, end: own + 1 };
  for (const match of source.matchAll(ENTITY)) {
    const [whole, hexadecimal, decimal] = match;
    const code = hexadecimal === undefined ? Number(decimal ?? 0x200e) : Number.parseInt(hexadecimal, 16);
    if (code < 0x10000 && String.fromCharCode(code).search(TURNS_TEXT) >= 0)
      return { start: match.index, end: match.index + whole.length };
  }
  return undefined;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Found {
  readonly page: Page;
  readonly snippet: Snippet;
  readonly one: Invisible;
  readonly found: readonly Place[];
  /** Whether one stands in a command. */
  readonly isSure: boolean;
}

/** One finding for each fence and kind: who fixes the first fixes the others too. */
function sayOnce({ page, snippet, one: { what, put }, found, isSure }: Found, report: Report): void {
  const [first] = found;
  if (!first) return;
  const code = snippet.code.codePointAt(first.start)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
  const advice = put ? `Write \`${put}\`` : 'Remove it';
  const more = found.length === 1 ? '' : ` and at ${count(found.length - 1, 'more place')} of this fence`;
  const edits = found.map(({ start, end }) => editInSnippet(page, snippet, [start, end]));
  const known = edits.filter((edit) => edit !== undefined);
  const isWhole = put !== undefined && known.length === found.length;
  const fix = isWhole ? { fix: known.map((edit) => ({ ...edit, text: put })) } : {};
  const range = placeInSnippet(page, snippet, [first.start, first.end]);
  const level = isSure ? {} : { level: 'warning' as const };
  report(`${advice}: there is ${what} here (U+${code})${more}.`, range, { ...fix, ...level });
}

/** A row of a table, columns and sentences; not what begins with a command. */
function isShown(code: string, at: number, isCommand: (name: string) => boolean): boolean {
  if (!isNoCommand(code, at, isCommand)) return false;
  const start = code.lastIndexOf('\n', at - 1) + 1;
  const line = withPlainSpaces(code.slice(start).split('\n', 1)[0] ?? '');
  return looksPrinted(line) || /^\s*(?:[|+]|\S+(?:\s{2,}\S+){2})/.test(line);
}

// Fences without a language of programs: what is printed, drawn or told.
const READ_ONLY =
  /^(?:|text|txt|plain|plaintext|output|log|logs|none|raw|ascii|tree|mermaid|plantuml|puml)$/i;

/** In a fence of a shell: what is typed, and not what a command printed. */
function isTyped({ kind, text, snippet }: ShellSnippet, at: number): boolean {
  return /^(?:shell|session|unknown)$/.test(kind) && text.charAt(at) === snippet.code.charAt(at);
}

/** In any other: what a reader takes from it. Of plain text, that is a line which begins with a command. */
function isPasted({ language, code }: Snippet, at: number, isCommand: (name: string) => boolean): boolean {
  if (!READ_ONLY.test(language)) return true;
  const line = code.slice(code.lastIndexOf('\n', at - 1) + 1, at);
  const name = /^[ \t$#>]*([\w.-]+)[ \u00A0]/.exec(`${line} `)?.[1] ?? '';
  // `at run, C:\app.ps1: line 5`: where a program was when it failed.
  return name !== 'at' && isCommand(name);
}

function find({ code, language }: Snippet, one: Invisible): Place[] {
  const isTypographic = TYPOGRAPHIC.includes(one);
  const isSpace = one.put === ' ';
  const mayBeText = isSpace ? hasOddSpace.test(code) : isTypographic && hasTypographic.test(code);
  const zones = mayBeText && isShell(language) ? scanZones(code) : [];
  return (
    [...code.matchAll(one.characters)]
      .filter(({ index }) => !isInDrawing(code, index) && !isJoiner(code, index) && !isRemark(code, index))
      .filter(({ index }) => !isTypographic || !isText(code, index, zones[index]))
      // What a comment says is for people, whatever stands between its words.
      .filter(({ index }) => !(isSpace && zones[index] === 'comment'))
      .filter(({ index }) => !(isSpace && isInNumber(code, index)))
      .filter(({ index }) => !(isSpace && isBlankTo(language, code, index)))
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
  );
}

/** Inside a string of JSON: what a service answered, with the words of its users. */
function isInSample({ code, language }: Snippet, index: number): boolean {
  if (parserOf(language) !== 'json') return false;
  const line = code.slice(code.lastIndexOf('\n', index - 1) + 1, index);
  return (line.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}

/** PowerShell takes every space for one; inside quotes it belongs to a name: `"C:\Program Files"`. */
function isBlankTo(language: string, code: string, index: number): boolean {
  if (findLanguage(language)?.name !== 'powershell') return false;
  let quote = '';
  let from = index;
  for (let at = code.lastIndexOf('\n', index - 1) + 1; at < index; at += 1) {
    const char = code.charAt(at);
    if (quote === '' && /["']/.test(char)) [quote, from] = [char, at];
    else if (char === quote) quote = '';
  }
  return quote === '' || !/[\\/]/.test(code.slice(from, index));
}

/** `2 000 398 934`: how numbers are printed in some countries. */
function isInNumber(code: string, index: number): boolean {
  return /^\d[\u00A0\u2009\u202F]\d{3}(?!\d)/.test(code.slice(index - 1, index + 5));
}

/** `#　要采集的文件`: behind the sign of a comment, the wide space of a language that is written without others. */
function isRemark(code: string, index: number): boolean {
  if (code.charAt(index) !== '\u3000') return false;
  const line = code.slice(code.lastIndexOf('\n', index - 1) + 1, index);
  return (
    /(?:^|\s)(?:#|\/\/)/.test(line) || /^\s*(?:#|\/\/|$)/.test(code.slice(index).split('\n', 1)[0] ?? '')
  );
}

/** Some emoji are several, joined: a heart in fire, a family. */
function isJoiner(code: string, index: number): boolean {
  const [before, after] = [code.slice(Math.max(0, index - 2), index), code.slice(index + 1, index + 3)];
  if (/[\u200C\u200D]/.test(code.charAt(index)) && JOINED_LETTERS.test(code.charAt(index - 1))) return true;
  return code.charAt(index) === '\u200D' && EMOJI.test(before) && EMOJI.test(after);
}

// Scripts whose letters are joined, or kept apart, by characters without width.
const JOINED_LETTERS =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Telugu}\p{Script=Tamil}\p{Script=Gujarati}\p{Script=Khmer}]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/u;

/** `tree` prints such spaces between its lines, and nobody pastes them. */
function isInDrawing(code: string, index: number): boolean {
  const start = code.lastIndexOf('\n', index - 1) + 1;
  return /^[\s\u00A0]*[\u2500-\u257F]/.test(code.slice(start).split('\n', 1)[0] ?? '');
}

const hasTypographic = /[\u2018-\u201E\u2013\u2014]/;
const hasOddSpace = new RegExp(ODD_SPACE.source);

/** What people read and no shell: a comment, and the apostrophe of a word in quotes. */
function isText(code: string, index: number, zone: Zone | undefined): boolean {
  if (zone === 'comment') return true;
  return (
    (zone === 'single' || zone === 'double') && /^[a-z]\u2019[a-z]/i.test(code.slice(index - 1, index + 2))
  );
}
