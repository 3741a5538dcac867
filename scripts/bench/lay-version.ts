import { execFile } from 'node:child_process';
import { mkdir, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Lays the sources of an older commit in a folder, with the packages of this one: what changed between two
 * versions of opsbook is its rules, hardly ever its packages.
 */
export async function layVersion(
  repository: string,
  ref: string,
  work: string,
): Promise<{ readonly root: string } | { readonly message: string }> {
  const root = join(work, 'older');
  const archive = join(work, 'older.tar');
  await mkdir(root);
  const commit = await run(
    'git',
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    {
      cwd: repository,
    },
  ).catch(() => undefined);
  if (!commit) return { message: `No commit is called \`${ref}\` here.` };
  await run('git', ['archive', '--output', archive, commit.stdout.trim(), 'src', 'package.json'], {
    cwd: repository,
  });
  await run('tar', ['-xf', archive, '-C', root]);
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  const program = await stat(join(root, 'src/cli/opsbook.mjs')).catch(() => undefined);
  return program
    ? { root }
    : { message: `\`${ref}\` is too old to compare with: it has no src/cli/opsbook.mjs.` };
}
