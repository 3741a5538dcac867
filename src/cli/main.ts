import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findNearest } from '../runbook/words/nearest.ts';
import { printable } from '../runbook/words/printable.ts';
import { findRoot, isFile } from '../tools/find-root.ts';
import { NoBashError } from '../tools/require-bash.ts';
import { NoScratchPlaceError } from '../tools/scratch-place.ts';
import { UnwritableError } from '../tools/unwritable-error.ts';
import { UsageError } from './command.ts';
import type { Command, CommandGroup, CommandTable, ExitStatus, Flags, Given, Terminal } from './command.ts';
import { COMMANDS, NOTE } from './command-table.ts';
import { processTerminal } from './terminal.ts';
import { renderGroup, renderOverview, renderUsage } from './usage.ts';

/** Runs one command line; never throws. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    if (error instanceof Error && OTHERS_CAN_CHANGE.some((kind) => error instanceof kind)) {
      terminal.warn(`opsbook: ${printable(error.message)}\n`);
      return 2;
    }
    terminal.warn(`opsbook: this is our fault, not yours. ${describe(error, terminal)}\n`);
    return 3;
  }
}

/** Errors that say what whoever called opsbook can do. */
const OTHERS_CAN_CHANGE = [UsageError, UnwritableError, NoScratchPlaceError, NoBashError];

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name, ...rest] = argv;
  const about = name === 'help' ? rest.filter((word) => !word.startsWith('-')) : [];
  // `opsbook help review sign` is `opsbook review sign --help`.
  if (about.length > 0) return dispatch([...about, '--help'], terminal);
  if (name === undefined && terminal.isInteractive && hasBook(terminal)) return dispatch(['find'], terminal);
  if (name === undefined || isHelp(name)) {
    terminal.print(renderOverview(listSummaries(COMMANDS), NOTE));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-V') return dispatch(['version', ...rest], terminal);
  if (name.startsWith('-'))
    throw new UsageError(
      `\`${name}\` stands before the command. Write it after, as in opsbook lint ${name}.`,
    );
  return dispatchTo(await choose(COMMANDS, name, 'opsbook'), rest, terminal);
}

/** Calls a command, or one of its group: `opsbook review status`. */
async function dispatchTo(
  { command, summary }: Chosen,
  argv: readonly string[],
  terminal: Terminal,
): Promise<ExitStatus> {
  if (!('commands' in command)) return call({ command, summary }, argv, terminal);
  const [name, ...rest] = argv;
  if (name === undefined || isHelp(name)) {
    terminal.print(renderGroup({ name: command.name, summary }, listSummaries(command.commands)));
    return name === undefined ? 2 : 0;
  }
  return dispatchTo(await choose(command.commands, name, `opsbook ${command.name}`), rest, terminal);
}

/** A command and its sentence in the table. */
interface Chosen {
  readonly command: Command | CommandGroup;
  readonly summary: string;
}

/** Whether somebody stands in a book whose runbooks this program can find. */
function hasBook({ folder }: Terminal): boolean {
  return Object.hasOwn(COMMANDS, 'find') && isFile(join(findRoot(undefined, folder), 'opsbook.yaml'));
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h' || word === 'help';

function listSummaries(commands: CommandTable): { name: string; summary: string }[] {
  return Object.entries(commands).map(([name, { summary }]) => ({ name, summary }));
}

async function choose(commands: CommandTable, name: string, of: string): Promise<Chosen> {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry) return { command: await entry.load(), summary: entry.summary };
  throw new UsageError(
    `unknown command \`${name}\`.${nearest(name, Object.keys(commands))} See ${of} --help.${NOTE && ` ${NOTE}`}`,
  );
}

async function call(
  { command, summary }: { readonly command: Command; readonly summary: string },
  argv: readonly string[],
  terminal: Terminal,
): Promise<ExitStatus> {
  const end = argv.indexOf('--');
  if (argv.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h')) {
    terminal.print(renderUsage(command, summary));
    return 0;
  }
  const given = readFlags(command, argv);
  refuseWords(command, given.words);
  if ('root' in command.flags) await warnOfNamedCache(terminal);
  return command.run(given, terminal);
}

