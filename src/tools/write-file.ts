import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file whole or not at all: a reader never sees half of it, and its mode stays. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const fresh = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  const mode = await stat(path).then(
    (stats) => stats.mode,
    () => undefined,
  );
  try {
    await writeFile(fresh, content, mode === undefined ? {} : { mode });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Changes the text of a file and keeps its byte order mark.
 * @returns false when the file is not UTF-8, or not the text that the change was made for: it is then left alone
 */
export async function changeText(path: string, from: string, to: string): Promise<boolean> {
  const bytes = await readFile(path);
  const hasMark = bytes.subarray(0, BOM.length).equals(BOM);
  if (!bytes.subarray(hasMark ? BOM.length : 0).equals(Buffer.from(from))) return false;
  await writeWhole(path, Buffer.concat([hasMark ? BOM : Buffer.alloc(0), Buffer.from(to)]));
  return true;
}

/** The text of a file; undefined when it is not there. */
export async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Writes a file that was not there, and the folders that it needs. */
export async function writeNew(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, content);
}
