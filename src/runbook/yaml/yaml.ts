import { isMap, isNode, isScalar, isSeq, parseDocument, Scalar, visit } from 'yaml';
import type { Alias, Document } from 'yaml';
import type { Fault, Range } from '../finding.ts';
import { lineIndex, pointAt } from '../read/source-text.ts';
import { withQuotedLinesJoined } from './quoted-lines.ts';
import { withoutTabsInBrackets } from './bracket-tabs.ts';
import { listSwallowed } from './swallowed.ts';
import type { Swallowed } from './swallowed.ts';
import { yamlExcess } from './yaml-bounds.ts';
import { yamlMessage } from './yaml-message.ts';

/** A YAML text as plain data, with where each value stands and what was wrong. */
export interface YamlText {
  /** Undefined when the text is not a mapping. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /** Whether something in it could not be told apart: what is missing may be there, in the wrong place. */
  readonly isBroken: boolean;
  readonly faults: readonly Fault[];
  /** Where the value (or, with `key`, the key) at a path stands; the nearest parent when it is not there. */
  locate(path: readonly PropertyKey[], at?: 'key' | 'value'): Range;
  /** A value as its author wrote it, quotes included: `1.10`, which is the number 1.1. */
  written(path: readonly PropertyKey[]): string | undefined;
}

export interface YamlPlace {
  readonly ruleId: string;
  /** The whole file, of which the YAML is the part from `start` to `end`; all of it without them. */
  readonly text: string;
  readonly start?: number;
  readonly end?: number;
  /** How many tokens a file may have that opsbook writes itself, line by line. */
  readonly mostTokens?: number;
}

/** Reads a YAML mapping. Tags are refused, not resolved; an alias bomb is a fault, not a full memory. */
export function readYaml(place: YamlPlace): YamlText {
  const { ruleId, text, start = 0, end = text.length, mostTokens } = place;
  // YAML knows no line that ends with a carriage return alone; Markdown does.
  const source = text.slice(start, end).replace(/\r(?!\n)/g, '\n');
  const point = lineIndex(text);
  const range = (from: number, to: number): Range => ({ start: point(start + from), end: point(start + to) });
  const excess = yamlExcess(source, mostTokens === undefined ? {} : { mostTokens });
  if (excess) {
    const { message, offset } = excess;
    const fault = { ruleId, message, range: range(offset, offset + 1) };
    return {
      data: undefined,
      isBroken: true,
      faults: [fault],
      locate: () => range(0, 0),
      written: () => undefined,
    };
  }
  const document = parseLoosely(source);
  const reading = readDocument(document, source);
  if (ruleId === 'frontmatter-valid') reading.faults.push(...listSwallowed(document, source));
  const faults = reading.faults.map(({ message, from, to, level }) => ({
    ruleId,
    message,
    range: range(from, to),
    ...(level ? { level } : {}),
  }));
  const locate: YamlText['locate'] = (path, at = 'value') => rangeOf({ document, path, at, range });
  const isBroken = document.errors.some(({ code }) => code !== 'DUPLICATE_KEY');
  const written: YamlText['written'] = (path) => {
    const node: unknown = document.getIn(path, true);
    return isScalar(node) && node.range ? source.slice(node.range[0], node.range[1]) : undefined;
  };
  return { data: reading.data, isBroken, faults, locate, written };
}

/** `error` makes a second document a fault, and prints nothing. */
const OPTIONS = { prettyErrors: false, logLevel: 'error', resolveKnownTags: false } as const;

/** As other readers of YAML take it where that leaves nothing wrong. */
function parseLoosely(source: string): Document.Parsed {
  const document = parseDocument(source, OPTIONS);
  if (document.errors.length === 0) return document;
  for (const loosely of [withQuotedLinesJoined, withoutTabsInBrackets]) {
    const changed = loosely(source);
    const other = changed === source ? document : parseDocument(changed, OPTIONS);
    if (other.errors.length === 0) return other;
  }
  return document;
}

interface Reading {
  readonly data: YamlText['data'];
  readonly faults: Swallowed[];
}

function readDocument(document: Document.Parsed, source: string): Reading {
  const { contents, errors, warnings } = document;
  const faults: Reading['faults'] = [];
  const lines = new Set<number>();
  for (const error of [...errors, ...warnings]) {
    const [from, to] = error.pos;
    const { line } = pointAt(source, from);
    // One mistake often has several names: the first on its line is nearest to it.
    if (!lines.has(line)) faults.push({ message: yamlMessage(error, source), from, to });
    lines.add(line);
  }
  if (contents !== null && !isMap(contents)) {
    const message = 'Write `key: value` lines here: this YAML is not a mapping.';
    if (errors.length === 0) faults.push({ message, from: 0, to: source.length });
    return { data: undefined, faults };
  }
  for (const { source: name, range } of replaceEndless(document)) {
    const message = `Write the value out: \`*${name}\` stands inside what it names, which would never end.`;
    faults.push({ message, from: range?.[0] ?? 0, to: range?.[1] ?? 0 });
  }
  for (const { source: name, range } of replaceUnresolved(document)) {
    const message = `Put quotes around this value: \`*\` starts a YAML alias, and nothing is named \`${name}\`.`;
    faults.push({ message, from: range?.[0] ?? 0, to: range?.[1] ?? 0 });
  }
  keepNumbersAsWritten(document);
  try {
    // A mapping, as checked above; an empty document counts as one.
    const data = (document.toJS({ maxAliasCount: 100 }) ?? {}) as Record<string, unknown>;
    return { data, faults };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    faults.push({ message: 'Write the values out: these aliases unfold to too much.', from: 0, to: 1 });
    return { data: undefined, faults };
  }
}

/** A key is a name: `1e3:` is no `1000`, and is looked for as it is written. */
function keepNumbersAsWritten(document: Document): void {
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && typeof key.value === 'number' && key.source) key.value = key.source;
    },
  });
}

/**
 * Takes an alias to what it stands in itself out of its list, as in `alerts: &a [*a]`, or as a text, and lists them: as an
 * item it would be told a second time, as the name of nothing.
 */
function replaceEndless(document: Document): Alias[] {
  const found: Alias[] = [];
  visit(document, {
    Alias(_, alias, path) {
      const named = alias.resolve(document);
      if (!named || !path.some((node) => node === named)) return undefined;
      found.push(alias);
      return isSeq(path.at(-1)) ? visit.REMOVE : textOf(alias);
    },
  });
  return found;
}

function textOf(alias: Alias): Scalar {
  const text = new Scalar(`*${alias.source}`);
  text.range = alias.range ?? null;
  return text;
}

/** Takes an alias to nothing as the text it stands for, as in `title: *Important*`, and lists them. */
function replaceUnresolved(document: Document): Alias[] {
  const found: Alias[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return undefined;
      found.push(alias);
      return textOf(alias);
    },
  });
  return found;
}

interface Whereabouts {
  readonly document: Document;
  readonly path: readonly PropertyKey[];
  readonly at: 'key' | 'value';
  readonly range: (from: number, to: number) => Range;
}

function rangeOf({ document, path, at, range }: Whereabouts): Range {
  for (let length = path.length; length > 0; length -= 1) {
    const own = path.slice(0, length);
    const isParent = length < path.length && !isScalar(document.getIn(own, true));
    const found = nodeRange(document, own, isParent ? 'key' : at);
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
  if (!isNode(node) || !node.range) return undefined;
  return node.range;
}
