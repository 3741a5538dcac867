import { basename, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { printable } from '../../runbook/words/printable.ts';
import { isThere } from '../../tools/find-root.ts';
import { listProgramFiles, readProgramFile } from '../../tools/program.ts';
import { writeNew } from '../../tools/write-file.ts';
import { defineCommand, UsageError } from '../command.ts';
import { STARTER } from '../starter-book.ts';

export const init = defineCommand({
  name: 'init',
  words: '[folder]',
  flags: {
    root: { type: 'string', value: 'DIR', meaning: 'The folder; the current one without it' },
    title: { type: 'string', value: 'TEXT', meaning: 'The title of the book' },
  },
  examples: ['opsbook init', 'opsbook init runbooks --title "Shop runbooks"'],
  async run({ flags, words }, terminal) {
    const [folder = flags.root ?? '.', ...more] = words;
    if (more.length > 0) throw new UsageError('init takes one folder.');
    const root = resolve(terminal.folder, folder);
    const paths = await listProgramFiles(STARTER);
    const inTheWay = findInTheWay(root);
    if (inTheWay !== undefined)
      throw new UsageError(`there is a \`${inTheWay}\` in ${basename(root)} already: nothing was written.`);
    for (const path of paths) {
      const text = await readProgramFile(`${STARTER}/${path}`);
      const isSettings = path === 'opsbook.yaml' && flags.title !== undefined;
      const titled = isSettings
        ? text.replace(/^ {2}title: .*$/m, () => `  ${titleLine(flags.title ?? '')}`)
        : text;
      const isWritten = await writeNew(join(root, path), titled);
      const shown = printable(join(relative(terminal.folder, root), path));
      terminal.print(isWritten ? `${shown}\n` : `${shown}: left alone, there is such a file.\n`);
    }
    terminal.print('\nNext: opsbook lint, opsbook dev, opsbook run web/website-down --dry-run\n');
    return 0;
  },
});

function titleLine(title: string): string {
  return stringify({ title }).trimEnd();
}

function findInTheWay(root: string): string | undefined {
  return ['opsbook.yaml', 'content'].find((name) => isThere(join(root, name)));
}
