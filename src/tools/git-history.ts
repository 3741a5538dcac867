import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Commit, FileChange, History } from '../review/history.ts';

const run = promisify(execFile);

/** Enough for the log of a repository of a million changed files. */
const LARGEST_LOG = 1 << 29;

/** Before each commit's header: no hash, name or status looks like it. */
const MARK = '\u0001';
const FORMAT = `${MARK}%H%x00%P%x00%aN%x00%aE%x00%cI%x00%s`;

interface Bound {
  /** Commits before this moment (ISO 8601) are left out; all are read without it. */
  readonly since?: string | undefined;
}

/**
 * Reads the history of the repository that a book is in, with one `git log`. Renames are followed, and of a
 * merge only what it changed itself is listed. Without git, repository or commit the history is `none`.
 */
export async function readHistory(root: string, { since }: Bound = {}): Promise<History> {
  const log = [
    'log',
    '-z',
    '--date-order',
    '--name-status',
    '-M',
    '-l2000',
    '--diff-merges=combined',
    `--format=${FORMAT}`,
  ];
  const [output, facts] = await Promise.all([
    git(root, since === undefined ? log : [...log, `--since=${since}`]),
    git(root, ['rev-parse', '--is-shallow-repository', '--show-prefix']),
  ]);
  if (output === undefined || facts === undefined) return { kind: 'none', prefix: '', commits: [] };
  const [shallow, prefix = ''] = facts.split('\n');
  return { kind: shallow === 'true' ? 'shallow' : 'complete', prefix, commits: readLog(output) };
}

/** Reads what `git log -z --name-status` writes: a header of six fields, then a status and its paths. */
export function readLog(output: string): Commit[] {
  const commits: (Commit & { files: FileChange[] })[] = [];
  const fields = output.split('\0');
  for (let index = 0; index < fields.length; index += 1) {
    const field = (fields[index] ?? '').replace(/^\n/, '');
    if (field.startsWith(MARK)) {
      const [parents = '', author = '', email = '', at = '', subject = ''] = fields.slice(
        index + 1,
        index + 6,
      );
      index += 5;
      commits.push({
        hash: field.slice(1),
        parents: parents.split(' ').filter(Boolean),
        author,
        email,
        at,
        subject: subject.trimEnd(),
        files: [],
      });
    } else if (field !== '')
      index += readChange([field, ...fields.slice(index + 1, index + 3)], commits.at(-1)?.files ?? []);
  }
  return commits;
}

/** @returns how many fields the change took besides its status */
function readChange([status = '', first = '', second = '']: readonly string[], files: FileChange[]): number {
  if (!/^[RC]\d/.test(status)) {
    files.push({ path: first });
    return 1;
  }
  files.push(status.startsWith('R') ? { path: second, from: first } : { path: second });
  return 2;
}

async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  try {
    // `core.fsmonitor` of a hostile repository could name a program to run.
    const { stdout } = await run('git', ['-c', 'core.fsmonitor=', '-C', root, ...args], {
      maxBuffer: LARGEST_LOG,
    });
    return stdout;
  } catch {
    return undefined;
  }
}
