import { deliverFolder, deliverQuery, deliverToShell } from '../runbook/values/deliver-values.ts';
import type { Shell } from '../runbook/languages.ts';
import type { Param } from '../runbook/schema/params.ts';
import type { Unfit } from '../shell/put-values.ts';
import type { Step } from './plan.ts';

/** What the session is given for a step. */
export interface ShellCommand {
  readonly code: string;
  /** The shell that reads the code, where it is not bash. */
  readonly shell?: Shell;
  readonly args: readonly string[];
  /** Standard input (default: nothing to read). */
  readonly input: string | undefined;
  /** Where it runs, if the fence says so. */
  readonly folder?: string;
}

/** What a step is run with. */
export interface StepValues {
  readonly params: readonly Pick<Param, 'name' | 'allow'>[];
  readonly values: ReadonlyMap<string, string>;
  /** Variables that psql alone is given. */
  readonly database?: Readonly<Record<string, string>> | undefined;
  /** What redis-cli alone is given: settings as `NAME=value`, `--`, arguments. */
  readonly redis?: readonly string[] | undefined;
}

/** What of a step decides how it is run. */
export type Runnable = Pick<Step, 'way' | 'code' | 'params'> & {
  readonly snippet: Pick<Step['snippet'], 'language' | 'isRunnable'> &
    Partial<Pick<Step['snippet'], 'attributes'>>;
};

/** A step's texts with the values that are written into them. */
export interface DeliveredStep {
  readonly code: string;
  readonly via: string;
  /** The folder that its fence names; undefined where it names none. */
  readonly folder: string | undefined;
  /** What cannot stand where it would have to: then nothing is run. */
  readonly unfit: readonly Unfit[];
}

/** What a step's command is with its values where they must be written, and which of them cannot stand there. */
export function deliverStep({ way, code, snippet }: Runnable, { params, values }: StepValues): DeliveredStep {
  const cwd = snippet.attributes?.['cwd'];
  const place = cwd === undefined ? undefined : deliverFolder(cwd, params, values);
  const folder = place?.text;
  if (way.kind === 'none') return { code, via: '', folder, unfit: [] };
  if (way.kind === 'shell') {
    const { text, unfit } = deliverToShell(code, params, values);
    return { code: text, via: '', folder, unfit: [...unfit, ...(place?.unfit ?? [])] };
  }
  const isPsql = way.kind === 'psql' || (way.kind === 'pipe' && way.isPsql);
  const query = deliverQuery({ ...snippet, code }, params, { values, isPsql });
  const via = way.kind === 'pipe' ? deliverToShell(way.via, params, values) : { text: '', unfit: [] };
  const unfit = [...query.unfit, ...via.unfit, ...(place?.unfit ?? [])];
  return { code: query.text, via: via.text, folder, unfit };
}

/**
 * How bash runs a step: values come to it through its environment, to psql as psql's variables; where something
 * reads the text again they are written into it, quoted. Undefined where a value cannot stand where it must.
 */
export function commandOf(step: Runnable, stepValues: StepValues): ShellCommand | undefined {
  const delivered = deliverStep(step, stepValues);
  if (delivered.unfit.length > 0) return undefined;
  const command = commandFor(step, stepValues, delivered);
  return command && delivered.folder !== undefined ? { ...command, folder: delivered.folder } : command;
}

function commandFor(
  { way, params }: Runnable,
  { values, database = {}, redis = [] }: StepValues,
  { code, via }: DeliveredStep,
): ShellCommand | undefined {
  if (way.kind === 'none') return undefined;
  if (way.kind === 'shell') return { code, shell: way.shell, args: [], input: undefined };
  if (way.kind === 'redis') return { code: REDIS, args: redis, input: `${code}\n` };
  const given = params.flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [{ name, value }];
  });
  if (way.kind === 'pipe' && !way.isPsql) return { code: via, args: [], input: `${code}\n` };
  if (way.kind === 'pipe' && isReread(way.via)) {
    const settings = given.map(({ name, value }) => `\\set ${name} ${psqlQuote(value)}\n`);
    return { code: via, args: [], input: `\\set ON_ERROR_STOP 1\n${settings.join('')}${code}\n` };
  }
  const args = ['-v', 'ON_ERROR_STOP=1', ...given.flatMap(({ name, value }) => ['-v', `${name}=${value}`])];
  if (way.kind === 'pipe') return { code: `${via} "$@"`, args, input: `${code}\n` };
  const settings = Object.entries(database).map(([name, value]) => `${name}=${value}`);
  return { code: PSQL, args: [...settings, '--', ...args], input: `${code}\n` };
}

/** psql with settings of its own, which neither the session nor anybody who lists processes sees. */
const PSQL = withSettings('psql -X');

/** redis-cli in the same way; it ends with the status of what it was given, as scripts need it. */
const REDIS = withSettings('redis-cli -e');

function withSettings(program: string): string {
  return `( while [ "$1" != -- ]; do export "$1"; shift; done; shift; exec ${program} "$@" )`;
}

/** Whether a shell on the other side reads the arguments again: they would need quotes of an unknown kind. */
function isReread(via: string): boolean {
  return /\bssh\b|["'|;&]\s*$|\b(ba|z|k)?sh\s+-\w*c\b/.test(via);
}

/** A text as psql's `\set` reads it: in single quotes, with C's escapes. */
export function psqlQuote(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n');
  return `'${escaped.replaceAll('\r', '\\r')}'`;
}
