import type { Command, Flag } from './command.ts';

/** A command and its one sentence, as the table of its group has them. */
export interface Named {
  readonly name: string;
  readonly summary: string;
}

/** What `opsbook <command> --help` prints. */
export function renderUsage({ name, words, flags, examples }: Command, summary: string): string {
  const rows = Object.entries(flags).map(([flag, spec]): [string, string] => [
    flagText(flag, spec),
    spec.meaning,
  ]);
  return [
    summary,
    '',
    `Usage: opsbook ${name}${words ? ` ${words}` : ''} [flags]`,
    '',
    'Flags:',
    ...columns([...rows, ['--help', 'This page']]),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

/** What `opsbook --help` prints. @param note what is to be said of the program besides; may be empty */
export function renderOverview(commands: readonly Named[], note: string): string {
  return [
    'opsbook: runbooks as a site, a linter, a runner and a review',
    '',
    'Usage: opsbook <command> [flags]',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'opsbook <command> --help, or opsbook help <command>, shows its flags; opsbook --version the version.',
    'Exit status: 0 clean, 1 findings, 2 wrong usage, 3 our fault.',
    ...(note === '' ? [] : [note]),
    '',
  ].join('\n');
}

/** What `opsbook review --help` prints: a group's commands. */
export function renderGroup({ name, summary }: Named, commands: readonly Named[]): string {
  return [
    summary,
    '',
    `Usage: opsbook ${name} <command> [flags]`,
    '',
    'Commands:',
    ...columns(commands.map((command) => [command.name, command.summary])),
    '',
    `opsbook ${name} <command> --help shows its flags.`,
    '',
  ].join('\n');
}

function flagText(flag: string, { type, value, short, choices }: Flag): string {
  const argument = type === 'string' ? ` ${choices?.join('|') ?? value ?? 'TEXT'}` : '';
  return `${short ? `-${short}, ` : ''}--${flag}${argument}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(30, Math.max(...rows.map(([left]) => left.length)));
  return rows.map(([left, right]) =>
    left.length > width ? `  ${left}\n  ${' '.repeat(width)}  ${right}` : `  ${left.padEnd(width)}  ${right}`,
  );
}
