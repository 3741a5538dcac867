import { compileLinear } from '../runbook/values/linear-pattern.ts';
import type { LinearPattern } from '../runbook/values/linear-pattern.ts';

/** An error string of a page, ready to be looked for. */
export type ErrorPattern =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: LinearPattern };

/** Where in a paste an error was found. */
export type FoundAt = readonly [start: number, end: number];

/** Patterns without a literal part are tried on this much of a paste. */
const SEARCHED_BY_PATTERN = 20_000;
/** A literal shorter than this would be found in every paste. */
const SHORTEST_LITERAL = 4;

/** Whether an `errors:` entry can be searched for, and in linear time when it is a regular expression. */
export function isErrorPatternSafe(entry: string): boolean {
  return errorPatternFault(entry) === undefined;
}

/** What keeps an `errors:` entry from being searched for, as the end of a sentence; undefined when nothing does. */
export function errorPatternFault(entry: string): string | undefined {
  const { source, flags } = readRegex(entry.trim());
  if (source === undefined) return flat(entry).length < SHORTEST_LITERAL ? 'it is too short' : undefined;
  try {
    const { find } = compileLinear(source, flags);
    return find('') ? 'it matches everything' : undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The platform's own sentence ends with what is wrong.
    return message.startsWith('Invalid')
      ? `it is not a regular expression (${(message.split(': ').at(-1) ?? '').toLowerCase()})`
      : message;
  }
}

/** Reads an `errors:` entry; undefined when it cannot be searched for. */
export function readErrorPattern(entry: string): ErrorPattern | undefined {
  const { source, flags } = readRegex(entry.trim());
  if (!isErrorPatternSafe(entry)) return undefined;
  return source === undefined
    ? { kind: 'literal', text: flat(entry) }
    : { kind: 'pattern', pattern: compileLinear(source, flags) };
}

/** Reads `/OOM command not allowed/i`; not `/var/log` or `a/b/`, whose ends are no flags. */
function readRegex(entry: string): { readonly source?: string; readonly flags?: string } {
  const end = entry.lastIndexOf('/');
  const flags = entry.slice(end + 1);
  const isRegex = entry.startsWith('/') && end > 1 && /^[dgimsuvy]{0,8}$/.test(flags);
  return isRegex && new Set(flags).size === flags.length ? { source: entry.slice(1, end), flags } : {};
}

/** A paste made ready for many patterns. */
export interface ErrorText {
  readonly text: string;
  readonly lower: string;
  readonly flat: string;
}

/** Prepares a paste to be searched for errors. */
export function errorText(text: string): ErrorText {
  const lower = text.toLowerCase();
  // Some letters change their length with their case; places must be the same in both.
  return { text: lower.length === text.length ? text : lower, lower, flat: flat(text) };
}

/** Whether an error stands in a paste. Literals are found in any case and spacing, quotes escaped or not. */
export function hasError({ text, lower, flat }: ErrorText, error: ErrorPattern): boolean {
  if (error.kind === 'literal') return flat.includes(error.text);
  const { literals, find } = error.pattern;
  if (literals.length === 0) return find(text.slice(0, SEARCHED_BY_PATTERN)) !== undefined;
  return literals.some((needle) => linesWith(lower, needle, text).some((line) => find(line) !== undefined));
}

/** The lines around a literal: a pattern is only run where it can match. */
function linesWith(haystack: string, needle: string, text: string): string[] {
  const lines: string[] = [];
  for (let at = haystack.indexOf(needle); at >= 0 && lines.length < 20;) {
    const start = text.lastIndexOf('\n', at) + 1;
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    lines.push(text.slice(Math.max(start, at - 2_000), Math.min(stop, at + 4_000)));
    at = haystack.indexOf(needle, Math.max(stop, at + 1));
  }
  return lines;
}

function flat(text: string): string {
  return text
    .toLowerCase()
    .replace(/\\(?=["'])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
