import { GitProblem, openRepository } from './git.ts';
import type { Repository } from './git.ts';
import { LOG } from './git-history.ts';

/** Commits looked at: enough for "recently changed", and quick in a repository of any age. */
const LATEST = '300';

/** What git knows of a folder. */
export interface GitChanges {
  /** When each file was last committed (ISO 8601), for files changed in the latest commits. */
  readonly changes: ReadonlyMap<string, string>;
  /** The folder inside its repository, as in `docs/`; `''` when it is the repository itself. */
  readonly prefix: string;
}

/** Empty where there is no git, no repository or no commit: dates are then simply not shown. */
export async function lastChanges(root: string): Promise<GitChanges> {
  const repository = await openRepository(root);
  if (!repository) return { changes: new Map(), prefix: '' };
  const changes = new Map<string, string>();
  for (const [date, paths] of await listCommits(repository))
    for (const path of paths) if (!changes.has(path)) changes.set(path, date);
  return { changes, prefix: repository.prefix };
}

/** Before each commit's date: no path can hold it. */
const MARK = '\u0001\u0001';

async function listCommits({ prefix, ask }: Repository): Promise<[date: string, paths: string[]][]> {
  const flags = ['-n', LATEST, '-z', `--format=${MARK}%cI`, '--name-only', '--no-renames'];
  const answer = await ask([...LOG, ...flags, '--', prefix || '.']).catch((error: unknown) => {
    if (error instanceof GitProblem) return undefined;
    throw error;
  });
  if (answer?.status !== 0) return [];
  const commits = answer.out.toString('utf8').split(MARK).slice(1);
  return commits.map((commit) => {
    const [date = '', ...paths] = commit.split('\0').map((part) => part.replace(/^\n/, ''));
    return [date, paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))];
  });
}
