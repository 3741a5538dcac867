import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Tags of the commits that are checked out, by a glob. */
export async function listTags(root: string, glob: string): Promise<string[]> {
  return (await git(root, ['tag', '--list', glob, '--merged', 'HEAD'])).split('\n').filter(Boolean);
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
  const named = await git(root, ['log', '-1', '--format=%H %cI', `refs/tags/${tag}`]);
  const [commit = '', at = ''] = named.trim().split(' ');
  const listed = await git(root, ['diff', '-z', '--name-status', '-M', '--relative', commit, 'HEAD']);
  const fields = listed.split('\0').filter(Boolean);
  const changes: { path: string; status: string }[] = [];
  for (let index = 0; index < fields.length; index += 2) {
    const status = fields[index] ?? '';
    // A rename has two paths, the later one second.
    if (/^[RC]/.test(status)) index += 1;
    changes.push({ path: fields[index + 1] ?? '', status: status.charAt(0) });
  }
  return { commit, at, changes };
}

async function git(root: string, args: readonly string[]): Promise<string> {
  // `core.fsmonitor` of a hostile repository could name a program to run.
  const { stdout } = await run('git', ['-c', 'core.fsmonitor=', '-C', root, ...args], { maxBuffer: 1 << 26 });
  return stdout;
}
