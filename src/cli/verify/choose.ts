import type { OpenBook } from '../../judge/open-book.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { changesSince } from '../../tools/git-changes.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { orUsageError } from '../git-problem.ts';
import { alertRunbooks } from '../alert-runbooks.ts';
import { nameRunbook } from '../name-runbook.ts';
import { trimMarksEnd } from '../../runbook/words/trim-marks.ts';

/** The runbooks of a call: those that are named, or lie in a named folder, and have changed if that was asked. */
export async function chooseRunbooks(
  opened: OpenBook,
  words: readonly string[],
  { since, terminal }: { since: string | undefined; terminal: Terminal },
): Promise<readonly Runbook[]> {
  const named: Runbook[] = [];
  for (const word of words) named.push(...(await findRunbooks(opened, trimMarksEnd(word, '/'), terminal)));
  const chosen = words.length === 0 ? [...opened.book.runbooks.values()] : [...new Set(named)];
  if (since === undefined) return chosen;
  const changed = await changedPaths(opened.root, since);
  return chosen.filter(({ path }) => changed.has(path));
}

async function findRunbooks(opened: OpenBook, word: string, terminal: Terminal): Promise<readonly Runbook[]> {
  const { runbooks } = opened.book;
  const one = runbooks.get(word);
  const inside = [...runbooks.values()].filter(({ id }) => id.startsWith(`${word}/`));
  if (one || inside.length > 0) return one ? [one] : inside;
  const ofAlert = (name: string): string[] => alertRunbooks(opened, name);
  const found = runbooks.get(await nameRunbook(word, { ids: [...runbooks.keys()], ofAlert }, terminal));
  return found ? [found] : [];
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
