import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { printable } from '../../runbook/words/printable.ts';
import { isFolder } from '../../tools/find-root.ts';
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
    const paths = await starterPaths();
    const inTheWay = await findInTheWay(root, paths);
    if (inTheWay !== undefined)
      throw new UsageError(`there is a \`${inTheWay}\` in ${basename(root)} already: nothing was written.`);
    for (const path of paths) {
      const text = await readFile(join(STARTER, path), 'utf8');
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

async function starterPaths(): Promise<readonly string[]> {
  const entries = await readdir(STARTER, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) => relative(STARTER, join(parentPath, name)).replaceAll('\\', '/'))
    .sort();
}

async function findInTheWay(root: string, paths: readonly string[]): Promise<string | undefined> {
  if (!isFolder(root)) return undefined;
  const there = new Set(await readdir(root, { recursive: false }));
  return ['opsbook.yaml', 'content'].find(
    (name) => there.has(name) && paths.some((path) => path.startsWith(name)),
  );
}
