import type { Book } from '../../runbook/book.ts';
import { didYouMean } from '../../runbook/nearest.ts';
import type { Runbook } from '../../runbook/parse.ts';
import { GitProblem } from '../../tools/git.ts';
import { changesSince } from '../../tools/git-changes.ts';
import { UsageError } from '../command.ts';

/** The runbooks of a call: those that are named, or lie in a named folder, and have changed if that was asked. */
export async function chooseRunbooks(
  book: Book,
  words: readonly string[],
  { root, since }: { root: string; since: string | undefined },
): Promise<readonly Runbook[]> {
  const named = words.flatMap((word) => findRunbooks(book, word.replace(/\/+$/, '')));
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
  try {
    return new Set((await changesSince(root, since)).files.map(({ path }) => path));
  } catch (error) {
    if (error instanceof GitProblem) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** The number of `--jobs`. */
export function readJobs(text: string | undefined): number {
  if (text === undefined) return 1;
  if (!/^[1-9]\d?$/.test(text)) throw new UsageError(`--jobs takes a number from 1 to 99, not \`${text}\`.`);
  return Number(text);
}
