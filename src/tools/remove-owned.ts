import { basename } from 'node:path';
import type { Disk } from './disk.ts';
import { giveUp } from './owned-name.ts';

/** Removes a hidden file of ours; where that fails, it counts for nothing, and a later change sweeps it. */
export async function removeOwned(path: string, disk: Disk): Promise<void> {
  await disk.unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') giveUp(basename(path));
  });
}
