import { GitProblem, openRepository } from './git.ts';

/** A service that keeps repositories and runs their checks. */
export type CodeHost = 'github' | 'gitlab';

/** Where a repository is pushed to. */
export interface Hosted {
  readonly host: CodeHost;
  /** Where a browser finds it, without a name or a password: `https://github.com/shop/ops`. */
  readonly address: string;
  /** The branch that it shows first, where the clone knows. */
  readonly branch: string | undefined;
}

/**
 * Where the repository of a folder is pushed to, as git's `origin` says: by the name of the host, so that one of a
 * company's own counts, too (`gitlab.example.org`). Undefined for others, and where git cannot be asked.
 */
export async function codeHost(folder: string): Promise<Hosted | undefined> {
  try {
    const repository = await openRepository(folder);
    const origin = await repository?.ask(['config', '--get', 'remote.origin.url']);
    const found = origin?.status === 0 ? readOrigin(origin.out.toString('utf8').trim()) : undefined;
    if (!found) return undefined;
    const head = await repository?.ask(['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
    const branch =
      head?.status === 0
        ? head.out
            .toString('utf8')
            .trim()
            .replace(/^origin\//, '')
        : undefined;
    return { ...found, branch };
  } catch (problem) {
    if (problem instanceof GitProblem) return undefined;
    throw problem;
  }
}

// Matches `git@github.com:a/b`, `https://x@gitlab.example.org/a.git`, `ssh://git@host:22/a`; not `../github.com`.
const ORIGIN =
  /^(?:[a-z+]{1,10}:\/\/)?(?:[^@/\s]{1,200}@)?([\w.-]{1,200})(?::\d{1,5}(?=\/))?[:/]\/?([\w.~-][\w.~/-]{0,400})$/i;

function readOrigin(origin: string): Omit<Hosted, 'branch'> | undefined {
  const [, name = '', path = ''] = ORIGIN.exec(origin) ?? [];
  const host = (['github', 'gitlab'] as const).find((one) =>
    name.toLowerCase().split('.').slice(0, -1).includes(one),
  );
  return host && { host, address: `https://${name.toLowerCase()}/${path.replace(/(?:\.git)?\/?$/i, '')}` };
}
