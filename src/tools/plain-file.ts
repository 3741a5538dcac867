import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** Opens a file to read it: no symbolic link, no pipe, no device; undefined for those and for what is not there. */
export async function openPlainFile(path: string): Promise<FileHandle | undefined> {
  // Windows knows neither of the last two: undefined counts as 0 here.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => undefined);
  if (!file || (await file.stat()).isFile()) return file;
  await file.close();
  return undefined;
}

/** The content of such a file; undefined when it is larger than asked for. */
export async function readPlainFile(path: string, most: number): Promise<Buffer | undefined> {
  const file = await openPlainFile(path);
  if (!file) return undefined;
  try {
    return (await file.stat()).size > most ? undefined : await file.readFile();
  } finally {
    await file.close();
  }
}
