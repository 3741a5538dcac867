import type picocolors from 'picocolors';
import { printable } from '../runbook/words/printable.ts';
import type { Answer } from '../search/match.ts';
import type { Reason } from '../search/reason.ts';
import type { Result } from '../search/results.ts';

interface Rendering {
  /** Whether each result says why it is there. */
  readonly isExplained: boolean;
}

/** An answer as a terminal shows it: what matches, then what only resembles. */
export function renderAnswer(
  { results, groups, meanings }: Answer,
  rendering: Rendering,
  colors: ReturnType<typeof picocolors.createColors>,
): string {
  const meant = renderMeanings(meanings, colors);
  if (results.length === 0)
    return meant === ''
      ? 'Nothing in this book resembles that.\n'
      : `${meant}No runbook for this yet. opsbook new runbook begins one.\n`;
  const lines = (list: readonly Result[]): string[] =>
    list.flatMap((result) => resultLines(result, rendering, colors));
  if (groups)
    return `${meant}${groups
      .map(({ alert, results }) => {
        const found = results.length > 0 ? lines(results) : [colors.dim('no runbook')];
        return [colors.bold(alert), ...found.map((line) => `  ${line}`), ''].join('\n');
      })
      .join('')}`;
  const sure = results.filter(({ isSure }) => isSure);
  const rest = results.filter(({ isSure }) => !isSure);
  const parts = [...lines(sure), ...(rest.length > 0 ? [colors.dim('Perhaps:'), ...lines(rest)] : [])];
  return `${meant}${parts.join('\n')}\n`;
}

/** What well-known errors mean, one a line. */
export function renderMeanings(
  meanings: Answer['meanings'],
  colors: ReturnType<typeof picocolors.createColors>,
): string {
  return meanings
    .map(({ text, meaning, software }) => {
      return `${colors.bold(printable(text))}  ${meaning}. ${colors.dim(`(${software})`)}\n`;
    })
    .join('');
}

function resultLines(
  { id, anchor, title, why, values, refused }: Result,
  { isExplained }: Rendering,
  colors: ReturnType<typeof picocolors.createColors>,
) {
  const head = `${colors.bold(id)}${anchor === '' ? '' : colors.dim(`#${anchor}`)}  ${title}`;
  if (!isExplained) return [head];
  const filled = Object.entries(values).map(([name, value]) => printable(`${name}=${value}`));
  const left = Object.entries(refused).map(([name, reason]) => `${name} ${printable(reason)}`);
  return [
    head,
    `    ${colors.dim(`${why.kind}:`)} ${markedText(why, colors)}`,
    ...(filled.length > 0 ? [`    ${colors.dim('from your paste:')} ${filled.join(' ')}`] : []),
    ...(left.length > 0 ? [`    ${colors.dim('not taken from your paste:')} ${left.join('; ')}`] : []),
  ];
}

function markedText({ text, ranges }: Reason, colors: ReturnType<typeof picocolors.createColors>): string {
  let at = 0;
  const parts: string[] = [];
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), colors.underline(text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)].join('').replace(/\s+/g, ' ');
}
