import type { ErrorCode, YAMLError } from 'yaml';
import { count } from '../words/count.ts';
import { trimMarksEnd } from '../words/trim-marks.ts';

/** What is wrong with a YAML text, said for its author. */
export function yamlMessage({ code, message, pos }: YAMLError, source: string): string {
  const at = yamlPlace({ code, message, pos }, source);
  if (code === 'DUPLICATE_KEY' && beginsEntry(source, at))
    return `Write \`- \` before this \`${word(source.slice(at))}\`, if another entry begins here: it is already given above.`;
  const holder = code === 'DUPLICATE_KEY' ? emptyKeyAbove(source, at) : undefined;
  if (holder !== undefined && holder !== word(source.slice(at)))
    return `Indent \`${word(source.slice(at))}\`, if it belongs to \`${holder}\` above it: beside that, it is already given.`;
  if (code === 'BAD_SCALAR_START' && followsWords(source.slice(0, at)))
    return 'Put quotes around the whole value: a colon and a space inside it start another mapping.';
  const deep = code === 'BLOCK_AS_IMPLICIT_KEY' ? entryAbove(source, at) : undefined;
  if (deep !== undefined)
    return `Indent this entry by ${count(deep, 'space')}, as the one above it: there the list began.`;
  return MESSAGES[code]?.(source.slice(at), message) ?? `Fix the YAML: ${firstClause(message)}.`;
}

