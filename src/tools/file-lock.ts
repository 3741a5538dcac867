import { randomInt } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DISK } from './disk.ts';
import type { Disk } from './disk.ts';
import { isAbandoned, isAbout, ownedName, readOwnedName } from './owned-name.ts';
import { removeOwned } from './remove-owned.ts';

export interface Locking {
  readonly disk?: Disk;
  /** Milliseconds to wait for another process. */
  readonly patience?: number;
}

const PATIENCE = 30_000;
/** What a change makes beside a file; a build's folders have other kinds, and are swept by builds. */
const SHORT_LIVED: ReadonlySet<string> = new Set(['lock', 'part']);
/** Milliseconds between two looks, at most. */
const LONGEST_PAUSE = 24;

/**
 * Does some work while no other process of opsbook does any on the same file.
 *
 * A process announces itself by a hidden file of its own beside the file, then looks: it goes in only when no
 * other living process has announced itself, else it withdraws and tries again after a while of random length.
 * Of two, the later one to look sees the other. An announcement is never taken over, so that nothing of a living
 * process can be mistaken for a dead one's: what a dead process left counts for nothing, and whoever sees it
 * removes it.
 * @param file its folder is there, and no symbolic link stands on the way to it
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  { disk = DISK, patience = PATIENCE }: Locking = {},
): Promise<T> {
  const folder = dirname(file);
  const mine = ownedName('lock', basename(file));
  const until = performance.now() + patience;
  for (let pause = 1; !(await enter()); pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    if (performance.now() > until)
      throw new Error(
        `another opsbook has been changing it for ${Math.round(patience / 1000)} seconds: try again when it is done`,
      );
    await wait(randomInt(1, pause + 2));
  }
  try {
    return await work();
  } finally {
    await withdraw();
  }

  async function enter(): Promise<boolean> {
    // Whoever only waits announces nothing, and so is in nobody's way.
    if (await isTaken()) return false;
    await (await disk.open(join(folder, mine), 'wx')).close();
    const isFree = await isTaken().then(
      (taken) => !taken,
      async (error: unknown) => {
        await withdraw();
        throw error;
      },
    );
    if (!isFree) await withdraw();
    return isFree;
  }

  async function isTaken(): Promise<boolean> {
    let taken = false;
    for (const name of await disk.readdir(folder)) {
      const owned = name === mine ? undefined : readOwnedName(name);
      if (!owned || !SHORT_LIVED.has(owned.kind)) continue;
      if (isAbandoned(owned, await ageOf(join(folder, name), disk)))
        await removeOwned(join(folder, name), disk);
      else if (owned.kind === 'lock' && isAbout(owned, basename(file))) taken = true;
    }
    return taken;
  }

  function withdraw(): Promise<void> {
    return removeOwned(join(folder, mine), disk);
  }
}

async function ageOf(path: string, disk: Disk): Promise<number> {
  const stats = await disk.stat(path).catch(() => undefined);
  return stats ? Date.now() - stats.mtimeMs : 0;
}
