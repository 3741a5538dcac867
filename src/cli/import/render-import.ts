import { printable } from '../../runbook/words/printable.ts';
import { count } from '../../runbook/words/count.ts';
import type { ImportPlan } from './plan-import.ts';

interface Outcome {
  readonly same: readonly string[];
  /** Services, teams, severities and settings that were added. */
  readonly support: readonly string[];
  readonly isDry: boolean;
}

/** What an import did, page by page, with everything that was guessed; what was guessed on every page stands once. */
export function renderImport(
  { pages, copies, leftOut }: ImportPlan,
  { same, support, isDry }: Outcome,
): string {
  const everywhere = guessedEverywhere(pages);
  const lines = pages.flatMap(({ from, to, guesses }) =>
    [
      `${from} -> ${to}${same.includes(to) ? ' (as it was)' : ''}`,
      ...guesses.filter((guess) => !everywhere.includes(guess)).map((guess) => `  guessed: ${guess}`),
    ].map(printable),
  );
  const list = (what: string, entries: readonly string[]): string[] =>
    entries.length === 0 ? [] : [[what, ...entries.map((line) => `  ${printable(line)}`)].join('\n')];
  const fresh = pages.filter(({ to }) => !same.includes(to)).length;
  const verb = isDry ? 'would be written' : 'written';
  return (
    [
      ...(lines.length === 0 ? [] : [lines.join('\n')]),
      ...list(`Guessed on each of the ${count(pages.length, 'page')}:`, everywhere),
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

function guessedEverywhere(pages: ImportPlan['pages']): readonly string[] {
  if (pages.length < 2) return [];
  return (pages[0]?.guesses ?? []).filter((guess) => pages.every(({ guesses }) => guesses.includes(guess)));
}
