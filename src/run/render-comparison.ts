import { cleanOutput } from './clean-output.ts';
import type { ComparedLine } from './compared-line.ts';
import type { Comparison } from './expect.ts';
import type { ExpectedLine } from './expected-line.ts';
import { escapedLine, literalLine } from './updated-expectation.ts';

/** Lines of a comparison that are shown; what fits is left out between those that do not. */
const MOST_LINES = 40;

/** A comparison as a diff: `-` for what was expected and did not come, `+` for what came instead. */
export function renderComparison({ lines, exitStatus, unread }: Comparison): string {
  const wrong = lines.flatMap((line, index) => (isWrong(line) ? [index] : []));
  const near = new Set(wrong.flatMap((index) => [index - 1, index, index + 1]));
  const shown = lines.flatMap((line, index) => (near.has(index) ? [diffLine(line, lines)] : []));
  const more = shown.length - MOST_LINES;
  return [
    ...shown.slice(0, MOST_LINES),
    ...(more > 0 ? [`  … ${more} more lines`] : []),
    ...(unread > 0 ? [`  … ${unread} more lines of output, which were not compared`] : []),
    ...(exitStatus && exitStatus.expected !== exitStatus.actual
      ? [`- [${exitStatus.expected}]`, `+ [${exitStatus.actual}]`]
      : []),
  ].join('\n');
}

function isWrong({ kind }: ComparedLine): boolean {
  return kind === 'missing' || kind === 'unexpected';
}

function diffLine(line: ComparedLine, lines: readonly ComparedLine[]): string {
  switch (line.kind) {
    case 'unexpected':
      return `+ ${unexpectedLine(line.actual, lines)}`;
    case 'fits':
      return `  ${cleanOutput(line.actual)}`;
    case 'missing':
      return `- ${missingLine(line.expected, lines)}`;
    default:
      return `  ${line.expected.source}`;
  }
}

function missingLine({ source, text }: ExpectedLine, lines: readonly ComparedLine[]): string {
  const came = lines.flatMap((line) => (line.kind === 'unexpected' ? [line.actual] : []));
  if (!isAscii(text) && came.some((actual) => looksAlike(text, actual))) return escapedLine(text, NOT_ASCII);
  return withBlanks(source, isBlankTwin(text, lines));
}

const NOT_ASCII = /[^\x20-\x7E]/gu;

function isAscii(text: string): boolean {
  return /^[\x20-\x7E]*$/.test(text);
}

/** Whether two lines differ in nothing but letters of two scripts, as Latin `a` and Cyrillic `а` do, and in dashes. */
function looksAlike(one: string, other: string): boolean {
  const [left, right] = [[...one], [...other]];
  const pairs = left.flatMap((char, at): [string, string][] =>
    char === right[at] ? [] : [[char, right[at] ?? '']],
  );
  return left.length === right.length && pairs.length > 0 && pairs.every((pair) => isLookAlike(...pair));
}

function isLookAlike(one: string, other: string): boolean {
  if (DASH.test(one) && DASH.test(other)) return true;
  const scripts = [one, other].map((char) => SCRIPTS.findIndex((script) => script.test(char)));
  return !scripts.includes(-1) && scripts[0] !== scripts[1];
}

const DASH = /^[\p{Pd}\u2212]$/u;
/** Scripts that have letters of one shape. */
const SCRIPTS = [
  /^\p{sc=Latin}$/u,
  /^\p{sc=Cyrillic}$/u,
  /^\p{sc=Greek}$/u,
  /^\p{sc=Armenian}$/u,
  /^\p{sc=Cherokee}$/u,
];

/** What came, as an expectation would have to say it: what cannot be seen is written out. */
function unexpectedLine(actual: string, lines: readonly ComparedLine[]): string {
  const missing = lines.flatMap((line) => (line.kind === 'missing' ? [line.expected.text] : []));
  const isTwin = missing.some(
    (text) =>
      text !== actual && (text.normalize('NFKC') === actual.normalize('NFKC') || looksAlike(text, actual)),
  );
  if (isTwin && !isAscii(actual)) return escapedLine(actual, NOT_ASCII);
  const lacksIts = lines.some(
    (line) => line.kind === 'missing' && line.expected.kind === 'equal' && line.expected.text === actual,
  );
  return withBlanks(literalLine(actual, lacksIts), isBlankTwin(actual, lines));
}

/** Whether two lines that do not fit differ in nothing but blanks. */
function isBlankTwin(text: string, lines: readonly ComparedLine[]): boolean {
  const plain = text.replace(/[ \t]+/g, '');
  return lines.some((line) => {
    if (!isWrong(line)) return false;
    const other = line.kind === 'unexpected' ? line.actual : 'expected' in line ? line.expected.text : '';
    return other !== text && other.replace(/[ \t]+/g, '') === plain;
  });
}

/** Blanks that nobody sees: those at the end of a line, and all where only they differ. */
function withBlanks(text: string, isAll: boolean): string {
  const show = (blanks: string): string => blanks.replaceAll(' ', '␣').replaceAll('\t', '⇥');
  if (isAll) return text.replace(/[ \t]+/g, show);
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(0, end) + show(text.slice(end));
}
