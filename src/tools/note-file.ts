import { constants } from 'node:fs';
import { access, mkdtemp, open, realpath, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from './file-lock.ts';
import { UnwritableError } from './unwritable-error.ts';

/** A file that only grows: what was appended is on the disk when the promise settles. */
export interface NoteFile {
  readonly path: string;
  /** Writes how the note begins, where nothing is in it yet. */
  begin(text: string): Promise<void>;
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a note, and makes it if it is not there. Two runs may write to one: each text stays in one piece, and what
 * a full disk would cut off is not begun.
 */
export async function openNote(path: string): Promise<NoteFile> {
  // What commands print at night is nobody else's to read; a note that is there keeps the mode it has.
  const file: FileHandle = await open(path, 'a', 0o600);
  const isFile = (await file.stat()).isFile();
  const real = await realpath(path);
  // A note that can be written is written, in a folder that cannot be too: then nothing holds the place.
  const isLockable = isFile && (await access(dirname(real), constants.W_OK).then(...trueOrFalse));
  const alone = <T>(work: () => Promise<T>): Promise<T> => (isLockable ? withLock(real, work) : work());

  async function write(text: string): Promise<void> {
    const { size } = await file.stat();
    try {
      await file.appendFile(text);
      await file.sync().catch(ignoreUnless(isFile));
    } catch (cause) {
      if (isLockable) await file.truncate(size).catch(() => undefined);
      throw new UnwritableError(path, cause);
    }
  }

  return {
    path,
    begin: (text) =>
      alone(async () => {
        if ((await file.stat()).size === 0) await write(text);
      }),
    append: (text) => alone(() => write(text)),
    close: () => file.close(),
  };
}

const trueOrFalse = [() => true, () => false] as const;

/** A pipe or a terminal has nothing to put on a disk. */
function ignoreUnless(isFile: boolean): (error: unknown) => void {
  return (error) => {
    if (isFile) throw error;
  };
}

/** Puts what a note has no room for into a folder of its own that only its owner can read. Returns where. */
export async function keepElsewhere(name: string, text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'opsbook-note-')), name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}
