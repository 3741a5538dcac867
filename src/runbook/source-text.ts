import type { Fault, Point, Range } from './finding.ts';

/** Files above this size are not read: no runbook is that long, and no reader would find anything in it. */
export const LARGEST_FILE = 2 * 1024 * 1024;

/** A file of the book as text, ready to be parsed, with what was wrong with its bytes. */
export interface SourceText {
  /** Relative to the book's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly faults: readonly Fault[];
}

const START: Point = { line: 1, column: 1, offset: 0 };
const UTF16_MARKS = new Set(['fffe', 'feff']);

/** Turns bytes into text. Never throws: what is not text comes back empty, with a fault that says why. */
export function decodeText(path: string, bytes: Uint8Array): SourceText {
  const refuse = (message: string): SourceText => ({
    path,
    text: '',
    faults: [{ ruleId: 'file-is-text', message, range: { start: START, end: START } }],
  });
  if (bytes.length > LARGEST_FILE)
    return refuse(`Split this file: it is over ${LARGEST_FILE / 1024 / 1024} MB.`);
  if (UTF16_MARKS.has(hex(bytes.subarray(0, 2)))) return refuse('Save this file as UTF-8: it is UTF-16.');
  const text = new TextDecoder('utf-8').decode(bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0) return refuse('Remove this file or save it as text: it holds binary data.');
  return { path, text, faults: invalidUtf8(text, bytes) };
}

function invalidUtf8(text: string, bytes: Uint8Array): Fault[] {
  if (isUtf8(bytes)) return [];
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

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The line and column of an offset. For many look-ups in one text, use `lineIndex`. */
export function pointAt(text: string, offset: number): Point {
  return lineIndex(text)(offset);
}

/** A text with a look-up of its lines, made once. */
export interface IndexedText {
  readonly text: string;
  readonly at: (offset: number) => Point;
}

/** A look-up from offset to line and column, in logarithmic time; offsets outside the text are clamped. */
export function lineIndex(text: string): (offset: number) => Point {
  const starts = [0];
  // As Markdown and editors count lines: a carriage return of its own ends one too.
  for (const { index, 0: ending } of text.matchAll(/\r\n|[\r\n]/g)) starts.push(index + ending.length);
  return (offset) => {
    const clamped = Math.max(0, Math.min(offset, text.length));
    const line = lastAtMost(starts, clamped);
    return { line: line + 1, column: clamped - (starts[line] ?? 0) + 1, offset: clamped };
  };
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
  const at = lineIndex(text);
  return { start: at(start), end: at(Math.max(start, end)) };
}
