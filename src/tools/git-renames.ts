import { GitProblem, openRepository, splitZeros } from './git.ts';
import type { Repository } from './git.ts';
import { differencesFrom } from './git-differences.ts';
import { LOG } from './git-history.ts';

/** Commits looked through for renames. */
const LATEST = '1000';

/**
 * Where the files of a folder have gone, as far as git remembers: the path of today by every path they had.
 * Empty where there is no git.
 */
export async function movedFiles(root: string): Promise<Map<string, string>> {
  try {
    const repository = await openRepository(root);
    return repository ? await readMoves(repository) : new Map();
  } catch (error) {
    if (error instanceof GitProblem) return new Map();
    throw error;
  }
}

async function readMoves(repository: Repository): Promise<Map<string, string>> {
  const { ask, prefix } = repository;
  const flags = ['-n', LATEST, '-M', '--diff-filter=R', '--name-status', '-z', '--format='];
  const [uncommitted, log] = await Promise.all([
    differencesFrom(repository, 'HEAD'),
    ask([...LOG, ...flags, '--', prefix || '.']),
  ]);
  const moved = new Map<string, string>();
  // From the latest on: a file that has moved twice is where its last move brought it.
  const note = (from: string, to: string): void => {
    if (!moved.has(from)) moved.set(from, moved.get(to) ?? to);
  };
  for (const { from, path } of uncommitted) if (from !== undefined) note(from, path);
  for (const [from, to] of readRenames(splitZeros(log.out)))
    note(from.slice(prefix.length), to.slice(prefix.length));
  return moved;
}

/** `R097`, the old path, the new path. */
function readRenames(parts: readonly string[]): [from: string, to: string][] {
  const renames: [string, string][] = [];
  for (let at = 0; at + 2 < parts.length; at += 3) renames.push([parts[at + 1] ?? '', parts[at + 2] ?? '']);
  return renames;
}
