import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import type * as z from 'zod';
import type { Fault, Range } from './finding.ts';
import { didYouMean } from './nearest.ts';
import { lineIndex } from './source-text.ts';

/** Aliases in one document beyond this are an attack or an accident: a few lines can unfold to gigabytes. */
const MOST_ALIASES = 20;

/** A YAML text as plain data, with where each value stands and what was wrong. */
export interface YamlText {
  /** Undefined when the text is not a mapping. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly faults: readonly Fault[];
  /** Where the value (or, with `key`, the key) at a path stands; the nearest parent when it is not there. */
  locate(path: readonly PropertyKey[], at?: 'key' | 'value'): Range;
}

export interface YamlPlace {
  readonly ruleId: string;
  /** The whole file, of which the YAML is the part from `start` to `end`; all of it without them. */
  readonly text: string;
  readonly start?: number;
  readonly end?: number;
}

/** Reads a YAML mapping. Tags are refused, not resolved; an alias bomb is a fault, not a full memory. */
export function readYaml(place: YamlPlace): YamlText {
  const { ruleId, text, start = 0, end = text.length } = place;
  const counter = new LineCounter();
  const source = text.slice(start, end);
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, logLevel: 'silent' });
  const point = lineIndex(text);
  const range = (from: number, to: number): Range => ({ start: point(start + from), end: point(start + to) });
  const faults: Fault[] = [...document.errors, ...document.warnings].map((error) => ({
    ruleId,
    message: yamlMessage(error),
    range: range(error.pos[0], error.pos[1]),
  }));
  const locate: YamlText['locate'] = (path, at = 'value') => rangeOf({ document, path, at, range });
  const aliases = countAliases(document);
  if (aliases > MOST_ALIASES) {
    const message = `Write the values out: ${aliases} YAML aliases are more than the ${MOST_ALIASES} allowed.`;
    return { data: undefined, faults: [...faults, { ruleId, message, range: range(0, 0) }], locate };
  }
  if (document.errors.length > 0 && !isMap(document.contents)) return { data: undefined, faults, locate };
  if (document.contents !== null && !isMap(document.contents)) {
    const message = 'Write `key: value` lines here: this YAML is not a mapping.';
    return {
      data: undefined,
      faults: [...faults, { ruleId, message, range: range(0, source.length) }],
      locate,
    };
  }
  return { ...plainData(document), faults, locate };
}

function plainData(document: Document): Pick<YamlText, 'data'> {
  try {
    // A mapping, as the caller has checked; an empty document counts as one.
    const data: unknown = document.toJS({ maxAliasCount: MOST_ALIASES * 5 }) ?? {};
    return { data: data as Record<string, unknown> };
  } catch {
    // Unresolved or recursive aliases: `document.errors` has said so already.
    return { data: undefined };
  }
}

function countAliases(document: Document): number {
  let count = 0;
  visit(document, { Alias: () => void (count += 1) });
  return count;
}

function yamlMessage(error: YAMLError): string {
  const said = error.message.replace(/\s+/g, ' ').replace(/[.:]?$/, '');
  if (error.code === 'DUPLICATE_KEY') return 'Remove the second value: this key is already given above.';
  if (error.code === 'TAG_RESOLVE_FAILED') return `Remove the YAML tag: ${said}.`;
  return `Mend the YAML: ${said}.`;
}

interface Whereabouts {
  readonly document: Document;
  readonly path: readonly PropertyKey[];
  readonly at: 'key' | 'value';
  readonly range: (from: number, to: number) => Range;
}

function rangeOf({ document, path, at, range }: Whereabouts): Range {
  for (let length = path.length; length > 0; length -= 1) {
    const found = nodeRange(document, path.slice(0, length), length === path.length ? at : 'key');
    if (found) return range(found[0], found[1]);
  }
  return range(0, 0);
}

function nodeRange(document: Document, path: readonly PropertyKey[], at: 'key' | 'value') {
  const last = path.at(-1);
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (at === 'key' && isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
    if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range;
  }
  const node: unknown = document.getIn(path, true);
  if (!isNode(node) || isAlias(node) || !node.range) return undefined;
  return node.range;
}

