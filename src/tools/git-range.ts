import { GitProblem, openRepository } from './git.ts';

/**
 * The files that a branch changed, deleted ones too, from the top of the repository.
 * @param base a commit or branch that it left
 * @throws GitProblem where this clone has not what is asked for
 */
export async function filesBetween(root: string, base: string, commit: string): Promise<readonly string[]> {
  const repository = await openRepository(root);
  if (!repository) throw new GitProblem(`${root} is in no git repository.`);
  for (const one of [base, commit])
    if (one.startsWith('-') || /[\s:^~?*[\\]|\.\./.test(one) || one === '')
      throw new GitProblem(`\`${one}\` is no name of a commit.`);
  for (const one of [commit, base]) {
    const { status } = await repository.ask([
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${one}^{commit}`,
    ]);
    if (status !== 0)
      throw new GitProblem(`this clone has no commit \`${one}\`: fetch it, as with git fetch origin ${one}`);
  }
  const { status, out, said } = await repository.ask([
    'diff',
    '--name-only',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--end-of-options',
    `${base}...${commit}`,
  ]);
  if (status !== 0)
    throw new GitProblem(`git could not compare \`${base}\` with \`${commit}\`: ${said.trim()}`);
  return out.toString('utf8').split('\0').filter(Boolean);
}
