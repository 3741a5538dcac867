import { GitProblem, openRepository } from './git.ts';
import type { Repository } from './git.ts';
import { LOG } from './git-history.ts';

/** Tags of the commits that are checked out, by a glob. */
export async function listTags(root: string, glob: string): Promise<string[]> {
  const repository = await openRepository(root);
  if (!repository) return [];
  return (await must(repository, ['tag', '--list', '--merged', 'HEAD', '--', glob]))
    .split('\n')
    .filter(Boolean);
}

/** What has changed in a folder since a tag. */
export interface ChangedSince {
  readonly commit: string;
  /** When the tagged commit was made, ISO 8601. */
  readonly at: string;
  /** Paths from the folder, `A` added, `M` changed, `D` gone, `R` renamed to. */
  readonly changes: readonly { readonly path: string; readonly status: string }[];
}

/** Compares a tag with what is checked out. */
export async function changedBetween(root: string, tag: string): Promise<ChangedSince> {
  const repository = await openRepository(root);
  if (!repository) throw new GitProblem(`${root} is in no git repository.`);
  const { prefix } = repository;
  const named = await must(repository, [...LOG, '-1', '--format=%H %cI', `refs/tags/${tag}`, '--']);
  const [commit = '', at = ''] = named.trim().split(' ');
  const flags = ['-r', '-z', '--name-status', '-M', '--no-ext-diff', '--no-textconv'];
  const listed = await must(repository, ['diff-tree', ...flags, commit, 'HEAD', '--', prefix || '.']);
  const fields = listed.split('\0').filter(Boolean);
  const changes: { path: string; status: string }[] = [];
  for (let index = 0; index < fields.length; index += 2) {
    const status = fields[index] ?? '';
    // A rename has two paths, the later one second.
    if (/^[RC]/.test(status)) index += 1;
    changes.push({ path: (fields[index + 1] ?? '').slice(prefix.length), status: status.charAt(0) });
  }
  return { commit, at, changes };
}

async function must({ ask }: Repository, args: readonly string[]): Promise<string> {
  const { status, out, said } = await ask(args);
  if (status !== 0) throw new GitProblem(`git ${args[0] ?? ''} failed: ${said}`);
  return out.toString('utf8');
}
