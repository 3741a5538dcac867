import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { access, mkdtemp, open, realpath, stat, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from './file-lock.ts';
import { UnwritableError } from './unwritable-error.ts';
import { scratchPlace } from './scratch-place.ts';

/** A file that several runs, and a person, write into: what was written is on the disk when the promise settles. */
export interface NoteFile {
  readonly path: string;
  /** A pipe or a terminal only takes what comes; a file can be changed in its middle. */
  readonly isFile: boolean;
  /** Writes how the note begins, where nothing is in it yet. */
  begin(text: string): Promise<void>;
  append(text: string): Promise<void>;
  /** Gives the note as it is now, and writes what comes back. Only of a file. */
  change(edit: (note: string) => string): Promise<void>;
}

/**
 * Opens a note, and makes it if it is not there. Two runs may write to one: each text stays in one piece, and what
 * a full disk would cut off is not begun. It is opened anew for each text: an editor may have put another file there.
 */
export async function openNote(path: string): Promise<NoteFile> {
  // What commands print at night is nobody else's to read; a note that is there keeps the mode it has.
  await (await open(path, 'a', 0o600)).close();
  const isFile = (await stat(path)).isFile();
  const real = await realpath(path);
  // A note that can be written is written, also in a folder that cannot: then without a lock.
  const isLockable = isFile && (await access(dirname(real), constants.W_OK).then(...trueOrFalse));

  async function change(edit: (note: string) => string): Promise<void> {
    const file = await open(path, isFile ? constants.O_RDWR | constants.O_CREAT : 'a', 0o600);
    try {
      const before = isFile ? await file.readFile() : Buffer.alloc(0);
      if (!isUtf8(before)) throw new Error(`${path} is not text in UTF-8`);
      const after = Buffer.from(edit(before.toString()));
      if (isFile) await writeDifference(file, before, after);
      else await file.appendFile(after);
    } catch (cause) {
      throw new UnwritableError(path, cause);
    } finally {
      await file.close();
    }
  }
  const alone = (edit: (note: string) => string): Promise<void> =>
    isLockable ? withLock(real, () => change(edit)) : change(edit);

  return {
    path,
    isFile,
    begin: (text) => alone((note) => (note === '' ? text : note)),
    append: (text) => alone((note) => note + text),
    change: alone,
  };
}

/** Writes from the first byte that is another; puts back what was there when there is no room for it. */
async function writeDifference(file: FileHandle, before: Buffer, after: Buffer): Promise<void> {
  if (before.equals(after)) return;
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
  try {
    await writeFrom(file, after, same);
  } catch (cause) {
    await writeFrom(file, before, same).catch(() => undefined);
    throw cause;
  }
}

async function writeFrom(file: FileHandle, text: Buffer, start: number): Promise<void> {
  for (let at = start; at < text.length;) {
    const { bytesWritten } = await file.write(text, at, text.length - at, at);
    at += bytesWritten;
  }
  await file.truncate(text.length);
  await file.sync();
}

const trueOrFalse = [() => true, () => false] as const;

/** Puts what a note has no room for into a folder of its own that only its owner can read. Returns where. */
export async function keepElsewhere(name: string, text: string): Promise<string> {
  const path = join(await mkdtemp(join(scratchPlace(), 'opsbook-note-')), name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}
