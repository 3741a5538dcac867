import { cleanOutput } from './clean-output.ts';
import type { ComparedLine, Comparison } from './expect.ts';

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
      return `+ ${cleanOutput(line.actual)}${lacksEnd(line.actual, lines) ? ' (no-eol)' : ''}`;
    case 'fits':
      return `  ${cleanOutput(line.actual)}`;
    default:
      return `${line.kind === 'missing' ? '-' : ' '} ${line.expected.source}`;
  }
}

/** Whether a line is what was expected but for the newline at its end, which only the last line can lack. */
function lacksEnd(actual: string, lines: readonly ComparedLine[]): boolean {
  return lines.some(
    (line) => line.kind === 'missing' && line.expected.kind === 'equal' && line.expected.text === actual,
  );
}
