import { askGit, GitProblem } from './git.ts';

/** The folder inside its repository, as in `docs/ops/`; `''` when it is the repository itself, or in none. */
export async function repositoryPrefix(root: string): Promise<string> {
  try {
    const { status, out } = await askGit(root, ['rev-parse', '--show-prefix']);
    return status === 0 ? out.toString('utf8').replace(/\n$/, '') : '';
  } catch (error) {
    if (error instanceof GitProblem) return '';
    throw error;
  }
}
