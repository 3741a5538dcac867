import { spawnSync } from 'node:child_process';
import { readHelp } from '../../src/shell/specs/help.ts';
import { formatFlags, type SpecEntry, type SpecFile } from '../../src/shell/specs/spec.ts';

/** How a tool is asked for its help. */
export interface Asking {
  readonly tool: string;
  /** Words that ask, after a (sub)command's own; `--help` when absent. */
  readonly ask?: readonly string[];
  /** How many levels of subcommands have a help of their own. */
  readonly depth?: number;
  /** Words that print the flags every subcommand takes. */
  readonly globals?: readonly string[];
  /** Subcommands that its help does not list as such. */
  readonly subcommands?: readonly string[];
}

/** A tool's facts from its own help on this machine; undefined when it is not installed. */
export function fromHelp(asking: Asking): SpecFile | undefined {
  if (spawnSync(asking.tool, ['--version'], { timeout: 15_000, input: '' }).error) return undefined;
  const entries: Record<string, SpecEntry> = {};
  add(entries, [asking.tool], asking);
  const root = entries[asking.tool];
  if (asking.globals && root) {
    entries[asking.tool] = {
      ...root,
      global: formatFlags(readHelp(run([asking.tool, ...asking.globals])).flags),
    };
  }
  return entries;
}

function add(entries: Record<string, SpecEntry>, at: readonly string[], asking: Asking): void {
  const { flags, subcommands } = readHelp(run([...at, ...(asking.ask ?? ['--help'])]));
  entries[at.join(' ')] = flags.length > 0 ? { flags: formatFlags(flags) } : {};
  if (at.length > (asking.depth ?? 0)) return;
  const listed = at.length === 1 ? [...subcommands, ...(asking.subcommands ?? [])] : subcommands;
  for (const name of listed) if (name !== 'help') add(entries, [...at, name], asking);
}

function run([program = '', ...args]: readonly string[]): string {
  const env = { ...process.env, LC_ALL: 'C', COLUMNS: '200', PAGER: 'cat', MANPAGER: 'cat' };
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env, timeout: 15_000, input: '' });
  return `${stdout}\n${stderr}`;
}
