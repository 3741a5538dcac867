import { basename, join, resolve } from 'node:path';
import { SETTINGS_FILE } from '../../runbook/schema/settings.ts';
import { loadBook } from '../../runbook/read/load.ts';
import { readHelp } from '../../shell/specs/help.ts';
import type { HelpFacts } from '../../shell/specs/help.ts';
import { interpreters, wrappers } from '../../shell/doubts/coverage.ts';
import { commonTools } from '../../shell/specs/catalogue.ts';
import { declaredFrom, keepDeclared } from '../../shell/specs/learn.ts';
import { askHelp } from '../../tools/ask-help.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { readIfThere, rewriteText } from '../../tools/write-file.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { learnCluster } from '../learn-cluster.ts';
import type { Terminal } from '../command.ts';
import { declareCommand, renderCommand } from '../declare-command.ts';
import { chooseRoot } from '../book-flags.ts';
import { count } from '../../runbook/words/count.ts';
import { lookUp } from '../../shell/look-up.ts';

const SECONDS = 10;
/** A tool with more subcommands is learnt by naming them. */
const MOST_ASKED = 100;

export const learn = defineCommand({
  name: 'learn',
  words: '<tool> [subcommand…]',
  flags: {
    ...ROOT_FLAG,
    whole: {
      type: 'boolean',
      meaning:
        'The help lists everything: what is not in it is an error, not only a warning where it looks misspelt',
    },
    shallow: { type: 'boolean', meaning: 'Read the help of the tool alone, and not of its subcommands' },
    context: { type: 'string', value: 'NAME', meaning: "learn cluster: which cluster of kubectl's settings" },
    file: {
      type: 'string',
      value: 'FILE',
      meaning: 'learn cluster: where the names go, from the root (default: live.cluster.yaml)',
    },
    'dry-run': { type: 'boolean', meaning: 'Print what would be written' },
    timeout: {
      type: 'string',
      value: 'SECONDS',
      meaning: `How long one --help may take (default: ${SECONDS})`,
    },
  },
  examples: [
    'opsbook learn shipit',
    'opsbook learn shipit deploy rollback',
    'opsbook learn ./bin/shipit --dry-run',
    'opsbook learn cluster payments billing',
  ],
  async run({ flags, words }, terminal) {
    const [tool, ...subcommands] = checkWords(words);
    const root = chooseRoot(flags.root, terminal);
    if (tool === 'cluster') {
      const { context, file = 'live.cluster.yaml' } = flags;
      const isDryRun = flags['dry-run'] ?? false;
      const milliseconds = readSeconds(flags.timeout) * 1000;
      const asked = { root, namespaces: subcommands, context, file, isDryRun, milliseconds };
      return learnCluster(asked, terminal);
    }
    if (flags.context !== undefined || flags.file !== undefined)
      throw new UsageError('--context and --file go with opsbook learn cluster.');
    const path = join(root, SETTINGS_FILE);
    const text = await readIfThere(path);
    if (text === undefined && !flags['dry-run'])
      throw new UsageError(
        `there is no ${SETTINGS_FILE} in ${root}. An empty file of that name makes it a book.`,
      );
    if (subcommands.length === 0 && sayKnown(tool, terminal)) return 0;
    const asker = { tool, milliseconds: readSeconds(flags.timeout) * 1000, terminal };
    const own = await ask(asker, []);
    if (!own) return 1;
    const below = new Map<string, HelpFacts>();
    const named =
      subcommands.length > 0
        ? subcommands
        : flags.shallow
          ? []
          : own.subcommands.filter((name) => name !== 'help');
    for (const name of named.slice(0, MOST_ASKED)) {
      const facts = await ask(asker, [name]);
      if (facts) below.set(name, facts);
    }
    if (named.length > MOST_ASKED)
      terminal.warn(
        `Asked ${MOST_ASKED} of ${named.length} subcommands; name the others: opsbook learn ${tool} ${named[MOST_ASKED] ?? ''}\n`,
      );
    const name = basename(tool).replace(/\.(exe|cmd)$/i, '');
    const { settings } = await loadBook(folderReader(root));
    const command = keepDeclared(
      declaredFrom({ own, below, isWhole: flags.whole ?? false }),
      lookUp(settings.commands, name) ?? {},
    );
    const listed = Object.keys(command.subcommands ?? {}).length;
    terminal.warn(
      `${name}: ${count(command.flags?.length ?? 0, 'flag')}, ${count(listed, 'subcommand')}, ${below.size} of them with their own flags.\n`,
    );
    if (flags['dry-run']) {
      terminal.print(`commands:\n${renderCommand(name, command)}\n`);
      return 0;
    }
    return write({ root, path, name, command }, terminal);
  },
});

interface Declaring extends Omit<Parameters<typeof declareCommand>[0], 'text'> {
  readonly root: string;
  readonly path: string;
}

