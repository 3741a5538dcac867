import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FileChange } from '../runbook/file-change.ts';
import { askGit, GitProblem, splitZeros } from './git.ts';
import { readObjects } from './git-objects.ts';

/** A change of a file, and the object that held the file in the base; an added file had none. */
export interface TrackedChange extends FileChange {
  readonly before?: string;
}

/** What has changed in a folder since it left a branch, committed or not. */
export interface ChangesSince {
  readonly ref: string;
  /** The commit that is compared with: the merge base of the ref and HEAD. */
  readonly base: string;
  /** Sorted by path. */
  readonly files: readonly TrackedChange[];
}

/**
 * Compares a folder as it is on disk, untracked files included, with where its branch left another.
 * @param root any folder of a repository; what is outside it is not listed
 * @throws GitProblem outside a repository, for an unknown ref, and in a clone too shallow to tell
 */
export async function changesSince(root: string, ref: string): Promise<ChangesSince> {
  if (ref.startsWith('-') || ref.trim() === '') throw new GitProblem(`\`${ref}\` is no name of a commit.`);
  const [merge, others] = await Promise.all([
    askGit(root, ['merge-base', '--end-of-options', ref, 'HEAD']),
    askGit(root, ['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  if (merge.status !== 0) throw await explain(root, ref, merge.said);
  const base = merge.out.toString('utf8').trim();
  const flags = ['--raw', '-z', '--no-abbrev', '-M', '--relative', '--no-ext-diff', '--no-textconv'];
  const diff = await askGit(root, ['diff', ...flags, base, '--', '.']);
  if (diff.status !== 0) throw new GitProblem(`git could not compare with \`${ref}\`: ${diff.said}`);
  const untracked = splitZeros(others.out)
    .filter((path) => !path.endsWith('/')) // a repository inside this one
    .map((path): FileChange => ({ kind: 'added', path }));
  const tracked = readRaw(splitZeros(diff.out));
  const files = await joinMoved(root, tracked, untracked);
  return { ref, base, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** Reads what `git diff --raw -z` writes: `:100644 100644 old new R087`, then one path, or two of a rename. */
function readRaw(parts: readonly string[]): TrackedChange[] {
  const changes = new Map<string, TrackedChange>();
  for (let at = 0; at < parts.length; at += 2) {
    const [mode = '', , id = '', , status = ''] = (parts[at] ?? '').split(' ');
    const path = parts[at + 1] ?? '';
    // Links and submodules have no text of their own; a file in a conflict is listed twice.
    const before = mode.startsWith(':100') && /[^0]/.test(id) ? { before: id } : {};
    if (status.startsWith('R')) {
      const to = parts[at + 2] ?? '';
      changes.set(to, { kind: 'renamed', path: to, from: path, ...before });
      at += 1;
    } else if (!changes.get(path)?.before) changes.set(path, { kind: kindOf(status), path, ...before });
  }
  return [...changes.values()];
}

function kindOf(status: string): FileChange['kind'] {
  if (status.startsWith('A')) return 'added';
  return status.startsWith('D') ? 'deleted' : 'changed';
}

/** Beyond this many, comparing each with each takes too long. */
const MOST_PAIRS = 10_000;

/** git sees no rename until it is told of the new file: a deleted and an untracked one that are alike are one. */
async function joinMoved(
  root: string,
  tracked: readonly TrackedChange[],
  untracked: readonly TrackedChange[],
): Promise<TrackedChange[]> {
  const deleted = tracked.filter(({ kind }) => kind === 'deleted');
  if (deleted.length === 0 || untracked.length === 0 || deleted.length * untracked.length > MOST_PAIRS)
    return [...tracked, ...untracked];
  const old = await readObjects(
    root,
    deleted.map(({ before = '' }) => before),
  );
  const lost = deleted.map((change) => ({ change, lines: linesOf(old.get(change.before ?? '')) }));
  const left = new Set(tracked);
  const found = await Promise.all(
    untracked.map(async (change) => {
      const lines = linesOf(await readFile(join(root, change.path)).catch(() => undefined));
      return { change, lines };
    }),
  );
  const joined = found.map(({ change, lines }): TrackedChange => {
    const twin = lost.find(
      ({ change: gone, lines: before }) =>
        left.has(gone) && extname(gone.path) === extname(change.path) && areAlike(before, lines),
    );
    if (!twin) return change;
    left.delete(twin.change);
    const { path: from, before } = twin.change;
    return { ...change, kind: 'renamed', from, ...(before ? { before } : {}) };
  });
  return [...left, ...joined];
}

function linesOf(content: Buffer | undefined): ReadonlySet<string> {
  return new Set(content?.toString('utf8').split(/\r?\n/) ?? []);
}

/** As git's own measure: half of the larger one is in both. */
function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.intersection(b).size * 2 > Math.max(a.size, b.size);
}

/** Why there is no merge base, and what gets one. */
async function explain(root: string, ref: string, said: string): Promise<GitProblem> {
  if (/not a git repository/i.test(said))
    return new GitProblem(
      `${root} is in no git repository, so that nothing can be compared with \`${ref}\`.`,
    );
  if (
    !/not a valid (object|commit) name|unknown revision|needed a single revision/i.test(said) &&
    said !== ''
  )
    return new GitProblem(`git could not compare with \`${ref}\`: ${said.replace(/^fatal: /, '')}`);
  const [shallow, head] = await Promise.all([
    askGit(root, ['rev-parse', '--is-shallow-repository']),
    askGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD']),
  ]);
  if (head.status !== 0) return new GitProblem('there is no commit yet: nothing can be compared.');
  const isShallow = shallow.out.toString('utf8').trim() === 'true';
  const [remote, branch] = remoteOf(ref);
  if (said !== '')
    return new GitProblem(
      `\`${ref}\` is no commit that this clone knows. If it is a branch: git fetch ${remote} ${branch}`,
    );
  if (!isShallow) return new GitProblem(`\`${ref}\` and HEAD have no commit in common.`);
  return new GitProblem(
    `this clone is shallow, and what it holds does not reach the commit at which HEAD left \`${ref}\`. Deepen it: git fetch --unshallow ${remote} (in GitHub Actions: actions/checkout with fetch-depth: 0; in GitLab: GIT_DEPTH: 0)`,
  );
}

/** `origin` and `main` of `origin/main`, of `main` and of `refs/remotes/origin/main`. */
function remoteOf(ref: string): [remote: string, branch: string] {
  const short = ref.replace(/^refs\/(remotes|heads)\//, '').replace(/[~^@:].*$/s, '');
  const at = short.indexOf('/');
  return at > 0 ? [short.slice(0, at), short.slice(at + 1)] : ['origin', short];
}
