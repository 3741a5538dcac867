import type { DialectId } from '../dialects/dialect.ts';
import type { Fault, Point, Range } from '../finding.ts';

/** Files above this size are not read: no runbook is that long, and no reader would find anything in it. */
export const LARGEST_FILE = 2 * 1024 * 1024;

/** A file of the book as text, ready to be parsed, with what was wrong with its bytes. */
export interface SourceText {
  /** Relative to the book's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly faults: readonly Fault[];
  /** The systems whose marks may stand in a page; undefined: any. */
  readonly dialects?: readonly DialectId[] | undefined;
}

/** A text with a character U+0000 by a slip has at least as many others for each. */
const LEAST_TEXT = 50;

const START: Point = { line: 1, column: 1, offset: 0 };
const STRICT = new TextDecoder('utf-8', { fatal: true });
const LENIENT = new TextDecoder('utf-8');
const UTF16_MARKS = new Set(['fffe', 'feff']);

/** Turns bytes into text. Never throws: what is not text comes back empty, with a fault that says why. */
export function decodeText(path: string, bytes: Uint8Array, most = LARGEST_FILE): SourceText {
  const refuse = (message: string, at: Point = START): SourceText => ({
    path,
    text: '',
    faults: [{ ruleId: 'file-is-text', message, range: { start: at, end: at } }],
  });
  if (bytes.length > most) return refuse(`Split this file: it is over ${most / 1024 / 1024} MB.`);
  if (UTF16_MARKS.has(hex(bytes.subarray(0, 2)))) return refuse('Save this file as UTF-8: it is UTF-16.');
  const strict = decodeStrictly(bytes);
  const text = strict ?? LENIENT.decode(bytes);
  const nul = text.indexOf('\0');
  // A stray one in a text is a slip of an editor; what is binary has many.
  const isStray =
    nul >= 0 && strict !== undefined && (text.split('\0').length - 1) * LEAST_TEXT <= text.length;
  if (isStray)
    return refuse(
      'Remove the character U+0000 that stands here, which nobody sees: with it, programs take the file for binary data and do not read it.',
      pointAt(text, nul),
    );
  if (nul >= 0) return refuse('Remove this file or save it as text: it holds binary data.');
  return { path, text, faults: strict === undefined ? invalidUtf8(text) : [] };
}

function invalidUtf8(text: string): Fault[] {
  const start = pointAt(text, text.indexOf('\uFFFD'));
  const end = { ...start, column: start.column + 1, offset: start.offset + 1 };
  return [
    {
      ruleId: 'file-is-text',
      message: 'Save this file as UTF-8: a byte here is not.',
      range: { start, end },
    },
  ];
}

/** The text of bytes that are UTF-8 throughout; undefined for others. */
function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The line and column of an offset, in logarithmic time; offsets outside the text are clamped. */
export function pointAt(text: string, offset: number): Point {
  const starts = lineStarts(text);
  const clamped = Math.max(0, Math.min(offset, text.length));
  const line = lastAtMost(starts, clamped);
  return { line: line + 1, column: clamped - (starts[line] ?? 0) + 1, offset: clamped };
}

/** The offset at which a line starts, counted from 1; undefined when the text has no such line. */
export function offsetOfLine(text: string, line: number): number | undefined {
  return lineStarts(text)[line - 1];
}

/** `pointAt` for one text. */
export function lineIndex(text: string): (offset: number) => Point {
  return (offset) => pointAt(text, offset);
}

/** The last texts that were asked about: a page has thousands of places, and mostly one page is read at a time. */
const recent: { readonly text: string; readonly starts: readonly number[] }[] = [];
const MOST_RECENT = 4;

function lineStarts(text: string): readonly number[] {
  const known = recent.find((one) => one.text === text);
  if (known) return known.starts;
  const starts = [0];
  // As Markdown and editors count lines: a carriage return of its own ends one too.
  for (const { index, 0: ending } of text.matchAll(/\r\n|[\r\n]/g)) starts.push(index + ending.length);
  recent.unshift({ text, starts });
  recent.length = Math.min(recent.length, MOST_RECENT);
  return starts;
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The range between two offsets of a text. */
export function rangeBetween(text: string, start: number, end: number): Range {
  return { start: pointAt(text, start), end: pointAt(text, Math.max(start, end)) };
}
