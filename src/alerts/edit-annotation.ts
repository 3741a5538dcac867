import { isAlias, isMap, isNode, isScalar } from 'yaml';
import type { Document, Pair, Scalar, YAMLMap } from 'yaml';
import { findPair } from './yaml-nodes.ts';

/** One change of a text: what stands between two offsets becomes something else. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The rule whose annotation is written, in the text that it was parsed from. */
export interface EditedRule {
  readonly node: YAMLMap;
  readonly document: Document;
  readonly text: string;
}

/** The edit that gives a rule an annotation, or the reason why there is none, as the end of a sentence. */
export function editAnnotation(
  { node, text }: EditedRule,
  { name, value }: { readonly name: string; readonly value: string },
): Edit | { readonly reason: string } {
  if (node.anchor !== undefined) return { reason: 'other rules share it by a YAML anchor' };
  const annotations = findPair(node, 'annotations');
  if (!annotations) return addMapping({ node, text }, { name, value });
  const map = annotations.value;
  if (isAlias(map)) return { reason: 'its annotations are a YAML alias' };
  if (isScalar(map) && map.value === null) return fillEmpty(annotations, node, { text, name, value });
  if (!isMap(map)) return { reason: 'its annotations are not `name: value` lines' };
  if (map.anchor !== undefined) return { reason: 'other rules share its annotations by a YAML anchor' };
  const own = findPair(map, name);
  if (own) return replaceValue(own, { text, value, isFlow: isFlow(map) });
  return isFlow(map) ? addInFlow(map, { text, name, value }) : addLine(map, { text, name, value });
}

interface Written {
  readonly text: string;
  readonly name: string;
  readonly value: string;
}

/** `flow` of the `yaml` package: written in braces. */
function isFlow(map: YAMLMap): boolean {
  return map.flow === true;
}

function replaceValue(
  { key, value: old }: Pair<Scalar, unknown>,
  { text, value, isFlow }: { readonly text: string; readonly value: string; readonly isFlow: boolean },
): Edit | { readonly reason: string } {
  if (!isScalar(old)) return { reason: 'its link is not a text' };
  const [start = 0, valueEnd = 0] = old.range ?? [];
  const mark = text.charAt(start);
  if (old.value === null || start === valueEnd) {
    const end = key.range?.[1] ?? 0;
    const colon = text.indexOf(':', end) + 1;
    return { start: colon, end: colon, text: ` ${quoted(value, { mark: "'", isFlow })}` };
  }
  // The lines of a block text end with a line break that does not belong to the value alone.
  const end = mark === '|' || mark === '>' ? start + text.slice(start, valueEnd).trimEnd().length : valueEnd;
  return { start, end, text: quoted(value, { mark, isFlow }) };
}

/** A new line below the last annotation. */
function addLine(map: YAMLMap, written: Written): Edit | { readonly reason: string } {
  const { text } = written;
  const first = map.items[0];
  const last = map.items.at(-1);
  if (!first || !last || !isNode(first.key) || !first.key.range)
    return { reason: 'its annotations are empty' };
  const indent = columnOf(text, first.key.range[0]);
  const line = `${indent}${entry(written, siblingMark(map, text))}`;
  return isCutOff(last, text) ? lineBefore(last, { text, line }) : lineAfter(endOf(last), { text, line });
}

function addInFlow(map: YAMLMap, written: Written): Edit {
  const { text } = written;
  const [start = 0, end = 0] = map.range ?? [];
  const added = entry(written, siblingMark(map, text), true);
  const last = map.items.at(-1);
  if (!last) return { start, end, text: `{ ${added} }` };
  const at = endOf(last).end;
  return { start: at, end: at, text: `, ${added}` };
}

/** `annotations:` with nothing after it. */
function fillEmpty(
  { key }: Pair<Scalar, unknown>,
  node: YAMLMap,
  written: Written,
): Edit | { readonly reason: string } {
  if (isFlow(node) || !key.range) return { reason: 'its annotations are empty' };
  const indent = columnOf(written.text, key.range[0]);
  const line = `${indent}  ${entry(written, "'")}`;
  return lineAfter(
    { end: written.text.indexOf(':', key.range[1]) + 1, isBlock: false },
    { text: written.text, line },
  );
}

/** `annotations:` and the link below the last field of the rule. */
function addMapping(
  { node, text }: Pick<EditedRule, 'node' | 'text'>,
  link: Omit<Written, 'text'>,
): Edit | { readonly reason: string } {
  const first = node.items[0];
  const last = node.items.at(-1);
  if (!first || !last || !isNode(first.key) || !first.key.range) return { reason: 'it is empty' };
  const written = { text, ...link };
  if (isFlow(node)) {
    const mark = text.charAt(first.key.range[0]);
    const name = mark === '"' ? '"annotations"' : 'annotations';
    const at = endOf(last).end;
    return { start: at, end: at, text: `, ${name}: { ${entry(written, mark, true)} }` };
  }
  const indent = columnOf(text, first.key.range[0]);
  const step = stepOf(node, text, indent);
  const ending = lineEnding(text);
  const line = `${indent}annotations:${ending}${indent}${step}${entry(written, "'")}`;
  return isCutOff(last, text) ? lineBefore(last, { text, line }) : lineAfter(endOf(last), { text, line });
}

