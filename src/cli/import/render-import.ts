import { printable } from '../../runbook/words/printable.ts';
import { count } from '../../runbook/words/count.ts';
import type { ImportPlan } from './plan-import.ts';

interface Outcome {
  readonly same: readonly string[];
  /** Services, teams, severities and settings that were added. */
  readonly support: readonly string[];
  readonly isDry: boolean;
}

/** What an import did, page by page, with everything that was guessed. */
export function renderImport(
  { pages, copies, leftOut }: ImportPlan,
  { same, support, isDry }: Outcome,
): string {
  const blocks = pages.map(({ from, to, guesses }) =>
    [
      `${from} -> ${to}${same.includes(to) ? ' (as it was)' : ''}`,
      ...guesses.map((guess) => `  guessed: ${guess}`),
    ]
      .map(printable)
      .join('\n'),
  );
  const list = (what: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[what, ...lines.map((line) => `  ${printable(line)}`)].join('\n')];
  const fresh = pages.filter(({ to }) => !same.includes(to)).length;
  const verb = isDry ? 'would be written' : 'written';
  return (
    [
      ...blocks,
      ...list('Added, for you to fill in:', support),
      ...list(
        'Pictures and files:',
        copies.map(({ to }) => to),
      ),
      ...list(
        'Left out:',
        leftOut.map(({ path, why }) => `${path}: ${why}`),
      ),
      `${count(fresh, 'runbook')} ${verb}, ${same.filter((path) => pages.some(({ to }) => to === path)).length} as they were. Next: opsbook lint`,
    ].join('\n\n') + '\n'
  );
}
