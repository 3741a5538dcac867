import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The commit that is checked out; undefined without git or commit. */
export async function headCommit(root: string): Promise<string | undefined> {
  return (await git(root, ['rev-parse', '--verify', '--quiet', 'HEAD']))?.trim() || undefined;
}

/** Whether a folder is in a repository, with or without a commit. */
export async function isInRepository(root: string): Promise<boolean> {
  return (await git(root, ['rev-parse', '--is-inside-work-tree']))?.trim() === 'true';
}

/**
 * The text of a file in a commit; undefined when it was not there.
 * @param path from the repository's root
 */
export function fileAt(root: string, commit: string, path: string): Promise<string | undefined> {
  return git(root, ['cat-file', '-p', `${commit}:${path}`]);
}

async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  try {
    // `core.fsmonitor` of a hostile repository could name a program to run.
    const { stdout } = await run('git', ['-c', 'core.fsmonitor=', '-C', root, ...args], {
      maxBuffer: 1 << 26,
    });
    return stdout;
  } catch {
    return undefined;
  }
}
