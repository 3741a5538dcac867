import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/**
 * Why nothing is read from a cache folder; undefined where it may be. What lies there is trusted: findings, what a site is
 * made of, compiled code. So nobody but this user may write there, and no change of a repository may bring it.
 * @param isNamed the folder was named for opsbook, and is no user's own
 */
export function cacheDistrust(
  folder: string,
  { isNamed, workingFolder = process.cwd() }: { isNamed: boolean; workingFolder?: string },
): string | undefined {
  const path = realPathOf(folder);
  const top = repositoryOf(path);
  // A home may be a repository of its owner's; where one works in it, it is the one whose changes are judged.
  if (top !== undefined && (isNamed || top === repositoryOf(realPathOf(workingFolder))))
    return `${folder} lies in the repository ${top}, where a change could bring what is read from it`;
  const here = realPathOf(workingFolder);
  if (isNamed && path.startsWith(`${here}${sep}`))
    return `${folder} lies in the folder of this call, where a change could bring what is read from it`;
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  const user = process.getuid?.();
  if (user !== undefined && found.uid !== user) return `${folder} belongs to another user`;
  return user !== undefined && (found.mode & 0o002) !== 0
    ? `${folder} can be written by everybody`
    : undefined;
}

/** A path without symbolic links, as far as it is there. */
function realPathOf(path: string): string {
  const whole = resolve(path);
  let there = whole;
  const missing: string[] = [];
  while (!existsSync(there) && dirname(there) !== there) {
    missing.unshift(basename(there));
    there = dirname(there);
  }
  try {
    return join(realpathSync(there), ...missing);
  } catch {
    return whole;
  }
}

/** The nearest folder upward that is a repository's, or a book's. */
function repositoryOf(path: string): string | undefined {
  for (let top = path; ; top = dirname(top)) {
    if (existsSync(join(top, '.git')) || existsSync(join(top, 'opsbook.yaml'))) return top;
    if (dirname(top) === top) return undefined;
  }
}
