import { cleanOutput } from './clean-output.ts';
import type { ComparedLine } from './compared-line.ts';
import type { Comparison } from './expect.ts';
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
      return `- ${withBlanks(line.expected.source, isBlankTwin(line.expected.text, lines))}`;
    default:
      return `  ${line.expected.source}`;
  }
}

/** What came, as an expectation would have to say it: what cannot be seen is written out. */
function unexpectedLine(actual: string, lines: readonly ComparedLine[]): string {
  const missing = lines.flatMap((line) => (line.kind === 'missing' ? [line.expected.text] : []));
  const isTwin = missing.some(
    (text) => text !== actual && text.normalize('NFKC') === actual.normalize('NFKC'),
  );
  if (isTwin) return escapedLine(actual, /[^\x20-\x7E]/gu);
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
