import { askGit } from './git.ts';

/** The commit that a folder is at; undefined outside a repository. */
export async function headCommit(root: string): Promise<string | undefined> {
  const { status, out } = await askGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => ({
    status: 1,
    out: Buffer.alloc(0),
  }));
  return status === 0 ? out.toString('utf8').trim() : undefined;
}
