import { constants } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { DISK } from './disk.ts';
import type { Disk } from './disk.ts';
import { withLock } from './file-lock.ts';
import type { Locking } from './file-lock.ts';
import { ownedName } from './owned-name.ts';
import { removeOwned } from './remove-owned.ts';
import { UnwritableError } from './unwritable-error.ts';

/** `left`: the change was not to be made to what is there now. */
export type Changed = 'written' | 'same' | 'left';

export interface Changing extends Locking {
  /** The book's root: a symbolic link that leads out of it is not followed. */
  readonly inside?: string;
}

/** What a file is to hold, from what it holds now (undefined: it is not there); undefined leaves it alone. */
export type Change = (before: Buffer | undefined) => Uint8Array | undefined;

/** How often a change is made again because an editor, which knows no lock, saved meanwhile. */
const MOST_ROUNDS = 10;

/**
 * The one way in which a file of the book is changed: locked, read again, changed from what it holds then, written
 * beside, put in its place whole. Whatever happens, it is as it was or as it is to be; two changes at once both
 * last. Mode, owner and a symbolic link to it stay. The folders that it needs are made.
 * @throws UnwritableError
 */
export async function changeFile(path: string, change: Change, changing: Changing = {}): Promise<Changed> {
  const { disk = DISK } = changing;
  try {
    const target = await findTarget(path, changing.inside, disk);
    const stats = await ifThere(disk.stat(target));
    if (stats?.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    // A pipe or a terminal that somebody named: there is nothing to keep, and nothing to put in its place.
    if (stats && !stats.isFile()) return await writeThrough(target, change, disk);
    return await withLock(target, () => changeLocked(target, change, disk), changing);
  } catch (cause) {
    throw cause instanceof UnwritableError ? cause : new UnwritableError(path, cause);
  }
}

async function changeLocked(target: string, change: Change, disk: Disk): Promise<Changed> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = await ifThere(disk.readFile(target));
    const content = change(before);
    if (content === undefined) return 'left';
    if (before?.equals(content)) return 'same';
    const fresh = join(dirname(target), ownedName('part', basename(target)));
    try {
      await writeBeside(fresh, { target, content, isNew: before === undefined }, disk);
      if (!(await put(fresh, { target, before }, disk))) continue;
      await syncFolder(dirname(target), disk);
      return 'written';
    } finally {
      await removeOwned(fresh, disk); // gone where it was renamed
    }
  }
  throw new Error('another program keeps changing it');
}

interface Writing {
  readonly target: string;
  readonly content: Uint8Array;
  readonly isNew: boolean;
}

async function writeBeside(fresh: string, { target, content, isNew }: Writing, disk: Disk): Promise<void> {
  // Writing beside a file needs no right to it; but a file that somebody made read-only is to stay as it is.
  if (!isNew) await disk.access(target, constants.W_OK);
  const file = await disk.open(fresh, 'wx', isNew ? 0o666 : 0o600);
  try {
    await file.writeFile(content);
    if (!isNew) {
      const { uid, gid, mode } = await disk.stat(target);
      const own = await file.stat();
      // Only an administrator gives a file away; its group can stay where one is a member.
      if (own.uid !== uid || own.gid !== gid)
        await disk
          .chown(fresh, uid, gid)
          .catch(() => disk.chown(fresh, own.uid, gid))
          .catch(() => undefined);
      await disk.chmod(fresh, mode & 0o7777);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

interface Putting {
  readonly target: string;
  readonly before: Buffer | undefined;
}

/** @returns false when the file is not any more what the change was made for */
async function put(fresh: string, { target, before }: Putting, disk: Disk): Promise<boolean> {
  if (before === undefined) return putNew(fresh, target, disk);
  const now = await ifThere(disk.readFile(target));
  if (!now?.equals(before)) return false;
  await disk.rename(fresh, target);
  return true;
}

/** A second name fails where there is a file, as renaming does not. */
async function putNew(fresh: string, target: string, disk: Disk): Promise<boolean> {
  try {
    await disk.link(fresh, target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!NO_LINKS.has(codeOf(error))) throw error;
  }
  try {
    await (await disk.open(target, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  await disk.rename(fresh, target).catch(async (error: unknown) => {
    await disk.unlink(target);
    throw error;
  });
  return true;
}

/** How file systems without hard links say so: FAT, some shares of other machines. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** A new name lasts through a power cut only when its folder is written too. */
async function syncFolder(folder: string, disk: Disk): Promise<void> {
  try {
    const handle = await disk.open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows knows no such thing, nor do some shares: the file is whole there in any case.
  }
}

async function writeThrough(target: string, change: Change, disk: Disk): Promise<Changed> {
  const content = change(undefined);
  if (content === undefined) return 'left';
  const file = await disk.open(target, 'w');
  await file.writeFile(content).finally(() => file.close());
  return 'written';
}

/** Where a file lies when every symbolic link is followed; the folders of one that is not there are made. */
async function findTarget(path: string, inside: string | undefined, disk: Disk): Promise<string> {
  const root = inside === undefined ? undefined : await disk.realpath(inside);
  const real = await ifThere(disk.realpath(path));
  if (real !== undefined) return checkInside(real, root);
  const folder = dirname(path);
  checkInside(await nearestFolder(folder, disk), root);
  await disk.mkdir(folder, { recursive: true });
  return join(checkInside(await disk.realpath(folder), root), basename(path));
}

async function nearestFolder(folder: string, disk: Disk): Promise<string> {
  const real = await ifThere(disk.realpath(folder));
  if (real !== undefined || dirname(folder) === folder) return real ?? folder;
  return nearestFolder(dirname(folder), disk);
}

function checkInside(real: string, root: string | undefined): string {
  if (root === undefined || real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))
    return real;
  throw new Error('a symbolic link leads out of the book there');
}

/** What was asked for; undefined when there is no such file. */
async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
