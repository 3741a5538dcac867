import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** A file that only grows: what was appended is on the disk when the promise settles. */
export interface NoteFile {
  readonly path: string;
  /** Whether it was there before. */
  readonly isOld: boolean;
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a note, and makes it if it is not there. */
export async function openNote(path: string): Promise<NoteFile> {
  const file: FileHandle = await open(path, 'a');
  const { size } = await file.stat();
  return {
    path,
    isOld: size > 0,
    async append(text) {
      await file.appendFile(text);
      await file.sync();
    },
    close: () => file.close(),
  };
}
