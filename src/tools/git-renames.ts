import { askGit, GitProblem, splitZeros } from './git.ts';

/** Commits looked through for renames. */
const LATEST = '1000';

/**
 * Where the files of a folder have gone, as far as git remembers: the path of today by every path they had.
 * Empty where there is no git.
 */
export async function movedFiles(root: string): Promise<Map<string, string>> {
  const log = [
    'log',
    '-n',
    LATEST,
    '-M',
    '--diff-filter=R',
    '--name-status',
    '-z',
    '--format=',
    '--relative',
  ];
  const uncommitted = ['diff', '-M', '--diff-filter=R', '--name-status', '-z', '--relative', 'HEAD'];
  try {
    const answers = await Promise.all([uncommitted, log].map((args) => askGit(root, [...args, '--', '.'])));
    const moved = new Map<string, string>();
    // From the latest on: a file that has moved twice is where its last move brought it.
    for (const { out } of answers)
      for (const [from, to] of readRenames(splitZeros(out)))
        if (!moved.has(from)) moved.set(from, moved.get(to) ?? to);
    return moved;
  } catch (error) {
    if (error instanceof GitProblem) return new Map();
    throw error;
  }
}

/** `R097`, the old path, the new path. */
function readRenames(parts: readonly string[]): [from: string, to: string][] {
  const renames: [string, string][] = [];
  for (let at = 0; at + 2 < parts.length; at += 3) renames.push([parts[at + 1] ?? '', parts[at + 2] ?? '']);
  return renames;
}
