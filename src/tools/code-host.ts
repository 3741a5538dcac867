import { GitProblem, openRepository } from './git.ts';

/** A service that keeps repositories and runs their checks. */
export type CodeHost = 'github' | 'gitlab';

/**
 * Where the repository of a folder is pushed to, as git's `origin` says: by the name of the host, so that one of a
 * company's own counts, too (`gitlab.example.org`). Undefined for others, and where git cannot be asked.
 */
export async function codeHost(folder: string): Promise<CodeHost | undefined> {
  try {
    const repository = await openRepository(folder);
    const answer = await repository?.ask(['config', '--get', 'remote.origin.url']);
    return answer?.status === 0 ? hostOf(answer.out.toString('utf8').trim()) : undefined;
  } catch (problem) {
    if (problem instanceof GitProblem) return undefined;
    throw problem;
  }
}

function hostOf(address: string): CodeHost | undefined {
  // Matches `git@github.com:a/b`, `https://x@gitlab.example.org/a`; not `https://example.org/github/b`, `../github.com`.
  const host =
    /^(?:[a-z+]{1,10}:\/\/)?(?:[^@/\s]{1,200}@)?([\w.-]{1,200})[:/]/i.exec(address)?.[1]?.toLowerCase() ?? '';
  return (['github', 'gitlab'] as const).find((name) => host.split('.').slice(0, -1).includes(name));
}
