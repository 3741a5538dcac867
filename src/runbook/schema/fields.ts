import * as z from 'zod';
import type { Fault, Range } from '../finding.ts';
import { didYouMean } from '../words/nearest.ts';
import type { YamlText } from '../yaml/yaml.ts';
import { isRecord } from '../words/record.ts';

/** What a YAML text holds of a schema: the fields that fit, and a fault for each that does not. */
export interface YamlFields<T> {
  readonly value: Partial<T>;
  readonly faults: readonly Fault[];
  /** Of each list that has lost entries, which those are that are left. */
  readonly left: ReadonlyMap<PropertyKey, readonly number[]>;
}

interface Reading {
  readonly ruleId: string;
  /** Where in the YAML the mapping stands; the whole of it without. */
  readonly at?: readonly PropertyKey[];
  /** What the mapping is called in messages, as in `a runbook`. */
  readonly what: string;
  /** Keys that the schema lacks and nothing is said of. */
  readonly passedOver?: ReadonlySet<string>;
}

/**
 * Holds data against an object schema field by field, so that one bad field does not lose the others, and
 * entry by entry in lists and mappings.
 */
export function readFields<S extends z.ZodObject>(
  schema: S,
  yaml: YamlText,
  { ruleId, at = [], what, passedOver }: Reading,
): YamlFields<z.infer<S>> {
  const given = valueAt(yaml, at);
  if (given === undefined) return { value: {}, faults: [], left: new Map() };
  const data = given ?? {};
  if (!isRecord(data)) {
    const message = `Change \`${nameOf(at)}\`: it must be a mapping${shown(data, yaml.written(at))}.`;
    return { value: {}, faults: [{ ruleId, message, range: yaml.locate(at) }], left: new Map() };
  }
  const value: Record<string, unknown> = {};
  const left = new Map<PropertyKey, readonly number[]>();
  const said: Said[] = unknownFields(
    Object.keys(data).filter((key) => !passedOver?.has(key)),
    schema,
    { path: at, what },
  );
  for (const [key, shape] of Object.entries(schema.shape)) {
    // Shapes hold zod schemas; `z.core.$ZodType` only lacks the method in its type.
    const field = shape as z.ZodType;
    const read = readField(field, data[key] ?? undefined);
    if (read.value !== undefined) value[key] = read.value;
    if (read.left) left.set(key, read.left);
    const path = [...at, key];
    if (data[key] === undefined || data[key] === null) {
      if (read.issues.length > 0)
        said.push({ message: `Add \`${key}\`: ${describe(field)}`, path: at, at: 'key' });
    } else said.push(...read.issues.flatMap((issue) => sayIssue(issue, { field, path, given: yaml })));
    said.push(...lostNames(data[key], path).filter(({ path: lost }) => !said.some(isOf(lost))));
  }
  const faults = yaml.isBroken
    ? []
    : said
        .map(({ message, path, at: which }) => ({ ruleId, message, range: yaml.locate(path, which) }))
        .filter(({ range }) => !yaml.faults.some((told) => isWithin(told, range)));
  // Every value has been through its own field's schema.
  return { value: value as Partial<z.infer<S>>, faults, left };
}

/** Whether a value holds something that was told of it as YAML: what it is besides hangs on that. */
function isWithin(told: Fault, { start, end }: Range): boolean {
  if (told.level === 'warning' || told.range === undefined) return false;
  return start.offset <= told.range.start.offset && told.range.end.offset <= end.offset;
}

/** One thing to say, and the path of what it is said of. */
interface Said {
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly at?: 'key' | 'value';
}

/** What the schema library passes over without a word, wherever it stands: every object of JavaScript has it. */
const LOST = '__proto__';

/** The keys inside a value that nobody would ever read. */
function lostNames(value: unknown, path: readonly PropertyKey[]): Said[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): Said[] => {
    const full = [...path, Array.isArray(value) ? Number(key) : key];
    if (key !== LOST) return lostNames(inner, full);
    return [
      { message: `Rename \`${nameOf(full)}\`: no name here may be \`${LOST}\`.`, path: full, at: 'key' },
    ];
  });
}

function isOf(path: readonly PropertyKey[]): (one: Said) => boolean {
  return (one) => one.path.length === path.length && one.path.every((key, index) => key === path[index]);
}

/** A field's value, without those entries of a list or a mapping that do not fit. */
function readField(
  field: z.ZodType,
  given: unknown,
): { value: unknown; issues: readonly z.core.$ZodIssue[]; left?: readonly number[] } {
  const whole = field.safeParse(given);
  if (whole.success) return { value: whole.data, issues: [] };
  const issues = firstOfEach(whole.error.issues.flatMap(innermost));
  const bad = new Set(issues.map(({ path: [first] }) => String(first)));
  const entries = Object.entries(given ?? {}).filter(([key]) => !bad.has(key));
  const rest = Array.isArray(given)
    ? entries.map(([, entry]: [string, unknown]) => entry)
    : Object.fromEntries(entries);
  return {
    value: entries.length > 0 && typeof given === 'object' ? field.safeParse(rest).data : undefined,
    issues,
    ...(Array.isArray(given) ? { left: entries.map(([index]) => Number(index)) } : {}),
  };
}

/** One thing to say of each place: what is no date at all is not also a day that does not exist. */
function firstOfEach(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const places = Map.groupBy(issues, ({ path }) => JSON.stringify(path.map(String)));
  return [...places.values()].flatMap(([first]) => (first ? [first] : []));
}