/** Who names a folder to keep things in is told, without asking, why nothing is kept there. */
async function warnOfNamedCache({ environment, warn }: Terminal): Promise<void> {
  if (!environment['OPSBOOK_CACHE']) return;
  const { cacheProblem } = await import('../tools/cache-folder.ts');
  const problem = cacheProblem(environment);
  if (problem !== undefined)
    warn(`Nothing is kept for the next call: ${problem}. OPSBOOK_CACHE names another folder.\n`);
}

/** A command whose help names no arguments takes none: `build docs` would build the whole book, and say nothing of `docs`. */
function refuseWords({ name, words, flags }: Command, given: readonly string[]): void {
  const [word] = given;
  if (words !== undefined || word === undefined) return;
  const isFolder = 'root' in flags ? ` For the book in a folder, give --root \`${word}\`.` : '';
  throw new UsageError(`${name} takes no arguments, not \`${word}\`.${isFolder} See opsbook ${name} --help.`);
}

function readFlags({ name, flags }: Command, argv: readonly string[]): Given<Flags> {
  const options = Object.fromEntries(
    Object.entries(flags).map(([flag, { type, short, multiple = false }]) => [
      flag,
      { type, multiple, ...(short ? { short } : {}) },
    ]),
  );
  const { values, positionals } = parse(name, {
    args: argv.flatMap((word, index) => withValue(word, argv[index + 1], flags)),
    options,
    allowPositionals: true,
    tokens: true,
  });
  for (const [flag, { choices }] of Object.entries(flags)) {
    const value = values[flag];
    if (!choices || typeof value !== 'string' || choices.includes(value)) continue;
    throw new UsageError(
      `--${flag} takes ${choices.join(', ')}, not \`${value}\`.${nearest(value, choices)}`,
    );
  }
  // `strict` parsing by these very flags: the values have their types.
  return { flags: values as Given<Flags>['flags'], words: positionals };

  function parse(command: string, config: NonNullable<Parameters<typeof parseArgs>[0]>) {
    try {
      return parseArgs(config);
    } catch (error) {
      throw new UsageError(flagMessage(error, command, Object.keys(flags)), { cause: error });
    }
  }
}

/** `--note` before another flag, or at the end, has the value that the flag has when it stands alone. */
function withValue(word: string, next: string | undefined, flags: Flags): string[] {
  const value = flags[word.replace(/^--/, '')]?.whenAlone;
  const isAlone = word.startsWith('--') && (next === undefined || next.startsWith('-'));
  return [value !== undefined && isAlone ? `${word}=${value}` : word];
}

function flagMessage(error: unknown, command: string, known: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /Unknown option '([^']{1,500})'/.exec(message)?.[1]?.replace(/^-+/, '');
  const misused = /^Option '[^']{0,100}?(--[\w-]{1,50})(?: <value>)?' (argument|does not)/.exec(message);
  if (misused) {
    const [, flag = '', how] = misused;
    const why = how === 'argument' ? `takes a value, as in ${flag}=value` : 'takes no value';
    return `${flag} ${why}. See opsbook ${command} --help.`;
  }
  if (unknown === undefined) return `${message.split('\n', 1)[0] ?? ''} See opsbook ${command} --help.`;
  return `unknown flag \`--${unknown}\` of ${command}.${nearest(unknown, known, '--')} See opsbook ${command} --help.`;
}

function nearest(name: string, known: readonly string[], mark = ''): string {
  const found = findNearest(name, known);
  return found === undefined ? '' : ` Did you mean \`${mark}${found}\`?`;
}

function describe(error: unknown, { environment }: Terminal): string {
  if (!(error instanceof Error)) return String(error);
  if (environment['OPSBOOK_DEBUG']) return error.stack ?? error.message;
  const causes: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) causes.push(at.message);
  return `${causes.join(': ')} (OPSBOOK_DEBUG=1 shows where)`;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), processTerminal());
