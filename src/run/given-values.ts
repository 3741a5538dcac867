import { parseEnv } from 'node:util';
import { didYouMean } from '../runbook/words/nearest.ts';
import { misfit } from '../runbook/schema/params.ts';
import type { Param } from '../runbook/schema/params.ts';
import { isMap, isScalar, parse, parseDocument } from 'yaml';

/** Where a value came from, in the words that are shown. */
export type ValueSource = '--set' | '--values' | 'environment' | 'default' | 'typed' | 'note' | 'page';

export interface GivenValue {
  readonly value: string;
  readonly source: ValueSource;
}

export interface ValueSources {
  /** Texts of `--set`, as in `QUEUE=tasks`. */
  readonly set: readonly string[];
  /** What the file of `--values` holds. */
  readonly file: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface GatheredValues {
  readonly values: ReadonlyMap<string, GivenValue>;
  /** Why something that the caller wrote cannot be used, as sentences. */
  readonly faults: readonly string[];
  /** Values of the environment that do not fit, and are left out. */
  readonly warnings: readonly string[];
}

/** The values of a runbook's params: `--set` wins over `--values`, that over the environment, that over defaults. */
export function gatherValues(
  params: readonly Param[],
  { set, file, environment }: ValueSources,
): GatheredValues {
  const values = new Map<string, GivenValue>();
  const faults: string[] = [];
  const warnings: string[] = [];
  for (const param of params) {
    const { name, default: standard } = param;
    if (standard !== undefined) values.set(name, { value: standard, source: 'default' });
    const own = environment[name];
    if (own === undefined || own === '') continue;
    const reason = whyNot(param, own);
    if (reason === undefined) values.set(name, { value: own, source: 'environment' });
    else warnings.push(`The environment's ${name} is left out: ${reason}.`);
  }
  const put = (name: string, value: string, source: '--set' | '--values'): void => {
    const param = params.find((known) => known.name === name);
    const names = params.map((known) => known.name);
    if (!param)
      faults.push(
        `${source} names \`${name}\`, which is not a param of this runbook.${didYouMean(name, names)}`,
      );
    else {
      const reason = whyNot(param, value);
      if (reason === undefined) values.set(name, { value, source });
      else faults.push(`${source} ${name}: ${reason}.`);
    }
  };
  for (const [name, value] of Object.entries(file)) put(name, value, '--values');
  for (const text of set) {
    const [, name, value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (name === undefined) faults.push(`--set takes NAME=VALUE, not \`${text}\`.`);
    else put(name, value, '--set');
  }
  return { values, faults, warnings };
}

/** Why a value is not taken, as a sentence without its full stop; a secret one is not repeated. */
export function whyNot(param: Param, value: string): string | undefined {
  const reason = misfit(param, value);
  return reason && `${param.isSecret ? 'it' : `\`${value}\``} ${reason}`;
}

/** Reads a file of values by its ending: `.json`, `.yaml` and `.yml` as maps, anything else as `NAME=value` lines. */
export function readValuesFile(name: string, text: string): Readonly<Record<string, string>> {
  if (!/\.(json|ya?ml)$/i.test(name)) return definedOnly(parseEnv(text));
  const isJson = /\.json$/i.test(name);
  const data: unknown = isJson ? JSON.parse(text) : parse(text);
  if (data === null) return {};
  if (typeof data !== 'object' || Array.isArray(data)) throw new Error('it holds no map of names to values');
  const wrong = Object.entries(data).find(([, value]) => typeof value === 'object'); // null too
  if (wrong) throw new Error(`the value of \`${wrong[0]}\` is not a text or a number`);
  const written = isJson ? new Map<string, string>() : numbersIn(text);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, written.get(key) ?? String(value)]),
  );
}

/** What YAML reads as a number or as true, as it is written: the value of `TAG: 1.20` is `1.20`. */
function numbersIn(text: string): ReadonlyMap<string, string> {
  const { contents } = parseDocument(text);
  const pairs = isMap(contents) ? contents.items : [];
  return new Map(
    pairs.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) && typeof value.value !== 'string' && value.source
        ? [[String(key.value), value.source] as const]
        : [],
    ),
  );
}

function definedOnly(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
