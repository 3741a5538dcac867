import type { FileChange } from '../runbook/file-change.ts';
import { GitProblem, splitZeros } from './git.ts';
import type { Repository } from './git.ts';
import { readIndex } from './git-index.ts';
import { joinMoved } from './git-moves.ts';
import type { TrackedChange } from './tracked-change.ts';
import { compareWithDisk } from './git-work-tree.ts';
import type { KeptFile } from './git-work-tree.ts';

/** Changes by path, from the top of the repository. */
type Changes = Map<string, TrackedChange>;

/**
 * What is not on disk as it is in a commit, in the folder that was asked about: base against index by git, index
 * against disk by our own reading, since git would run filters for that. Paths are from that folder, sorted.
 */
export async function differencesFrom(repository: Repository, base: string): Promise<TrackedChange[]> {
  const [staged, entries, others] = await Promise.all([
    readStaged(repository, base),
    readIndex(repository),
    listOthers(repository),
  ]);
  const onDisk = await compareWithDisk(repository, entries);
  const all = new Map(staged);
  const again: KeptFile[] = [];
  for (const { path, mode, id } of entries) {
    const fate = onDisk.get(path);
    const known = staged.get(path);
    if (fate === 'deleted') dropFrom(all, known ?? { kind: 'changed', path, before: id });
    else if (fate === 'changed' && known?.kind === 'changed' && known.before !== undefined)
      again.push({ path, mode, id: known.before }); // on disk it may be as it was
    else if (fate === 'changed' && !known) all.set(path, { kind: 'changed', path, ...beforeOf(mode, id) });
  }
  const loose = new Set(entries.filter(({ path }) => onDisk.get(path) === 'deleted').map(({ path }) => path));
  for (const path of others) {
    const gone = all.get(path);
    if (gone === undefined) all.set(path, { kind: 'added', path });
    else if (gone.before !== undefined) {
      // Taken out of the index, and still there.
      all.set(path, { ...gone, kind: 'changed' });
      again.push({ path, mode: '100644', id: gone.before });
    }
    loose.add(path);
  }
  for (const [path, fate] of await compareWithDisk(repository, again)) if (fate === 'same') all.delete(path);
  const joined = await joinMoved(repository, [...all.values()], loose);
  return joined
    .map((change) => fromFolder(change, repository.prefix))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Notes that a file is gone from the disk, whatever it was in the index. */
function dropFrom(all: Changes, { kind, path, from, before }: TrackedChange): void {
  all.delete(path);
  if (kind === 'added') return;
  const was = from ?? path;
  all.set(was, { kind: 'deleted', path: was, ...(before === undefined ? {} : { before }) });
}

/** Links and submodules have no text of their own. */
function beforeOf(mode: string, id: string): { before?: string } {
  return mode.startsWith('100') && /[^0]/.test(id) ? { before: id } : {};
}

async function readStaged({ ask, prefix }: Repository, base: string): Promise<Changes> {
  const flags = ['--cached', '--raw', '-z', '--no-abbrev', '--no-ext-diff', '--no-textconv'];
  const where = [base, '--', prefix || '.'];
  const found = await ask(['diff-index', ...flags, '-M', ...where]);
  if (found.status === 0) return readRaw(splitZeros(found.out));
  // To see what is alike git reads contents, which a partial clone may not have: then only by their ids.
  const exact = await ask(['diff-index', ...flags, '-M100%', ...where]);
  if (exact.status !== 0) throw new GitProblem(`git could not compare with ${base}: ${exact.said}`);
  return readRaw(splitZeros(exact.out));
}

/** Reads what git writes as `--raw -z`: `:100644 100644 old new R087`, then one path, or two of a rename. */
function readRaw(parts: readonly string[]): Changes {
  const changes: Changes = new Map();
  for (let at = 0; at < parts.length; at += 2) {
    const [mode = '', , id = '', , status = ''] = (parts[at] ?? '').split(' ');
    const path = parts[at + 1] ?? '';
    const before = beforeOf(mode.slice(1), id);
    if (status.startsWith('R')) {
      const to = parts[at + 2] ?? '';
      changes.set(to, { kind: 'renamed', path: to, from: path, ...before });
      at += 1;
    } else if (!changes.get(path)?.before) changes.set(path, { kind: kindOf(status), path, ...before });
  }
  return changes;
}

function kindOf(status: string): FileChange['kind'] {
  if (status.startsWith('A')) return 'added';
  return status.startsWith('D') ? 'deleted' : 'changed';
}

/** Files that git does not keep and is not told to ignore. */
async function listOthers({ ask, prefix }: Repository): Promise<string[]> {
  const { status, out, said } = await ask([
    'ls-files',
    '-z',
    '--others',
    '--exclude-standard',
    '--full-name',
    '--',
    prefix || '.',
  ]);
  if (status !== 0) throw new GitProblem(`git could not list its files: ${said}`);
  return splitZeros(out).filter((path) => !path.endsWith('/')); // a repository inside this one
}

/** Nothing outside the folder is listed, so every path begins with it; a rename within git may not. */
function fromFolder(change: TrackedChange, prefix: string): TrackedChange {
  const { path, from } = change;
  return {
    ...change,
    path: path.slice(prefix.length),
    ...(from === undefined ? {} : { from: from.slice(prefix.length) }),
  };
}
