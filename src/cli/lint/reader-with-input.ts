import { relative, resolve, sep } from 'node:path';
import type { BookReader } from '../../runbook/read/load.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

interface Input {
  readonly words: readonly string[];
  readonly path: string | undefined;
  readonly root: string;
  readonly isOutsideAllowed: boolean;
}

export interface ReaderWithInput {
  readonly reader: BookReader;
  readonly paths: ReadonlySet<string>;
}

/** For editors: the book as it would be with the text on standard input in the place of one file. */
export async function readerWithInput(
  { words, path, root, isOutsideAllowed }: Input,
  terminal: Terminal,
): Promise<ReaderWithInput | undefined> {
  if (!words.includes('-')) {
    if (path !== undefined)
      throw new UsageError('--stdin-path goes with -: opsbook lint - --stdin-path FILE.');
    return undefined;
  }
  if (words.length > 1) throw new UsageError('- stands alone: it judges one text.');
  if (path === undefined)
    throw new UsageError('- needs --stdin-path FILE: the place of the text in the book.');
  const inside = relative(root, resolve(terminal.folder, path)).replaceAll(sep, '/');
  if (inside.startsWith('..') || inside === '')
    throw new UsageError(`--stdin-path \`${path}\` is not inside the book at ${root}.`);
  const bytes = new TextEncoder().encode(await terminal.readInput());
  const folder = folderReader(root, isOutsideAllowed);
  const reader: BookReader = {
    ...folder,
    async list() {
      const { paths, refused } = await folder.list();
      return { paths: [...new Set([...paths, inside])].sort(), refused };
    },
    read: (wanted, limit) =>
      wanted === inside ? Promise.resolve(bytes.subarray(0, limit)) : folder.read(wanted, limit),
  };
  return { reader, paths: new Set([inside]) };
}
