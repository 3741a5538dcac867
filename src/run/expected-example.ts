import { exampleOf } from '../runbook/values/pattern-example.ts';
import { parseExpectation } from './expect.ts';
import type { ExpectedLine } from './expected-line.ts';

/** An expected output as an example of it; undefined where it is text, and its own example. */
export function exampleOutput(expected: string): string | undefined {
  const { lines, exitStatus } = parseExpectation(expected);
  if (lines.every(({ source, text }) => source === text) && exitStatus === undefined) return undefined;
  const ending = exitStatus === undefined ? [] : [`(exit status ${exitStatus})`];
  return [...lines.map(exampleLine), ...ending].join('\n');
}

/** The line as it may look; what has no example stays as it is written. */
function exampleLine({ kind, text, source, fits }: ExpectedLine): string {
  if (kind === 'any') return '…';
  if (kind === 'glob') return globExample(text);
  if (kind !== 'regex') return text;
  const example = exampleOf(text);
  return example !== undefined && fits(example) ? example : source;
}

// Matches the `\*` and the `*` of `a\*b*`.
const WILD = /\\([*?\\])|[*?]/g;

function globExample(glob: string): string {
  return glob.replace(WILD, (wild, escaped?: string) => escaped ?? (wild === '*' ? '…' : 'x'));
}
