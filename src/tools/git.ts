import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';

/** Something that git cannot do here, in words for whoever asked. */
export class GitProblem extends Error {
  override readonly name = 'GitProblem';
}

/** What a run of git left: its exit status and what it wrote. */
export interface GitAnswer {
  readonly status: number;
  readonly out: Buffer;
  readonly said: string;
}

/** Set by a hook for its own repository; they would mislead a git that starts in the book's folder. */
const LEFT_OUT = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY'];

/**
 * Runs git in a folder, reading only: no pager, no lock, and none of the programs that a repository's own
 * settings could name.
 * @throws GitProblem when git is not installed
 */
export async function askGit(root: string, args: readonly string[], input?: string): Promise<GitAnswer> {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !LEFT_OUT.includes(key)),
  );
  const child = spawn('git', ['-c', 'core.fsmonitor=', '-c', 'diff.external=', '-C', root, ...args], {
    env: { ...environment, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
  });
  const ended = new Promise<number>((settle, fail) => {
    child.on('error', (cause: NodeJS.ErrnoException) =>
      fail(cause.code === 'ENOENT' ? new GitProblem('git is not on the PATH.', { cause }) : cause),
    );
    child.on('close', (status) => settle(status ?? 1));
  });
  child.stdin.on('error', () => undefined); // git may end before it has read everything
  child.stdin.end(input);
  const [status, out, said] = await Promise.all([ended, buffer(child.stdout), text(child.stderr)]);
  return { status, out, said: said.trim() };
}

/** The parts of an answer to a `-z` command. */
export function splitZeros(out: Buffer): string[] {
  return out.toString('utf8').split('\0').slice(0, -1);
}
