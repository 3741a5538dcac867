import { GitProblem, openRepository } from './git.ts';

/** What a branch changed. */
export interface BranchFiles {
  /** From the top of the repository, deleted ones too. */
  readonly paths: readonly string[];
  /** The commit where it left the other. */
  readonly from: string;
}

/**
 * The files that a branch changed.
 * @param base a commit or branch that it left
 * @throws GitProblem where this clone has not what is asked for
 */
export async function filesBetween(root: string, base: string, commit: string): Promise<BranchFiles> {
  const repository = await openRepository(root);
  if (!repository) throw new GitProblem(`${root} is in no git repository.`);
  for (const one of [base, commit])
    if (one.startsWith('-') || /[\s:^~?*[\\]|\.\./.test(one) || one === '')
      throw new GitProblem(`\`${one}\` is not the name of a commit.`);
  const hasCommit = async (name: string): Promise<boolean> =>
    (await repository.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]))
      .status === 0;
  if (!(await hasCommit(commit))) throw new GitProblem(missing(commit));
  // The clone of a job has the branches of its forge, and none of its own.
  const remote = `refs/remotes/origin/${base}`;
  const left = (await hasCommit(base)) ? base : (await hasCommit(remote)) ? remote : undefined;
  if (left === undefined) throw new GitProblem(missing(base));
  const within = await repository.ask(['merge-base', '--is-ancestor', '--end-of-options', commit, left]);
  if (within.status === 0)
    throw new GitProblem(
      `\`${commit.slice(0, 7)}\` is in \`${base}\` already, and what it brought cannot be told from that: ask the forge, with --number`,
    );
  const parting = await repository.ask(['merge-base', '--end-of-options', left, commit]);
  const { status, out, said } = await repository.ask([
    'diff',
    '--name-only',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--end-of-options',
    `${left}...${commit}`,
  ]);
  if (status !== 0)
    throw new GitProblem(`git could not compare \`${base}\` with \`${commit}\`: ${said.trim()}`);
  return {
    paths: out.toString('utf8').split('\0').filter(Boolean),
    from: parting.out.toString('utf8').trim(),
  };
}

function missing(name: string): string {
  return `this clone has no commit \`${name}\`: fetch it, as with git fetch origin ${name}`;
}
