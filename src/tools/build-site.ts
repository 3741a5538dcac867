import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { IndexFiles, IndexFront } from '../search/index-files.ts';
import { withLock } from './file-lock.ts';
import { isAbandoned, isAbout, ownedName, readOwnedName } from './owned-name.ts';
import { UnwritableError } from './unwritable-error.ts';

/** The file that tells a folder that opsbook wrote from one that somebody keeps things in. */
export const BUILD_MARK = '.opsbook-build';

/** Whether a folder may be replaced by a new site: it is not there, empty, or an older site of ours. */
export async function isReplaceable(out: string): Promise<boolean> {
  const entries = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return true;
  return access(join(out, BUILD_MARK)).then(
    () => true,
    () => false,
  );
}

/** A hidden folder beside `out` to build into, so that `out` is whole at every moment. */
export async function freshFolder(out: string): Promise<string> {
  try {
    await mkdir(dirname(out), { recursive: true });
    await withLock(await realPath(out), () => sweep(out));
    const folder = besides(out, 'new');
    await mkdir(folder);
    return folder;
  } catch (cause) {
    throw new UnwritableError(out, cause);
  }
}

/** Writes the search index into a site. */
export async function writeSearch(out: string, files: IndexFiles): Promise<void> {
  const folder = join(out, 'search');
  await mkdir(folder, { recursive: true });
  const { front, shards } = nameIndex(files);
  for (const [file, content] of shards) await writeFile(join(folder, file), content);
  await writeFile(join(folder, 'index.json'), front);
}

/** The files of a search index under a name of their content: a browser that has them keeps them. */
export function nameIndex(
  { labels, language, stemmer, shards }: IndexFiles,
  name = hash('sha256', JSON.stringify([language, stemmer, shards])).slice(0, 16),
): {
  /** What `index.json` holds. */
  readonly front: string;
  readonly shards: readonly (readonly [file: string, content: string])[];
} {
  const front: IndexFront = { ...labels, name, language };
  const files = Object.entries(shards).map(([shard, text]) => [`${name}.${shard}.json`, text] as const);
  return {
    front: JSON.stringify(front),
    shards: stemmer === undefined ? files : [...files, [`${name}.stemmer.js`, stemmer]],
  };
}

export interface Replacing {
  /** Of all that the site was made of. */
  readonly digest: string;
  /** What is left to do while the older site is removed. */
  readonly meanwhile?: () => Promise<void>;
}

/**
 * Puts a finished site in the place of the older one, with the digest of what it was made of.
 * @returns the folder of the older site, where it could not be removed: another user's files may be in it
 * @throws UnwritableError when the older site cannot be moved away; it is then where it was
 */
export async function replaceFolder(
  out: string,
  fresh: string,
  { digest, meanwhile }: Replacing,
): Promise<{ readonly left: string | undefined }> {
  await writeFile(
    join(fresh, BUILD_MARK),
    `Written by opsbook build; replaced by the next one.\ndigest ${digest}\n`,
  );
  const old = besides(out, 'old');
  // Two builds may end at once: each puts its whole site there, and the later one stays.
  const isOlder = await withLock(await realPath(out), () => swap(out, { old, fresh })).catch(
    (cause: unknown) => {
      throw cause instanceof UnwritableError ? cause : new UnwritableError(out, cause);
    },
  );
  const [isRemoved] = await Promise.all([isOlder ? removeAside(old) : true, meanwhile?.()]);
  return { left: isRemoved ? undefined : old };
}

/** Removes thousands of files in a thread, which waits for a disk. @returns whether they are gone */
function removeAside(folder: string): Promise<boolean> {
  return new Promise((settle) => {
    // Without the flags of this process: one of them may say what language this is.
    const thread = new Worker(REMOVE, { eval: true, workerData: folder, execArgv: [] });
    // Said by the folder, which is then still there.
    thread.on('error', () => undefined);
    thread.on('exit', () => settle(!existsSync(folder)));
  });
}

const REMOVE = `
  require('node:fs').rmSync(require('node:worker_threads').workerData, { recursive: true, force: true });
`;

/** @returns whether there was an older one */
async function swap(out: string, { old, fresh }: { old: string; fresh: string }): Promise<boolean> {
  const isThere = await rename(out, old).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );
  try {
    await rename(fresh, out);
    return isThere;
  } catch (cause) {
    if (isThere) await rename(old, out);
    throw cause;
  }
}

function besides(out: string, what: 'new' | 'old'): string {
  return join(dirname(out), ownedName(what, basename(out)));
}

const DAY = 86_400_000;

async function realPath(out: string): Promise<string> {
  return join(await realpath(dirname(out)), basename(out));
}

/** Removes what builds left that were killed; the site that one had just taken away to replace is put back. */
async function sweep(out: string): Promise<void> {
  for (const name of await readdir(dirname(out))) {
    const owned = readOwnedName(name);
    if (!owned || !['new', 'old'].includes(owned.kind) || !isAbout(owned, basename(out))) continue;
    const path = join(dirname(out), name);
    // Another build may be removing it at this moment.
    const mtimeMs = await stat(path).then(
      (found) => found.mtimeMs,
      () => undefined,
    );
    if (mtimeMs === undefined || !isAbandoned(owned, Date.now() - mtimeMs, DAY)) continue;
    const isLost = owned.kind === 'old' && !existsSync(out);
    if (isLost) await rename(path, out);
    // What another user left is theirs to remove, and stops nothing.
    else await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Removes what a build that failed has left. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
