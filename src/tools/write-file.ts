import { readFile } from 'node:fs/promises';
import { changeFile } from './change-file.ts';
import type { Changed, Changing } from './change-file.ts';

/** Gives a file a content, whatever it held before. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  changing?: Changing,
): Promise<void> {
  const bytes = Buffer.from(content);
  await changeFile(path, () => bytes, changing);
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Changes the text of a file and keeps its byte order mark.
 * @returns false when the file is not UTF-8, or not the text that the change was made for: it is then left alone
 */
export async function changeText(
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
  changing?: Changing,
): Promise<boolean> {
  const changed = await rewriteText(path, (text) => (text === from ? to : undefined), changing);
  return changed !== 'left';
}

/**
 * Makes a text of what a file holds at the moment of writing; its byte order mark stays.
 * @param rewrite from the text, undefined where there is no file, to the new one; undefined leaves it alone
 * @returns `left` for a file that is not UTF-8, too
 */
export function rewriteText(
  path: string,
  rewrite: (text: string | undefined) => string | undefined,
  changing?: Changing,
): Promise<Changed> {
  return changeFile(
    path,
    (before) => {
      const mark = before?.subarray(0, BOM.length).equals(BOM) ? BOM : Buffer.alloc(0);
      const bytes = before?.subarray(mark.length);
      const text = bytes?.toString('utf8');
      if (bytes && !bytes.equals(Buffer.from(text ?? ''))) return undefined;
      const to = rewrite(text);
      return to === undefined ? undefined : Buffer.concat([mark, Buffer.from(to)]);
    },
    changing,
  );
}

/** Writes a file that is not there yet, with the folders it lies in; false when it is there: it is left alone. */
export async function writeNew(
  path: string,
  content: string | Uint8Array,
  changing?: Changing,
): Promise<boolean> {
  const bytes = Buffer.from(content);
  const changed = await changeFile(path, (before) => (before === undefined ? bytes : undefined), changing);
  return changed !== 'left';
}

/** The text of a file; undefined when it is not there. */
export async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