async function write({ root, path, name, command }: Declaring, terminal: Terminal): Promise<0 | 1> {
  const changed = await rewriteText(
    path,
    (text) => (text === undefined ? undefined : declareCommand({ text, name, command })),
    { inside: root },
  );
  if (changed !== 'left') {
    terminal.print(
      `${path}: \`${name}\` ${changed === 'same' ? 'was declared like this already' : 'is declared under `commands:`'}.\n`,
    );
    return 0;
  }
  terminal.warn(
    `opsbook: ${path} was left alone: it is not written in a way that this command can add to. Add by hand:\n`,
  );
  terminal.print(`commands:\n${renderCommand(name, command)}\n`);
  return 1;
}

/** What opsbook ships is better than one help: it was read whole, and looked through. Whether it said so. */
function sayKnown(tool: string, terminal: Terminal): boolean {
  const spec = tool.includes('/') ? undefined : commonTools.find(tool);
  if (interpreters.has(tool)) {
    terminal.print(
      `\`${tool}\` runs a script: what stands after the script is not its own. Nothing is declared.\n`,
    );
    return true;
  }
  if (wrappers.has(tool)) {
    terminal.print(`\`${tool}\` carries another command, which is judged by itself. Nothing is declared.\n`);
    return true;
  }
  if (spec?.about?.completeness !== 'whole') return false;
  const { version, date } = spec.about;
  const since = version ? ` (version ${version}${date ? `, read ${date}` : ''})` : '';
  terminal.print(
    `opsbook knows all that \`${tool}\` takes${since}: nothing is declared. To add what a plugin brings, name it: opsbook learn ${tool} PLUGIN\n`,
  );
  return true;
}

interface Asker {
  readonly tool: string;
  readonly milliseconds: number;
  readonly terminal: Terminal;
}

/** What a help says; undefined when there is none, which is then said. */
async function ask(
  { tool, milliseconds, terminal }: Asker,
  below: readonly string[],
): Promise<HelpFacts | undefined> {
  const line = [tool, ...below, '--help'].join(' ');
  terminal.warn(`Asking: ${line}\n`);
  const program = tool.includes('/') ? resolve(terminal.folder, tool) : tool;
  const answer = await askHelp([program, ...below], { folder: terminal.folder, milliseconds });
  if (answer.kind === 'missing')
    throw new UsageError(
      `\`${tool}\` cannot be started: no program of that name is on the PATH. One of the book is asked by its path, as in ./bin/${basename(tool)}; node_modules/.bin does not count as PATH.`,
    );
  if (answer.kind === 'late') {
    terminal.warn(`opsbook: \`${line}\` did not end within ${milliseconds / 1000} s and was ended.\n`);
    return undefined;
  }
  const longer = longerHelp(answer.text);
  if (longer !== undefined) terminal.warn(`Asking: ${[tool, ...below, longer].join(' ')}\n`);
  const more =
    longer === undefined
      ? undefined
      : await askHelp([program, ...below], { folder: terminal.folder, milliseconds, ask: longer.split(' ') });
  const text = more?.kind === 'text' ? `${answer.text}\n${more.text}` : answer.text;
  const facts = readHelp(text, basename(tool));
  if (facts.flags.length + facts.subcommands.length > 0) return facts;
  terminal.warn(`opsbook: \`${line}\` printed no flags and no subcommands that could be read.\n`);
  return undefined;
}

/** How a shortened help says that it can be had whole: `--help all` (curl), `--longhelp` (LVM), `-H` (zstd). */
function longerHelp(text: string): string | undefined {
  const named = /(?<![\w-])(--help[ =-]all|--longhelp|--help-long|--help full|-hh)(?![\w-])/.exec(text)?.[1];
  return named ?? (text.split('\n').some(namesLongHelp) ? '-H' : undefined);
}

function namesLongHelp(line: string): boolean {
  return /(?:^|\s)-H\b/.test(line) && /\b(?:long|full|advanced)\b/i.test(line) && /\bhelp\b/i.test(line);
}

function checkWords(words: readonly string[]): readonly [string, ...string[]] {
  const [tool, ...rest] = words;
  if (tool === undefined) throw new UsageError('say which tool to learn: opsbook learn shipit.');
  // What is run is a name and `--help`: nothing that the tool could take for a flag, a path or an expression.
  const odd = [basename(tool), ...rest].find((word) => !/^[A-Za-z0-9_][\w.:+-]*$/.test(word));
  if (odd !== undefined) throw new UsageError(`\`${odd}\` is not the name of a tool or a subcommand.`);
  return [tool, ...rest];
}

function readSeconds(text = String(SECONDS)): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 600))
    throw new UsageError(`--timeout takes seconds up to 600, not \`${text}\`.`);
  return seconds;
}