/** Whether the file ends inside the block text of a pair: a line after it would add a line break to the text. */
function isCutOff(pair: { key: unknown; value: unknown }, text: string): boolean {
  const { end, isBlock } = endOf(pair);
  // What a `-` follows loses its line breaks anyway.
  return (
    isBlock &&
    text.slice(end).trim() === '' &&
    !/[\r\n]/.test(text.slice(text.trimEnd().length)) &&
    !/[|>][1-9]?-/.test(headerBefore(text, end))
  );
}

/** A line before the one that a pair begins with; that of a list's `- ` cannot be moved. */
function lineBefore(
  { key }: { key: unknown },
  { text, line }: { readonly text: string; readonly line: string },
): Edit | { readonly reason: string } {
  const start = isNode(key) && key.range ? key.range[0] : 0;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() !== '')
    return { reason: 'the file ends inside its text: end it with a line break' };
  return { start: lineStart, end: lineStart, text: `${line}${lineEnding(text)}` };
}

/** How much further than the rule's fields its labels are indented; two spaces where it has none. */
function stepOf(node: YAMLMap, text: string, indent: string): string {
  const labels = findPair(node, 'labels')?.value;
  const key = isMap(labels) && !isFlow(labels) ? labels.items[0]?.key : undefined;
  const own = isNode(key) && key.range ? columnOf(text, key.range[0]) : '';
  return own.length > indent.length ? own.slice(indent.length) : '  ';
}

interface End {
  readonly end: number;
  /** A block text that keeps its blank lines (`|+`): nothing may come between it and them. */
  readonly isBlock: boolean;
}

/** Where the value of a pair ends: for a block text, at its last line that is not blank. */
function endOf({ key, value }: { key: unknown; value: unknown }): End {
  const node = isNode(value) && value.range ? value : isNode(key) ? key : undefined;
  const inner = isMap(value) && !isFlow(value) ? value.items.at(-1) : undefined;
  if (inner) return endOf(inner);
  const isBlock = isScalar(value) && (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED');
  return { end: node?.range?.[1] ?? 0, isBlock };
}

/** A line after the one that an offset stands in, a comment at its end left where it is. */
function lineAfter(
  { end, isBlock }: End,
  { text, line }: { readonly text: string; readonly line: string },
): Edit {
  const ending = lineEnding(text);
  if (isBlock) {
    // Trailing blank lines of a block text stay below what is added, unless they belong to the text.
    const head = text.slice(0, end);
    const trimmed = head.trimEnd().length;
    const isKept = /[|>][1-9]?\+/.test(headerBefore(text, end));
    if (!isKept) return { start: trimmed, end: trimmed, text: `${ending}${line}` };
    const start = head.endsWith('\n') ? '' : ending;
    return { start: end, end, text: `${start}${line}${ending}` };
  }
  const rest = /[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0;
  const at = end + rest;
  return { start: at, end: at, text: `${ending}${line}` };
}

/** The last `|+` or `>-` before an offset. */
function headerBefore(text: string, end: number): string {
  return (
    [...text.slice(0, end).matchAll(/[|>][1-9]?[+-]?[1-9]?(?:[ \t]{0,99}\r?\n|[ \t]{1,99}#)/g)].at(-1)?.[0] ??
    ''
  );
}

function lineEnding(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** The white space that puts something in the column of an offset; a list's `- ` counts as such. */
function columnOf(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return ' '.repeat(offset - lineStart);
}

/** The quotes of the annotation written last, so that the new one looks like the others. */
function siblingMark(map: YAMLMap, text: string): string {
  const marks = map.items.flatMap(({ value }) =>
    isNode(value) && value.range ? [text.charAt(value.range[0])] : [],
  );
  return marks.findLast((mark) => mark === '"' || mark === "'") ?? "'";
}

function entry({ name, value }: Written, mark: string, isFlow = false): string {
  const isJson = isFlow && mark === '"';
  return `${isJson ? `"${name}"` : name}: ${quoted(value, { mark, isFlow })}`;
}

/** A text as YAML: without quotes where they are not needed and were not there, else in quotes of the same kind. */
function quoted(
  value: string,
  { mark, isFlow }: { readonly mark: string; readonly isFlow: boolean },
): string {
  // Only there can a line break be written on one line; JSON is YAML.
  if (/[\r\n\t]/.test(value)) return JSON.stringify(value);
  if (mark === '"') return `"${value.replace(/[\\"]/g, '\\$&')}"`;
  const isPlain = !isFlow && /^https?:\/\/[^\s'"{}[\],#&*!|>%@`]+$/.test(value);
  if (isPlain && mark !== "'") return value;
  return `'${value.replaceAll("'", "''")}'`;
}
