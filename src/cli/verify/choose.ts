import type { Book } from '../../runbook/book.ts';
import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { changesSince } from '../../tools/git-changes.ts';
import { UsageError } from '../command.ts';
import { orUsageError } from '../git-problem.ts';
import { trimMarksEnd } from '../../runbook/words/trim-marks.ts';

/** The runbooks of a call: those that are named, or lie in a named folder, and have changed if that was asked. */
export async function chooseRunbooks(
  book: Book,
  words: readonly string[],
  { root, since }: { root: string; since: string | undefined },
): Promise<readonly Runbook[]> {
  const named = words.flatMap((word) => findRunbooks(book, trimMarksEnd(word, '/')));
  const chosen = words.length === 0 ? [...book.runbooks.values()] : [...new Set(named)];
  if (since === undefined) return chosen;
  const changed = await changedPaths(root, since);
  return chosen.filter(({ path }) => changed.has(path));
}

function findRunbooks({ runbooks }: Book, word: string): readonly Runbook[] {
  const one = runbooks.get(word);
  const inside = [...runbooks.values()].filter(({ id }) => id.startsWith(`${word}/`));
  if (one || inside.length > 0) return one ? [one] : inside;
  throw new UsageError(`no runbook has the id \`${word}\`.${didYouMean(word, runbooks.keys())}`);
}

async function changedPaths(root: string, since: string): Promise<ReadonlySet<string>> {
  const { files } = await orUsageError(changesSince(root, since));
  return new Set(files.map(({ path }) => path));
}

/** The number of `--jobs`. */
export function readJobs(text: string | undefined): number {
  if (text === undefined) return 1;
  if (!/^[1-9]\d?$/.test(text)) throw new UsageError(`--jobs takes a number from 1 to 99, not \`${text}\`.`);
  return Number(text);
}
