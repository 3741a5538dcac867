import { DIALECTS } from '../../runbook/dialects/dialect.ts';
import type { DialectId } from '../../runbook/dialects/dialect.ts';
import { printable } from '../../runbook/words/printable.ts';
import { count } from '../../runbook/words/count.ts';
import type { ImportPlan } from './plan-import.ts';

interface Outcome {
  readonly same: readonly string[];
  /** What stands there and holds something else. */
  readonly different: readonly string[];
  /** Services, teams, severities and settings that were added. */
  readonly support: readonly string[];
  /** Systems whose marks stand in the pages and that the book's settings do not name. */
  readonly unread: readonly DialectId[];
  readonly isDry: boolean;
  readonly isForced: boolean;
}

/**
 * What an import did, page by page, with everything that was guessed, and what of the text it changed; what was guessed
 * on every page stands once.
 */
export function renderImport(
  { pages, copies, leftOut }: ImportPlan,
  { same, different, support, unread, isDry, isForced }: Outcome,
): string {
  const everywhere = guessedEverywhere(pages);
  const [asTheyWere, over] = [new Set(same), new Set(different)];
  const stateOf = (path: string): string => {
    if (over.has(path)) return ' (writes over what is there)';
    return asTheyWere.has(path) ? ' (as it was)' : '';
  };
  const lines = pages.flatMap(({ from, to, kind, guesses, changes }) =>
    [
      `${from} -> ${to}, ${kind}${stateOf(to)}`,
      ...guesses.filter((guess) => !everywhere.includes(guess)).map((guess) => `  guessed: ${guess}`),
      ...changes.map((change) => `  changed: ${change}`),
    ].map(printable),
  );
  const drafts = pages.filter(({ isUnfinished }) => isUnfinished).length;
  const list = (what: string, entries: readonly string[]): string[] =>
    entries.length === 0 ? [] : [[what, ...entries.map((line) => `  ${printable(line)}`)].join('\n')];
  const fresh = pages.filter(({ to }) => !asTheyWere.has(to)).length;
  const verb = isDry ? 'would be written' : 'written';
  const overwriting =
    different.length > 0 && isDry && !isForced
      ? [`Without --force nothing is written: ${count(different.length, 'file')} would be written over.`]
      : [];
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
      ...(drafts === 0 ? [] : [renderDrafts(drafts)]),
      ...(unread.length === 0 ? [] : [renderUnread(unread)]),
      ...overwriting,
      `${count(fresh, 'runbook')} ${verb}, ${pages.length - fresh} as they were. Next: opsbook lint`,
    ].join('\n\n') + '\n'
  );
}

function renderUnread(unread: readonly DialectId[]): string {
  const names = unread.map((id) => DIALECTS[id]).join(', ');
  return `The pages have marks of ${names}. Until \`dialect\` in opsbook.yaml names ${unread.join(', ')}, readers see them as they are written.`;
}

function renderDrafts(drafts: number): string {
  const what = drafts === 1 ? '1 page is a draft' : `${drafts} pages are drafts`;
  return `${what}: sections that a responder looks for have other names there, or are not written. Where a team has words of its own for them, \`sections\` in opsbook.yaml takes these.`;
}

function guessedEverywhere(pages: ImportPlan['pages']): readonly string[] {
  if (pages.length < 2) return [];
  return (pages[0]?.guesses ?? []).filter((guess) => pages.every(({ guesses }) => guesses.includes(guess)));
}
