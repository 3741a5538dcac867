import { IN_FOLDER } from '../runbook/values/value-places.ts';
import type { Step } from './plan.ts';

/** What bash is given for a step. */
export interface ShellCommand {
  readonly code: string;
  readonly args: readonly string[];
  /** Standard input; nothing to read without it. */
  readonly input: string | undefined;
}

/**
 * How bash runs a step: a shell snippet as it is; SQL through psql, with each value as a psql variable; another
 * query through the command that its fence names. Values never become part of the text.
 */
export function commandOf(
  { way, code, params }: Pick<Step, 'way' | 'code' | 'params'>,
  values: ReadonlyMap<string, string>,
  database: Readonly<Record<string, string>> = {},
): ShellCommand | undefined {
  if (way.kind === 'none') return undefined;
  if (way.kind === 'shell') return { code, args: [], input: undefined };
  const given = params.flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [{ name, value }];
  });
  if (way.kind === 'pipe' && !way.isPsql) return { code: way.via, args: [], input: `${code}\n` };
  if (way.kind === 'pipe' && isReread(way.via)) {
    const settings = given.map(({ name, value }) => `\\set ${name} ${psqlQuote(value)}\n`);
    return { code: way.via, args: [], input: `\\set ON_ERROR_STOP 1\n${settings.join('')}${code}\n` };
  }
  const args = ['-v', 'ON_ERROR_STOP=1', ...given.flatMap(({ name, value }) => ['-v', `${name}=${value}`])];
  if (way.kind === 'pipe') return { code: `${way.via} "$@"`, args, input: `${code}\n` };
  const settings = Object.entries(database).map(([name, value]) => `${name}=${value}`);
  return { code: PSQL, args: [...settings, '--', ...args], input: `${code}\n` };
}

/** The folder that a fence's `cwd` names, its values in place. */
export function fillFolder(cwd: string, values: ReadonlyMap<string, string>): string {
  return cwd.replace(
    IN_FOLDER,
    (whole, bare?: string, braced?: string) => values.get(bare ?? braced ?? '') ?? whole,
  );
}

/** psql with settings of its own, which neither the session nor anybody who lists processes sees. */
const PSQL = '( while [ "$1" != -- ]; do export "$1"; shift; done; shift; exec psql -X "$@" )';

/** Whether a shell on the other side reads the arguments again: they would need quotes of an unknown kind. */
function isReread(via: string): boolean {
  return /\bssh\b|["'|;&]\s*$|\b(ba|z|k)?sh\s+-\w*c\b/.test(via);
}

/** A text as psql's `\set` reads it: in single quotes, with C's escapes. */
function psqlQuote(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n');
  return `'${escaped.replaceAll('\r', '\\r')}'`;
}
