import type { Commit, FileChange, History } from '../review/history.ts';
import { GitProblem, openRepository } from './git.ts';

/** `git log` that shows no signature, no note and no more than it is asked for. */
export const LOG: readonly string[] = [
  'log',
  '--no-show-signature',
  '--no-ext-diff',
  '--no-textconv',
  '--no-notes',
  '--no-decorate',
  '--no-color',
];

/** Before each commit's header: no hash, name or status looks like it. */
const MARK = '\u0001';
const FORMAT = `${MARK}%H%x00%P%x00%an%x00%ae%x00%aN%x00%aE%x00%cI%x00%s`;

const NONE: History = { kind: 'none', prefix: '', commits: [] };

interface Bound {
  /** Commits before this moment (ISO 8601) are left out (default: all are read). */
  readonly since?: string | undefined;
}

/**
 * Reads the history of the repository that a book is in, with one `git log`. Renames are followed, and of a
 * merge only what it changed itself is listed. Without git, repository or commit the history is `none`.
 */
export async function readHistory(root: string, bound: Bound = {}): Promise<History> {
  try {
    return await ask(root, bound);
  } catch (error) {
    if (error instanceof GitProblem) return { ...NONE, because: error.message };
    throw error;
  }
}

async function ask(root: string, { since }: Bound): Promise<History> {
  const repository = await openRepository(root);
  if (!repository) return NONE;
  const head = await repository.ask(['rev-parse', '--verify', '--quiet', 'HEAD']);
  // That there is no commit yet is said by the status alone.
  if (head.status === 1 && head.said === '') return NONE;
  const flags = ['-z', '--date-order', '--name-status', '-M', '-l2000', '-c', `--format=${FORMAT}`];
  const bound = since === undefined ? [] : [`--since=${since}`];
  const [log, shallow] = await Promise.all([
    repository.ask([...LOG, ...flags, ...bound, '--']),
    repository.ask(['rev-parse', '--is-shallow-repository']),
  ]);
  const failed = [head, log, shallow].find(({ status }) => status !== 0);
  if (failed) throw new GitProblem(`git said: ${failed.said.replace(/\s+/g, ' ')}`);
  const isShallow = shallow.out.toString('utf8').trim() === 'true';
  return {
    kind: isShallow ? 'shallow' : 'complete',
    prefix: repository.prefix,
    commits: readLog(log.out.toString('utf8')),
  };
}

/** Reads what `git log -z --name-status` writes: a header of eight fields, then a status and its paths. */
export function readLog(output: string): Commit[] {
  const commits: (Commit & { files: FileChange[] })[] = [];
  const fields = output.split('\0');
  for (let index = 0; index < fields.length; index += 1) {
    const field = (fields[index] ?? '').replace(/^\n/, '');
    if (field.startsWith(MARK)) {
      const [parents = '', author = '', email = '', name = '', address = '', at = '', subject = ''] =
        fields.slice(index + 1, index + 8);
      index += 7;
      commits.push({
        hash: field.slice(1),
        parents: parents.split(' ').filter(Boolean),
        author,
        email,
        ...(name === author && address === email ? {} : { mapped: { author: name, email: address } }),
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
