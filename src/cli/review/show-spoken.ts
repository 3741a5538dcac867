import { structuredPatch } from 'diff';
import type { RunbookReview } from '../../review/review-book.ts';
import type { SpokenChange } from '../../review/spoken-change.ts';
import { count } from '../../runbook/words/count.ts';
import { printable } from '../../runbook/words/printable.ts';
import { contentHash } from '../../tools/content-hash.ts';

/** What a reviewer of a page has to read besides it: what it speaks of, as it was and as it is. */
export function showSpoken({ runbook, last, spoken }: RunbookReview): string {
  const head = `${runbook.id}: ${count(spoken.length, 'thing')} that it speaks of changed since its review on ${last?.on ?? ''}.`;
  return [head, ...spoken.flatMap(showChange)].map(printable).join('\n');
}

function showChange(
  { name, path, line, before, now, said, commit, author, on }: SpokenChange,
  index: number,
): string[] {
  const what = now === undefined ? 'is gone' : 'changed';
  return [
    `  ${name} ${what}: ${path}:${line}, by ${author} on ${on} in ${commit.slice(0, 7)}`,
    ...(said === undefined ? [] : [`    page, line ${said.line}: ${said.text}`]),
    ...(index < MOST_WHOLE ? differences(before, now ?? []) : ['… read this one in git']).map(
      (one) => `    ${one}`,
    ),
  ];
}

/** A glob may watch hundreds of files. */
const MOST_WHOLE = 20;

/** More lines of one change are read in git. */
const MOST_LINES = 40;
/** A line is no longer here. */
const LONGEST_LINE = 400;
/** So many lines may differ: comparing takes time that grows with their square. */
const MOST_EDITS = 2000;

function differences(before: readonly string[], now: readonly string[]): string[] {
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  const bounds = { context: 1, maxEditLength: MOST_EDITS };
  const patch = structuredPatch('', '', text(before), text(now), '', '', bounds);
  if (!patch) return ['… more has changed than is shown here: read both in git'];
  const lines = patch.hunks
    .flatMap((hunk, index) => [...(index > 0 ? ['…'] : []), ...hunk.lines])
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line));
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${count(more, 'line')} more`] : lines;
}

/** What stands for having read all that was shown: another word as soon as something more has changed. */
export function seenCode(reviews: readonly RunbookReview[]): string {
  const shown = reviews.filter(({ spoken }) => spoken.length > 0).map(showSpoken);
  return contentHash(shown.toSorted().join('\n')).slice('sha256:'.length, 'sha256:'.length + 8);
}
