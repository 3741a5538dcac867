import type { Commit } from '../../review/history.ts';
import type { RunbookReview } from '../../review/review-book.ts';
import type { Author } from '../../review/checked.ts';
import { reviewableText } from '../../runbook/read/reviewable-text.ts';
import { fileAt } from '../../tools/git-files.ts';
import type { OpenReview } from './open-review.ts';

/** Who changed what a review judges since the last one; undefined where git cannot tell. */
export async function authorsSince(
  { runbook, last }: RunbookReview,
  { trace, root }: OpenReview,
): Promise<readonly Author[] | undefined> {
  const { history, byPath, formerNames, isAfter } = trace;
  if (history.kind === 'none') return undefined;
  const today = history.prefix + runbook.path;
  const commits = (byPath.get(today) ?? []).filter(last ? isAfter(last) : () => true);
  const names = new Set([today, ...(formerNames.get(today) ?? [])]);
  const authors: Author[] = [];
  for (const commit of commits) if (await changesText(root, commit, names)) authors.push(commit);
  return authors;
}

/** A commit that only moved the date, as signing does, is no change of the text. */
async function changesText(root: string, commit: Commit, names: ReadonlySet<string>): Promise<boolean> {
  const file = commit.files.find(({ path }) => names.has(path));
  const [parent] = commit.parents;
  if (!file || parent === undefined) return true;
  const [now, before] = await Promise.all([
    fileAt(root, commit.hash, file.path),
    fileAt(root, parent, file.from ?? file.path),
  ]);
  if (now === undefined || before === undefined) return true;
  return reviewableText(now) !== reviewableText(before);
}
