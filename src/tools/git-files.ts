import { GitProblem, openRepository } from './git.ts';
import type { GitAnswer } from './git.ts';

/** The commit that is checked out; undefined without git or commit. */
export async function headCommit(root: string): Promise<string | undefined> {
  return (await answer(root, ['rev-parse', '--verify', '--quiet', 'HEAD']))?.trim() || undefined;
}

/** Whether a folder is in a repository, with or without a commit. */
export async function isInRepository(root: string): Promise<boolean> {
  return (await openRepository(root)) !== undefined;
}

/** The folder inside its repository, as in `docs/ops/`; `''` when it is the repository itself, or in none. */
export async function repositoryPrefix(root: string): Promise<string> {
  return (await openRepository(root))?.prefix ?? '';
}

/**
 * The text of a file in a commit; undefined when it was not there.
 * @param path from the repository's root
 */
export async function fileAt(root: string, commit: string, path: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{4,64}$/.test(commit)) return undefined;
  return answer(root, ['cat-file', 'blob', `${commit}:${path}`]);
}

async function answer(root: string, args: readonly string[]): Promise<string | undefined> {
  const said = await askQuietly(root, args);
  return said?.status === 0 ? said.out.toString('utf8') : undefined;
}

/** Asks git where no answer is an answer too; undefined without git, or outside a repository. */
export async function askQuietly(root: string, args: readonly string[]): Promise<GitAnswer | undefined> {
  try {
    return await (await openRepository(root))?.ask(args);
  } catch (error) {
    if (error instanceof GitProblem) return undefined;
    throw error;
  }
}
