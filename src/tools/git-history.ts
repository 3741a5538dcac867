import type { Commit, FileChange, History } from '../review/history.ts';
import { askQuietly, repositoryPrefix } from './git-files.ts';

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
  const flags = ['-z', '--date-order', '--name-status', '-M', '-l2000', '-c', `--format=${FORMAT}`];
  const bound = since === undefined ? [] : [`--since=${since}`];
  const [log, shallow, prefix] = await Promise.all([
    askQuietly(root, [...LOG, ...flags, ...bound, '--']),
    askQuietly(root, ['rev-parse', '--is-shallow-repository']),
    repositoryPrefix(root),
  ]);
  if (log?.status !== 0 || shallow?.status !== 0) return { kind: 'none', prefix: '', commits: [] };
  const isShallow = shallow.out.toString('utf8').trim() === 'true';
  return { kind: isShallow ? 'shallow' : 'complete', prefix, commits: readLog(log.out.toString('utf8')) };
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
