import type { ComparedLine } from './compared-line.ts';
import type { Comparison } from './expect.ts';
import { readExpectedLine } from './expected-line.ts';

/**
 * The lines of an expected output after `--update`: what still fits stays as it is written, patterns too; what
 * did not come is taken out, and what came instead is put in its place.
 */
export function updatedExpectation(
  { lines, exitStatus }: Comparison,
  endsInNewline: boolean,
): readonly string[] {
  const kept: string[] = [];
  let last: ComparedLine | undefined;
  const end = endsInNewline
    ? undefined
    : lines.findLast(({ kind }) => kind === 'fits' || kind === 'unexpected');
  for (const line of lines) {
    const isSame = line.kind === 'fits' && last?.kind === 'fits' && last.expected === line.expected;
    if (line.kind === 'unexpected') kept.push(literalLine(line.actual, line === end));
    else if (line.kind !== 'missing' && !isSame) kept.push(line.expected.source);
    last = line;
  }
  const status = exitStatus?.actual ?? 0;
  return status === 0 ? kept : [...kept, `[${status}]`];
}

// Control characters, characters without a shape, and what could close the fence that holds the line.
const UNSAFE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u00A0\u00AD\u061C\u200B-\u200F\u2028-\u202F\u2060-\u2069\uFEFF]|^\s*(```|~~~)/;

/** A line of output as an expectation that fits it and nothing else. */
export function literalLine(actual: string, lacksEnd: boolean): string {
  if (UNSAFE.test(actual)) return escapedLine(actual);
  if (lacksEnd) return `${actual} (no-eol)`;
  const read = readExpectedLine(actual);
  const isPlain = read.kind === 'equal' && read.text === actual && !/^\[\d{1,3}\]$/.test(actual);
  return isPlain ? actual : `${actual} (equal)`;
}

const SEEN = /[\u0000-\u001F\u007F-\u00A0\u00AD\u061C\u200B-\u200F\u2028-\u202F\u2060-\u2069\uFEFF]|[`~]/g;

/** A line with what cannot be seen written out. @param what else is to be, such as every letter with an accent */
export function escapedLine(line: string, what: RegExp = SEEN): string {
  const escaped = line.replaceAll('\\', '\\\\').replaceAll('\t', '\\t');
  return `${escaped.replace(what, bytesOf)} (escaped)`;
}

function bytesOf(char: string): string {
  const bytes = [...new TextEncoder().encode(char)];
  return bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