/** Where the fault stands: of a second key, where that begins; of quotes without an end, where they do. */
export function yamlPlace(
  { code, message, pos }: Pick<YAMLError, 'code' | 'message' | 'pos'>,
  source: string,
): number {
  const quote = /^Missing closing (["'])/.exec(message)?.[1];
  if (quote !== undefined) return openQuote(source.slice(0, pos[0]), quote) ?? pos[0];
  return code === 'DUPLICATE_KEY' ? keyStart(source, pos[0]) : pos[0];
}

/** `- SecRule ARGS "logdata: `: what stands before the last colon of the line is no key. */
function followsWords(above: string): boolean {
  const key = above.slice(above.lastIndexOf('\n') + 1).replace(/^[ \t]*(?:- )*/, '');
  return /:[ \t]+$/.test(key) && /\S[ \t]\S/.test(key) && /["'].*["']/.test(key);
}

/** The last quote above that opens a value of which the line does not see the end. */
function openQuote(above: string, quote: string): number | undefined {
  const lines = above.split('\n');
  const index = lines.findLastIndex((line) => line.replace(/\\./g, '').split(quote).length % 2 === 0);
  const at = lines[index]?.lastIndexOf(quote) ?? -1;
  return at < 0 ? undefined : lines.slice(0, index).join('\n').length + (index > 0 ? 1 : 0) + at;
}

/** Below a key without a value, the place of the next key is the end of that line. */
function keyStart(source: string, at: number): number {
  const rest = source.slice(at);
  return at + (/^\s/.test(rest) ? Math.max(0, rest.search(/\S/)) : 0);
}

/** The key without a value on the line above a key that stands as deep: what was to stand below it may have lost its indent. */
function emptyKeyAbove(source: string, at: number): string | undefined {
  const lines = source.slice(0, at).split('\n');
  const depth = lines.at(-1)?.length ?? 0;
  const above = lines.slice(0, -1).findLast((line) => /\S/.test(line)) ?? '';
  if (above.search(/\S/) !== depth) return undefined;
  return /^([\w./-]{1,100}):[ \t\r]{0,99}$/.exec(above.trimStart())?.[1];
}

/** How deep the entry of a list above another one is that is less deep. */
function entryAbove(source: string, at: number): number | undefined {
  const lines = source.split('\n');
  const index = source.slice(0, at).split('\n').length - 1;
  if (!/^\s*- /.test(lines[index] ?? '')) return undefined;
  const own = (lines[index] ?? '').search(/\S/);
  const above = lines.slice(0, index).findLastIndex((line) => /\S/.test(line) && line.search(/\S/) <= own);
  const first = lines.slice(above + 1, index).find((line) => /^\s*- /.test(line));
  const deep = first?.search(/\S/) ?? own;
  return deep > own && /:[ \t\r]*$/.test(lines[above] ?? '') ? deep : undefined;
}

/** Whether a key is the first one of the entry of a list that it stands in. */
function beginsEntry(source: string, at: number): boolean {
  const lines = source.slice(0, at).split('\n');
  const depth = lines.at(-1)?.length ?? 0;
  const head = lines.slice(0, -1).findLast((line) => /\S/.test(line) && line.search(/\S/) < depth);
  return (
    head?.startsWith(`- ${word(source.slice(at))}:`, depth - 2) === true && head.search(/\S/) === depth - 2
  );
}

// Matches `msg: not supported`, behind `fail: `.
const KEY_AS_VALUE = /^[a-z][\w-]{0,40}:[ \t][^:\r\n]*(?:[\r\n]|$)/;

type Say = (rest: string, message: string) => string;

const unquoted: Say = (rest) =>
  `Put quotes around this value: YAML takes none that starts with \`${rest.charAt(0)}\`.`;
const noColon: Say = (rest) =>
  /^[ \t]*---[ \t\r]*(?:\n|$)/.test(rest)
    ? 'Do not indent this `---`: only at the start of its line it parts two documents.'
    : /^-{4,}[ \t\r]*(?:\n|$)/.test(rest)
      ? 'Write `---` here: three dashes, no more, part two documents.'
      : /^[ \t]*- [^\n]{0,99}:(?:\s|$)/.test(rest)
        ? 'Indent what stands above like the entry that it belongs to: this `- ` begins another one.'
        : 'Write `key: value` here: this line has no colon and a space after it.';

/** The mistakes that authors make, by the code that the `yaml` package gives them. */
const MESSAGES: Partial<Record<ErrorCode, Say>> = {
  BAD_ALIAS: (rest, message) =>
    message.includes('empty')
      ? 'Put quotes around this `*`: YAML takes it for the name of something given above.'
      : `Put quotes around \`${word(rest)}\`: YAML takes it for the name of something given above.`,
  BAD_DQ_ESCAPE: (rest) =>
    `Use single quotes, or write \`\\\\\` for a backslash: YAML does not know \`${rest.slice(0, 2)}\`.`,
  BAD_SCALAR_START: unquoted,
  BLOCK_AS_IMPLICIT_KEY: (rest) =>
    /^[ \t]*- /.test(rest)
      ? 'Remove this list, or what stands there above it: a key takes the one or the other.'
      : /^[\w-]{1,60}:[ \t]{0,99}(?:#|\r|\n|$)/.test(rest)
        ? `Remove the colon behind \`${word(rest)}\`, or put \`${word(rest)}:\` on a line of its own below its key.`
        : KEY_AS_VALUE.test(rest)
          ? `Put quotes around this value, or \`${word(rest)}:\` on a line of its own below its key: a colon and a space start another mapping.`
          : /^[^\r\n]*:[ \t]/.test(rest)
            ? 'Put quotes around this value: a colon and a space inside it start another mapping.'
            : 'Indent the line below like this one, or take this value out: a key holds a value or the lines below it.',
  DUPLICATE_KEY: (rest) => `Remove the second \`${word(rest)}\`: it is already given above.`,
  KEY_OVER_1024_CHARS: () => 'Shorten this key: it is over 1024 characters long.',
  MISSING_CHAR: (_, message) =>
    message.includes('quote')
      ? 'Close the quotes of this value.'
      : message.startsWith('Missing ,')
        ? 'Put a comma before this: in braces and brackets, commas part what stands there.'
        : message.startsWith('Sequence item')
          ? 'Indent this line like the one that it belongs beside, or write `- ` before it: a list goes on here.'
          : noColon('', message),
  MULTILINE_IMPLICIT_KEY: noColon,
  MULTIPLE_DOCS: () => 'Remove this `---`: what follows it would be a second document, which nobody reads.',
  TAB_AS_INDENT: () => 'Indent with spaces: YAML takes no tabs.',
  TAG_RESOLVE_FAILED: (rest) => `Remove the YAML tag \`${word(rest)}\`: only plain values are read here.`,
  UNEXPECTED_TOKEN: (rest, message) =>
    message.includes('same line with key')
      ? 'Start this list on a line of its own: `- ` cannot follow a key.'
      : /^:["']/.test(rest)
        ? 'Write a space after this colon.'
        : `Remove \`${line(rest)}\`, or put quotes around the whole value: the value ends before it.`,
};

function word(rest: string): string {
  return /^[^\s:,}\]]+/.exec(rest)?.[0] ?? rest.charAt(0);
}

function line(rest: string): string {
  return /^[^\r\n]{0,40}/.exec(rest)?.[0].trim() ?? '';
}

/** The library's own words, without its advice to programmers. */
function firstClause(message: string): string {
  const clause = trimMarksEnd(message.split(/[;\n]/, 1)[0] ?? '', '.: \t\r');
  return clause.charAt(0).toLowerCase() + clause.slice(1);
}