/** Of a union, what is wrong inside the one alternative that was meant: of `[worker, 5]`, the `5`. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  const meant =
    issue.code === 'invalid_union'
      ? issue.errors.find((inner) => inner.every(({ path }) => path.length > 0))
      : undefined;
  return meant ? meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue];
}

function unknownFields(
  keys: readonly string[],
  schema: z.ZodObject,
  { path, what }: { path: readonly PropertyKey[]; what: string },
): Said[] {
  const known = Object.keys(schema.shape);
  return keys
    .filter((key) => !known.includes(key))
    .map((key) => ({ message: unknownField(key, what, known), path: [...path, key], at: 'key' }));
}

function unknownField(key: string, what: string, known: readonly string[]): string {
  return `Remove or rename \`${key}\`: ${what} has no such field.${didYouMean(key, known)}`;
}

/** The first sentence of a field's description, or what may be chosen. */
function describe(field: z.ZodType): string {
  if (field instanceof z.ZodEnum) return `${alternatives(field.options.map(String))}.`;
  const text = /^.*?\.(?= |$)/s.exec(field.description ?? '')?.[0] ?? 'it is required.';
  return text.charAt(0).toLowerCase() + text.slice(1);
}

interface Place {
  readonly field: z.ZodType;
  readonly path: readonly PropertyKey[];
  readonly given: YamlText;
}

function sayIssue(issue: z.core.$ZodIssue, { field, path, given }: Place): Said[] {
  const full = [...path, ...issue.path];
  const name = nameOf(full);
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(field, issue.path);
    return issue.keys.map((key) => {
      return { message: unknownField(key, `\`${name}\``, known), path: [...full, key], at: 'key' };
    });
  }
  if (issue.code === 'invalid_key') {
    const key = String(full.at(-1));
    return [{ message: `Rename \`${key}\`: names here are in UPPER_CASE.`, path: full, at: 'key' }];
  }
  const value = valueAt(given, full);
  if (value === undefined)
    return [{ message: `Add \`${String(full.at(-1))}\` to \`${nameOf(full.slice(0, -1))}\`.`, path: full }];
  const isText = issue.code === 'invalid_type' && issue.expected === 'string';
  const written = given.written(full);
  if (isText && (typeof value === 'number' || typeof value === 'boolean'))
    return [
      { message: `Put quotes around \`${written ?? String(value)}\`: \`${name}\` must be text.`, path: full },
    ];
  return [{ message: `Change \`${name}\`: it must be ${expectation(issue, value, written)}`, path: full }];
}

/** `ports[0].port` */
function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .slice(1);
}

/** The names of the fields that a nested mapping may have. */
function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const [key, ...rest] = path;
  if (schema instanceof z.ZodOptional) return fieldsAt(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return fieldsAt(schema.element, rest);
  if (schema instanceof z.ZodRecord) return fieldsAt(schema.valueType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  const field: z.core.$ZodType | undefined = schema.shape[String(key)];
  return key === undefined ? Object.keys(schema.shape) : field ? fieldsAt(field, rest) : [];
}

function expectation(issue: z.core.$ZodIssue, given: unknown, written: string | undefined): string {
  const but = shown(given, written);
  switch (issue.code) {
    case 'invalid_type':
      return `${TYPE_NAMES[issue.expected] ?? issue.expected}${but}.`;
    case 'invalid_value': {
      const options = issue.values.map(String);
      return `${alternatives(options)}${but}.${didYouMean(String(given), options)}`;
    }
    case 'invalid_format':
      return `${FORMATS[issue.format] ?? issue.message}${but}.`;
    case 'too_small':
      return 'given, not empty.';
    case 'invalid_union':
      return `${expectedOfUnion(issue)}${but}.`;
    default:
      return `${issue.message.replace(/^Invalid input$/, 'something else')}${but}.`;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  number: 'a number',
  boolean: '`true` or `false`',
};
const FORMATS: Readonly<Record<string, string>> = { url: 'a full http(s) address' };

/** Numbers as they were written: `1.10` is the number 1.1, and nobody finds that in the file. */
function shown(given: unknown, written: string | undefined): string {
  if (typeof given === 'object' || given === undefined) return '';
  return `, not \`${typeof given === 'number' ? (written ?? String(given)) : String(given)}\``;
}

/** "`a`, `b` or `c`". */
function alternatives(options: readonly string[]): string {
  const quoted = options.map((option) => `\`${option}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}

function expectedOfUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  const kinds = issue.errors.flatMap((errors) =>
    errors.map((one) => (one.code === 'invalid_type' ? one.expected : '')),
  );
  const names = [...new Set(kinds.filter(Boolean))].map((kind) => TYPE_NAMES[kind] ?? kind);
  return names.length > 0 ? names.join(' or ') : 'something else';
}

/** Of a field that is a text whatever YAML makes of it, the text as its author wrote it: `1.20`, not `1.2`. */
export function asWritten(
  yaml: YamlText,
  path: readonly PropertyKey[],
  value: string | undefined,
): string | undefined {
  const given = valueAt(yaml, path);
  return typeof given === 'number' || typeof given === 'boolean' ? (yaml.written(path) ?? value) : value;
}

function valueAt(yaml: YamlText, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isRecord(value) && Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
  }, yaml.data);
}
