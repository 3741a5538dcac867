import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openNote } from '../../src/tools/note-file.ts';
import { changeText, readIfThere, rewriteText } from '../../src/tools/write-file.ts';

/** One way in which opsbook writes a file of the book, many times over. */
export interface Writer {
  readonly name: string;
  /** The file that it writes, in the folder of the book. */
  readonly file: string;
  /** Writes a mark into the file, and says whether it is written. */
  write(folder: string, mark: string): Promise<boolean>;
}

/** Every writer that several people or jobs may start at once. Add yours here. */
export const WRITERS: readonly Writer[] = [
  {
    name: 'a change of a text as it is then',
    file: 'lines.txt',
    write: async (folder, mark) =>
      (await rewriteText(join(folder, 'lines.txt'), (text) => `${text ?? ''}${mark}\n`)) === 'written',
  },
  {
    name: 'a change of a text that was read before',
    file: 'lines.txt',
    async write(folder, mark) {
      const path = join(folder, 'lines.txt');
      const from = await readIfThere(path);
      if (from === undefined) return (await rewriteText(path, (text) => text ?? '')) === 'left';
      return changeText(path, { from, to: `${from}${mark}\n` });
    },
  },
  {
    name: 'a note of a run',
    file: 'note.md',
    async write(folder, mark) {
      const note = await openNote(join(folder, 'note.md'));
      await note.begin('# Incident\n');
      await note.append(`${mark}\n`);
      return true;
    },
  },
  {
    name: 'review sign',
    file: 'content/reviews/2026-Q4.yaml',
    write: (folder, mark) =>
      succeeds(folder, [
        'review',
        'sign',
        'shop/api',
        '--by',
        mark,
        '--despite',
        'two at once',
        '--today',
        '2026-11-22',
      ]),
  },
  {
    name: 'review after-incident',
    file: 'content/reviews/2026-Q4/platform.md',
    write: (folder, mark) =>
      succeeds(folder, ['review', 'after-incident', 'shop/api', '--ref', mark, '--today', '2026-11-22']),
  },
  {
    name: 'learn',
    file: 'opsbook.yaml',
    write(folder, mark) {
      mkdirSync(join(folder, 'bin'), { recursive: true });
      const tool = join(folder, 'bin', mark);
      writeFileSync(tool, '#!/bin/sh\necho "Usage: tool [--force]"\n');
      chmodSync(tool, 0o755);
      return succeeds(folder, ['learn', tool]);
    },
  },
];

/** Loads the program, which takes longer than all that the other writers do. */
async function succeeds(folder: string, argv: readonly string[]): Promise<boolean> {
  const { call } = await import('../cli/call.ts');
  const { status, said } = await call(folder, ...argv);
  if (status === 3) throw new Error(said);
  return status === 0;
}