/** What a YAML text holds of a schema: the fields that fit, and a fault for each that does not. */
export interface YamlFields<T> {
  readonly value: Partial<T>;
  readonly faults: readonly Fault[];
}

/** Holds data against an object schema field by field, so that one bad field does not lose the others. */
export function readFields<S extends z.ZodObject>(
  schema: S,
  yaml: YamlText,
  { ruleId, at = [], what }: { ruleId: string; at?: readonly PropertyKey[]; what: string },
): YamlFields<z.infer<S>> {
  const data = at.reduce<unknown>(
    (value, key) => (isRecord(value) ? value[String(key)] : undefined),
    yaml.data,
  );
  if (!isRecord(data)) return { value: {}, faults: [] };
  const value: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const key of Object.keys(data).filter((key) => !(key in schema.shape))) {
    const message = `Remove or rename \`${key}\`: ${what} has no such field.${didYouMean(key, Object.keys(schema.shape))}`;
    faults.push({ ruleId, message, range: yaml.locate([...at, key], 'key') });
  }
  for (const [key, field] of Object.entries(schema.shape)) {
    // Shapes hold zod schemas; `z.core.$ZodType` only lacks the method in its type.
    const result = (field as z.ZodType).safeParse(data[key] ?? undefined);
    if (result.success) {
      if (result.data !== undefined) value[key] = result.data;
    } else if (data[key] === undefined || data[key] === null) {
      faults.push({
        ruleId,
        message: `Add \`${key}\`: ${describe(field as z.ZodType)}`,
        range: yaml.locate(at, 'key'),
      });
    } else {
      faults.push(...result.error.issues.map((issue) => issueFault({ issue, key, yaml, at, ruleId })));
    }
  }
  // Every value has been through its own field's schema.
  return { value: value as Partial<z.infer<S>>, faults };
}

function describe(field: z.ZodType): string {
  const text = field.description ?? 'it is required.';
  return text.charAt(0).toLowerCase() + text.slice(1);
}

interface FieldIssue {
  readonly issue: z.core.$ZodIssue;
  readonly key: string;
  readonly yaml: YamlText;
  readonly at: readonly PropertyKey[];
  readonly ruleId: string;
}

function issueFault({ issue, key, yaml, at, ruleId }: FieldIssue): Fault {
  const path = [...at, key, ...issue.path];
  const name = [key, ...issue.path].map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys[0] ?? '';
    return {
      ruleId,
      message: `Remove or rename \`${unknown}\`: \`${name}\` has no such field.`,
      range: yaml.locate([...path, unknown], 'key'),
    };
  }
  if (issue.code === 'invalid_key') {
    return {
      ruleId,
      message: `Rename \`${String(path.at(-1))}\`: names here are in UPPER_CASE.`,
      range: yaml.locate(path, 'key'),
    };
  }
  return {
    ruleId,
    message: `Change \`${name}\`: it must be ${expectation(issue, valueAt(yaml, path))}`,
    range: yaml.locate(path),
  };
}

function expectation(issue: z.core.$ZodIssue, given: unknown): string {
  const shown = typeof given === 'string' || typeof given === 'number' ? `, not \`${given}\`` : '';
  switch (issue.code) {
    case 'invalid_type':
      return `${TYPE_NAMES[issue.expected] ?? issue.expected}${shown}.`;
    case 'invalid_value': {
      const options = issue.values.map(String);
      return `${options.map((option) => `\`${option}\``).join(', ')}${shown}.${didYouMean(String(given), options)}`;
    }
    case 'invalid_format':
      return `${FORMATS[issue.format] ?? issue.message}${shown}.`;
    case 'too_small':
      return 'given, not empty.';
    case 'invalid_union':
      return `${expectedOfUnion(issue)}${shown}.`;
    default:
      return `${issue.message.replace(/^Invalid input$/, 'something else')}${shown}.`;
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

function expectedOfUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  const kinds = issue.errors.flatMap((errors) =>
    errors.map((one) => (one.code === 'invalid_type' ? one.expected : '')),
  );
  const names = [...new Set(kinds.filter(Boolean))].map((kind) => TYPE_NAMES[kind] ?? kind);
  return names.length > 0 ? names.join(' or ') : 'something else';
}

function valueAt(yaml: YamlText, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[String(key)] : undefined,
    yaml.data,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
