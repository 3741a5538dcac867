import { meaningOf } from './fields.ts';
import type { FieldMeaning } from './fields.ts';
import { lineShape } from './noise.ts';
import { readLine } from './paste-line.ts';
import { isAlarming, readable, tellingLines } from './telling-lines.ts';
import { isRecord, parseJson } from '../runbook/words/record.ts';

/** A piece of what was pasted, and how much its words count, from 0 to 1. */
export interface Passage {
  readonly text: string;
  readonly weight: number;
  /** Set when the field says that it holds an alert's name. */
  readonly isName: boolean;
}

/** One alert of a notification that may carry several. */
export interface PastedAlert {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** What was typed or pasted, taken apart. */
export interface Paste {
  /** All of it that is read, for literal error strings. */
  readonly text: string;
  readonly passages: readonly Passage[];
  /** Values by the lower-case name of their field or label; the first of a name counts. */
  readonly labels: ReadonlyMap<string, string>;
  readonly alerts: readonly PastedAlert[];
}

/** Words in fields that say where something happened, not what. */
const CONTEXT = 0.2;
/** Stack frames, and what stands around a field that says all. */
const QUIET = 0.3;
/** Lines of a log without trouble, beside lines with it: they are many, so each shape of them counts once. */
const CALM = 0.1;

interface Collected {
  readonly passages: Passage[];
  readonly labels: Map<string, string>;
  readonly alerts: PastedAlert[];
}

/** Takes apart anything: two words, a sentence, a log, Alertmanager JSON, a chat notification. Never throws. */
export function readPaste(input: string): Paste {
  const text = readable(input);
  const found: Collected = { passages: [], labels: new Map(), alerts: [] };
  const rest = takeJson(text, found);
  readLines(rest, found, { isBesideJson: rest !== text });
  return { text, ...found, passages: heardAtLeastOnce(found.passages) };
}

/** Fields that say where something happened count fully when nothing else was said. */
function heardAtLeastOnce(passages: readonly Passage[]): readonly Passage[] {
  if (passages.some(({ text, weight }) => weight > CONTEXT && /[\p{L}\p{N}]/u.test(text))) return passages;
  return passages.map((passage) => ({ ...passage, weight: 1 }));
}

/** Reads a JSON document that is the paste, or stands in it after some other text; returns what is left. */
function takeJson(text: string, found: Collected): string {
  const start = text.search(/[{[]\s*["{]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  const value = start < 0 ? undefined : parseJson(text.slice(start, end));
  if (value === undefined) return text;
  readValue(value, '', found);
  return `${text.slice(0, start)}\n${text.slice(end)}`;
}

/** Deeper or longer documents are no alerts. */
const MOST_VALUES = 2_000;

function readValue(value: unknown, field: string, found: Collected): void {
  // A stack of our own: deep nesting cannot exhaust the call stack.
  const stack: [unknown, string][] = [[value, field]];
  for (let count = 0; stack.length > 0 && count < MOST_VALUES; count += 1) {
    const [next, name] = stack.pop() ?? [];
    if (typeof next === 'string' || typeof next === 'number') addField(name ?? '', String(next), found);
    else if (Array.isArray(next))
      stack.push(
        ...firingFirst(next.slice(0, MOST_VALUES))
          .reverse()
          .map((x) => [x, name ?? ''] as [unknown, string]),
      );
    else if (typeof next === 'object' && next !== null) stack.push(...openObject(next, found));
  }
}

/** What is over comes last: the values that fill commands are those of what still fires. */
function firingFirst(values: readonly unknown[]): unknown[] {
  const isOver = (value: unknown): boolean =>
    isRecord(value) && typeof value['status'] === 'string' && /^resolved$/i.test(value['status']);
  return [...values.filter((value) => !isOver(value)), ...values.filter(isOver)];
}

function openObject(object: object, found: Collected): [unknown, string][] {
  const labels = textsOf('labels' in object ? object.labels : undefined);
  const name = labels.get('alertname');
  if (name !== undefined) found.alerts.push({ name, labels });
  return Object.entries(object)
    .filter(
      ([field]) => !/^(?:group|common)(?:labels|annotations)$/i.test(field) || found.alerts.length === 0,
    )
    .reverse()
    .map(([field, value]) => [value, field]);
}

function textsOf(value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name.toLowerCase(), text] as const] : [],
    ),
  );
}

function addField(field: string, value: string, found: Collected): void {
  if (!found.labels.has(field.toLowerCase()) && value.length <= 200)
    found.labels.set(field.toLowerCase(), value);
  const meaning = meaningOf(field);
  if (meaning === 'noise') return;
  for (const line of tellingLines(value)) found.passages.push(passage(line, meaning));
}

function passage(text: string, meaning: FieldMeaning): Passage {
  return { text, weight: meaning === 'context' ? CONTEXT : 1, isName: meaning === 'name' };
}

function readLines(text: string, found: Collected, { isBesideJson }: { isBesideJson: boolean }): void {
  const lines = tellingLines(text).filter((line) => line.trim() !== '');
  const isLog = lines.some(isAlarming) && text.split('\n').filter((line) => line.trim() !== '').length > 3;
  const calmShapes = new Set<string>();
  for (const line of lines) {
    const isCalm = isLog && !isAlarming(line);
    const shape = isCalm ? lineShape(line) : '';
    if (isCalm && calmShapes.has(shape)) continue;
    calmShapes.add(shape);
    const json = line.indexOf('{"') < 0 ? line : takeJson(line, found);
    const { fields, rest, isFrame } = readLine(json);
    for (const [field, value] of fields) addField(field, value, found);
    const isSaid = fields.some(([field]) => /^(?:said|name)$/.test(meaningOf(field)));
    const isPrefix = isBesideJson || json !== line;
    const isQuiet = isFrame || isSaid || isPrefix;
    // In a sentence `status=running` is part of what is said.
    const said = fields.length === 1 && (rest.match(/\p{L}\P{L}/gu)?.length ?? 0) >= 3 ? json : rest;
    if (/[\p{L}\p{N}]/u.test(said))
      found.passages.push({ text: said, weight: isCalm ? CALM : isQuiet ? QUIET : 1, isName: false });
  }
}
