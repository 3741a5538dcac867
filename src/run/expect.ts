import { readExpectedLine } from './expected-line.ts';
import type { ExpectedLine } from './expected-line.ts';
import { alignLines } from './align-lines.ts';
import type { ComparedLine } from './compared-line.ts';
import { likeness } from './likeness.ts';
import { wholeMatcher } from '../runbook/values/linear-pattern.ts';
import type { Similarity } from '../runbook/read/similarity.ts';

export type { ExpectedLine } from './expected-line.ts';

/** What a command should print, line by line, in scrut's grammar, and how it should end. */
export interface Expectation {
  readonly lines: readonly ExpectedLine[];
  /** From a last line like `[1]`; undefined when the text names none, which means 0. */
  readonly exitStatus: number | undefined;
  /** The lines are a sample, and the whole output is held against it. */
  readonly similarity?: Similarity;
}

export interface Comparison {
  readonly isMatch: boolean;
  readonly lines: readonly ComparedLine[];
  /** Absent when no exit status was given to compare. */
  readonly exitStatus?: { readonly expected: number; readonly actual: number };
  /** Lines at the end of a very long output that were not looked at; such an output does not match. */
  readonly unread: number;
}

export interface Ending {
  /** How the command ended; not compared when left out. */
  readonly exitStatus?: number;
  /** The output comes from a person's clipboard: blanks and newlines at the ends of lines may be lost. */
  readonly isPasted?: boolean;
  /** Lines times expected lines that are looked at. */
  readonly mostCells?: number;
}

// Matches `[1]` and `[130]`; not `[1, 2]`.
const EXIT_STATUS = /^\[(\d{1,3})\]$/;

/** Reads the text of an `output` fence. What cannot be read stands in the line's `fault`. */
export function parseExpectation(text: string): Expectation {
  // In a fence every newline separates two lines: the last line of a table may be an empty one.
  const lines = text === '' ? [] : text.split(/\r?\n/);
  const status = EXIT_STATUS.exec(lines.at(-1) ?? '')?.[1];
  return {
    lines: (status === undefined ? lines : lines.slice(0, -1)).map(readExpectedLine),
    exitStatus: status === undefined ? undefined : Number(status),
  };
}

/** Reads a sample, as it is below Innovation Engine's comment: no line of it has a mark. */
export function parseSample(text: string, similarity: Similarity): Expectation {
  const lines = text.split('\n').map((line) => ({ ...readExpectedLine(`${line} (equal)`), source: line }));
  return { lines, exitStatus: undefined, similarity };
}

/** Lines times expected lines: bounds the work and memory of one comparison. */
const MOST_CELLS = 4_000_000;

/** Compares an output with what was expected, and says of every line whether it fits. */
export function compareOutput(expectation: Expectation, actual: string, ending: Ending = {}): Comparison {
  const { lines: all, isEnded } = splitLines(ending.isPasted ? actual.trimEnd() : actual);
  const wanted = ending.isPasted ? withoutEmptyEnd(expectation.lines) : expectation.lines;
  const most = Math.floor((ending.mostCells ?? MOST_CELLS) / (wanted.length + 1));
  const given = all.slice(0, most);
  const fits = (expected: ExpectedLine, line: string, index: number): boolean => {
    const hasEnd = isEnded || index < all.length - 1;
    return ending.isPasted ? fitsPasted(expected, line) : fitsEnd(expected, hasEnd) && expected.fits(line);
  };
  const lines = alignLines(wanted, given, fits);
  const unread = all.length - given.length;
  const expectedStatus = expectation.exitStatus ?? 0;
  const { exitStatus } = ending;
  const endedWell = exitStatus === undefined || exitStatus === expectedStatus;
  const fitsAll = lines.every(({ kind }) => kind === 'fits' || kind === 'absent');
  const { similarity } = expectation;
  const isLike = similarity ? isSimilar(expectation, similarity, actual) : fitsAll && unread === 0;
  return {
    isMatch: endedWell && isLike,
    lines,
    ...(exitStatus === undefined ? {} : { exitStatus: { expected: expectedStatus, actual: exitStatus } }),
    unread,
  };
}

function isSimilar({ lines }: Expectation, similarity: Similarity, actual: string): boolean {
  if (similarity.kind === 'pattern') return wholeMatcher(`[^]*(?:${similarity.source})[^]*`)(actual);
  return likeness(lines.map(({ text }) => text).join('\n'), actual) >= similarity.least;
}

/** As scrut has it: an exact line ends in a newline, one marked `(no-eol)` does not, patterns do not care. */
function fitsEnd({ kind }: ExpectedLine, hasEnd: boolean): boolean {
  if (kind === 'equal') return hasEnd;
  return kind !== 'no-eol' || !hasEnd;
}

/** A clipboard seldom holds the empty lines at an end. */
function withoutEmptyEnd(lines: readonly ExpectedLine[]): readonly ExpectedLine[] {
  const last = lines.findLastIndex(({ source }) => source !== '');
  return lines.slice(0, last + 1);
}

function fitsPasted(expected: ExpectedLine, line: string): boolean {
  return expected.fits(line) || (expected.kind === 'equal' && expected.text.trimEnd() === line.trimEnd());
}

/** Lines without their ends; the text after the last newline counts only if there is any. */
function splitLines(text: string): { lines: readonly string[]; isEnded: boolean } {
  const lines = text.split(/\r?\n/);
  const isEnded = lines.at(-1) === '';
  return { lines: isEnded ? lines.slice(0, -1) : lines, isEnded };
}
