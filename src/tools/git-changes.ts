import { GitProblem, openRepository } from './git.ts';
import type { Repository } from './git.ts';
import { differencesFrom } from './git-differences.ts';
import type { TrackedChange } from './tracked-change.ts';

/** What has changed in a folder since it left a branch, committed or not. */
export interface ChangesSince {
  readonly ref: string;
  /** What is compared with: the merge base of the ref and HEAD, or the empty tree before the first commit. */
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
  if (ref.startsWith('-') || ref.trim() === '')
    throw new GitProblem(`\`${ref}\` is not the name of a commit.`);
  const repository = await openRepository(root);
  if (!repository)
    throw new GitProblem(`${root} is in no git repository, so that nothing can be compared with \`${ref}\`.`);
  const merge = (await isUnborn(repository, ref))
    ? // What git takes for a folder without files: before the first commit everything is new.
      await repository.ask(['hash-object', '-t', 'tree', '--stdin'])
    : await repository.ask(['merge-base', '--end-of-options', ref, 'HEAD']);
  if (merge.status !== 0) throw await explain(repository, ref, merge.said);
  const base = merge.out.toString('utf8').trim();
  return { ref, base, files: await differencesFrom(repository, base) };
}

/** Whether a hook asks before the first commit: then there is no HEAD to compare with. */
async function isUnborn({ ask }: Repository, ref: string): Promise<boolean> {
  return ref === 'HEAD' && (await ask(['rev-parse', '--verify', '--quiet', 'HEAD'])).status !== 0;
}

/** Why there is no merge base, and what gets one. */
async function explain({ ask }: Repository, ref: string, said: string): Promise<GitProblem> {
  if (
    !/not a valid (object|commit) name|unknown revision|needed a single revision/i.test(said) &&
    said !== ''
  )
    return new GitProblem(`git could not compare with \`${ref}\`: ${said.replace(/^fatal: /, '')}`);
  const [shallow, head] = await Promise.all([
    ask(['rev-parse', '--is-shallow-repository']),
    ask(['rev-parse', '--verify', '--quiet', 'HEAD']),
  ]);
  if (head.status !== 0) return new GitProblem('there is no commit yet: nothing can be compared.');
  const isShallow = shallow.out.toString('utf8').trim() === 'true';
  const [remote, branch] = remoteOf(ref);
  if (said !== '')
    return new GitProblem(
      // A clone of one branch keeps others nowhere unless it is told where.
      `\`${ref}\` is not a commit that this clone knows. If it is a branch: git fetch ${isShallow ? '--unshallow ' : ''}${remote} +refs/heads/${branch}:refs/remotes/${remote}/${branch}, and compare with ${remote}/${branch}`,
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
