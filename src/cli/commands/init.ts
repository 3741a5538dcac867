import { basename, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { printable } from '../../runbook/words/printable.ts';
import { findRepository } from '../../tools/find-repository.ts';
import { findRoot, isThere } from '../../tools/find-root.ts';
import { listProgramFiles, readProgramFile } from '../../tools/program.ts';
import { writeNew } from '../../tools/write-file.ts';
import { defineCommand, UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import type { RunbookFolder } from '../init/find-runbooks.ts';
import { planAdoption } from '../init/plan-adoption.ts';
import type { Beginning } from '../init/plan-adoption.ts';
import { writeSignOffJobs } from '../init/write-sign-off-jobs.ts';
import { quoted, writeAdoption } from '../init/write-adoption.ts';
import { STARTER } from '../../judge/book-templates.ts';

export const init = defineCommand({
  name: 'init',
  words: '[folder]',
  flags: {
    root: {
      type: 'string',
      value: 'DIR',
      meaning: 'The folder (default: the repository, or the current folder)',
    },
    title: { type: 'string', value: 'TEXT', meaning: 'The title of the book' },
    'sign-offs': {
      type: 'boolean',
      meaning:
        'Write the job that signs what an approved pull request changes; works in an existing book too',
    },
    'dry-run': { type: 'boolean', meaning: 'Say what would be written, and write nothing' },
  },
  examples: [
    'opsbook init',
    'opsbook init --dry-run',
    'opsbook init --sign-offs',
    'opsbook init runbooks --title "Shop runbooks"',
  ],
  async run({ flags, words }, terminal) {
    const [named = flags.root, ...more] = words;
    if (more.length > 0) throw new UsageError('init takes one folder.');
    const root = resolve(terminal.folder, named ?? '.');
    const isDry = flags['dry-run'] ?? false;
    if (flags['sign-offs']) {
      const book = findRoot(undefined, root);
      if (isThere(join(book, 'opsbook.yaml'))) {
        await writeSignOffJobs(book, isDry, terminal);
        return 0;
      }
    }
    await refuseSecondBook(root, named !== undefined);
    const { title } = flags;
    const plan = await planAdoption({ named: named === undefined ? undefined : root, folder: root, title });
    const isAdopted = 'runbooks' in plan;
    if (isAdopted) await writeAdoption(plan, isDry, terminal);
    else await writeStarter({ ...plan, root, title, isDry }, terminal);
    if (flags['sign-offs']) await writeSignOffJobs(isAdopted ? plan.root : root, isDry, terminal);
    return 0;
  },
});

/** A book is not begun inside another by accident: where no folder is named, the repository's top counts too. */
async function refuseSecondBook(root: string, isNamed: boolean): Promise<void> {
  const top = isNamed ? undefined : (await findRepository(root))?.top;
  const folder = [root, top].find((one) => one !== undefined && isThere(join(one, 'opsbook.yaml')));
  if (folder !== undefined)
    throw new UsageError(`there is an \`opsbook.yaml\` in ${basename(folder)} already: nothing was written.`);
}

interface Starting extends Beginning {
  readonly root: string;
  readonly title: string | undefined;
  readonly isDry: boolean;
}

async function writeStarter(
  { root, title, isDry, rules, loose }: Starting,
  terminal: Terminal,
): Promise<void> {
  if (isThere(join(root, 'content')))
    throw new UsageError(
      `there is a \`content\` in ${basename(root)} already, and no runbooks were found in it: nothing was written.`,
    );
  for (const path of await listProgramFiles(STARTER)) {
    const text = await readProgramFile(`${STARTER}/${path}`);
    const isSettings = path === 'opsbook.yaml' && title !== undefined;
    const titled = isSettings ? text.replace(/^ {2}title: .*$/m, () => `  ${titleLine(title)}`) : text;
    const shown = printable(join(relative(terminal.folder, root), path));
    if (isDry) terminal.print(`${shown}: would be written\n`);
    else if (await writeNew(join(root, path), titled)) terminal.print(`${shown}\n`);
    else terminal.print(`${shown}: left alone, there is such a file.\n`);
  }
  if (rules.length > 0) terminal.print(renderRules(rules));
  if (loose) terminal.print(renderLoose(loose));
  if (isDry) return;
  terminal.print('\nNext: opsbook lint, opsbook dev, opsbook run web/website-down --dry-run\n');
}

/** Not written into a first book: its check would begin with a finding for every alert. */
function renderRules(rules: readonly string[]): string {
  const settings = stringify({ alerts: { rules } }, { lineWidth: 0 });
  return `\nFound alert rules. With these lines in opsbook.yaml, they and the runbooks are held against each other:\n\n${printableLines(settings)}`;
}

/** They may be anything; whoever called knows. */
function renderLoose({ folder, pages }: RunbookFolder): string {
  const [found, they] = pages === 1 ? ['1 page', 'it is'] : [`${pages} pages`, 'they are'];
  return printableLines(
    `\nFound ${found} in ${folder === '.' ? 'this folder' : folder} that ${pages === 1 ? 'does' : 'do'} not look like ${pages === 1 ? 'a runbook' : 'runbooks'}. If ${they}, this says what would become of ${pages === 1 ? 'it' : 'them'}:\n  opsbook import ${quoted(folder)} --dry-run\n`,
  );
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function titleLine(title: string): string {
  return stringify({ title }).trimEnd();
}
