import * as z from 'zod/mini';
import { cleanOutput } from './clean-output.ts';
import { ENTRY_KINDS, OUTCOMES } from './entry.ts';
import { inOrder } from './incident.ts';
import type { Incident, RecordedEntry } from './incident.ts';

/** What a file of an incident says of itself; a later version of the format has another number. */
const FORMAT = 'opsbook incident';
const VERSION = 1;

/** A file that says more than this was not written by an incident desk. */
const MOST_ENTRIES = 20_000;
const LONGEST_FILE = 20_000_000;
const LONGEST_TEXT = 100_000;

// No function is made of a text: the policy of the pages forbids that.
z.config({ jitless: true });

const text = z.string().check(z.maxLength(LONGEST_TEXT));
const id = z.string().check(z.regex(/^[\w-]{1,80}$/));
// Matches `2026-11-29T10:03:07.120Z`.
const moment = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/));

const entrySchema = z.strictObject({
  id,
  at: moment,
  kind: z.enum(ENTRY_KINDS),
  endedAt: z.optional(moment),
  runbook: z.optional(text),
  step: z.optional(text),
  text: z.optional(text),
  from: z.optional(text),
  lines: z.optional(z.array(text)),
  language: z.optional(text),
  facts: z.optional(text),
  outcome: z.optional(z.enum(OUTCOMES)),
  status: z.optional(z.int()),
  took: z.optional(z.number()),
  who: z.optional(text),
  owner: z.optional(text),
  services: z.optional(z.array(text)),
  isStruck: z.optional(z.literal(true)),
  changedAt: z.optional(moment),
});

const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  id,
  title: text,
  begunAt: moment,
  severity: z.optional(z.strictObject({ id: text, title: text })),
  ref: z.optional(text),
  impact: z.optional(text),
  closedAt: z.optional(moment),
  summary: z.optional(text),
  changedAt: moment,
  gone: z.array(id),
  entries: z.array(entrySchema).check(z.maxLength(MOST_ENTRIES)),
});

/** An incident as a file for another browser: the same incident is always the same bytes. */
export function writeIncidentFile({ entries, ...head }: Incident): string {
  const inTurn = inOrder(entries).map((entry) => inKeyOrder(entry, Object.keys(entrySchema.shape)));
  const whole = { format: FORMAT, version: VERSION, ...head, gone: [...head.gone].sort(), entries: inTurn };
  return `${JSON.stringify(inKeyOrder(whole, Object.keys(fileSchema.shape)), undefined, 2)}\n`;
}

function inKeyOrder(data: object, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const known = new Map(Object.entries(data));
  return Object.fromEntries(keys.flatMap((key) => (known.has(key) ? [[key, known.get(key)]] : [])));
}

/** Reads such a file. It may come from anywhere: what is no text, no time or no kind of ours is refused, in a sentence. */
export function readIncidentFile(file: string): { incident: Incident } | { fault: string } {
  if (file.length > LONGEST_FILE) return { fault: 'The file is too long for one of an incident.' };
  const data = parse(file);
  if (data === undefined)
    return { fault: 'The file holds no JSON: take one that “Export JSON” of an incident page wrote.' };
  const read = fileSchema.safeParse(data);
  if (!read.success) return { fault: faultOf(data, read.error.issues[0]) };
  const { format: _, version: __, ...rest } = read.data;
  const ids = new Set(rest.entries.map((entry) => entry.id));
  if (ids.size < rest.entries.length)
    return { fault: 'Two entries of the file have one id: it was changed by hand.' };
  const incident = cleaned(rest);
  return { incident: { ...incident, entries: inOrder(incident.entries) } };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(file);
  } catch {
    return undefined;
  }
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly keys?: readonly string[];
}

function faultOf(data: unknown, issue: Issue | undefined): string {
  if (typeof data !== 'object' || data === null || !('format' in data) || data.format !== FORMAT)
    return 'The file is not an incident of opsbook: take one that “Export JSON” of an incident page wrote.';
  if ('version' in data && typeof data.version === 'number' && data.version > VERSION)
    return 'The file was written by a later version of opsbook: open it on a site that was built with that one.';
  const path = [...(issue?.path ?? []), ...(issue?.keys?.slice(0, 1) ?? [])].map(String).join('.');
  return `The file cannot be read: \`${path || 'its outermost object'}\` is not what an incident has there.`;
}

/** What zod says of it, without the keys that are there and hold nothing. */
type Read = Omit<z.infer<typeof fileSchema>, 'format' | 'version'>;

/** Texts of a file hold no control characters, and nothing that turns a line around. */
function cleaned({ entries, ...head }: Read): Incident {
  // `JSON.parse` leaves no key with `undefined`, and zod adds none.
  return { ...cleanTexts(head), entries: entries.map(cleanTexts) } as Incident & {
    entries: readonly RecordedEntry[];
  };
}

function cleanTexts<T extends object>(data: T): T {
  const pairs = Object.entries(data).map(([key, value]) => [key, cleanValue(value)]);
  // Every text of it is a text as before.
  return Object.fromEntries(pairs) as T;
}

function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return cleanOutput(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  return typeof value === 'object' && value !== null ? cleanTexts(value) : value;
}
