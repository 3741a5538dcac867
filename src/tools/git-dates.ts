import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

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
  const log = [
    'log',
    '-n',
    LATEST,
    '--format=%x00%cI',
    '--name-only',
    '--relative',
    '--no-renames',
    '--',
    '.',
  ];
  const [output, prefix] = await Promise.all([git(root, log), git(root, ['rev-parse', '--show-prefix'])]);
  const changes = new Map<string, string>();
  for (const commit of output.split('\0').slice(1)) {
    const [date = '', ...paths] = commit.split('\n').filter(Boolean);
    for (const path of paths) if (!changes.has(path)) changes.set(path, date);
  }
  return { changes, prefix: prefix.trim() };
}

async function git(root: string, args: readonly string[]): Promise<string> {
  try {
    // `core.fsmonitor` of a hostile repository could name a program to run.
    const { stdout } = await run('git', ['-c', 'core.fsmonitor=', '-C', root, ...args], {
      maxBuffer: 1 << 26,
    });
    return stdout;
  } catch {
    return '';
  }
}
