import * as z from 'zod';
import { KINDS } from '../runbook/schema/schema.ts';
import { RISKS } from '../runbook/read/snippet.ts';
import { STATES } from '../review/state.ts';

/** Raised when a field of the document changes its meaning or goes; a new field does not raise it. */
export const BOOK_VERSION = 1;

const text = z.string();
const texts = z.array(text);

const paramSchema = z.strictObject({
  name: text,
  description: text,
  default: text.optional(),
  pattern: text.describe('A regular expression that the whole value must match.'),
  label: text.optional().describe('The label of an alert that has the value.'),
  secret: z.boolean(),
});

const stepSchema = z.strictObject({
  name: text.describe('Its name, or its line where it has none.'),
  section: text.describe('The title of its section; empty before the first.'),
  anchor: text.describe('The part of the address after `#`; empty where it has none.'),
  language: text,
  code: text.describe('As the author wrote it, its params as variables.'),
  risk: z.enum(RISKS).describe('What it does to the world.'),
  because: text.optional().describe('What of it makes the risk.'),
  environment: text.optional().describe('The variant of a step that has several.'),
  params: texts.describe('Names of the params that it uses.'),
  expected: text.optional().describe('What it should print, as its author wrote it.'),
  rollback: text.optional().describe('The name of the step that undoes it.'),
  verified: z.boolean().describe('Whether `opsbook verify` may run it and compare what it prints.'),
  isRollback: z.boolean().describe('Whether it undoes something and is not gone through by itself.'),
});

const reviewSchema = z.strictObject({
  state: z.enum(STATES),
  words: text.describe('The state as people read it.'),
  reviewed: text.optional(),
  by: text.optional(),
  due: text.optional(),
  reasons: texts.describe('Why it calls for a look; empty for a fresh one.'),
});

/** One runbook as a program reads it. */
export const runbookDocumentSchema = z.strictObject({
  id: text,
  title: text,
  summary: text,
  kind: z.enum(KINDS),
  draft: z.boolean(),
  severity: text.optional(),
  services: texts,
  owner: text.optional(),
  symptoms: texts,
  errors: texts.describe('Literal texts, or `/regular expressions/`, of logs and alerts.'),
  alerts: texts,
  params: z.array(paramSchema),
  steps: z.array(stepSchema),
  related: texts,
  address: text.describe('Below the address of the site.'),
  path: text.describe('The file, below the root of the book.'),
  digest: text.describe('Of the file as it was read.'),
  review: reviewSchema.optional().describe('Absent where it could not be judged.'),
});
export type RunbookDocument = z.infer<typeof runbookDocumentSchema>;

const serviceDocumentSchema = z.strictObject({
  id: text,
  name: text,
  system: text,
  owner: text,
  description: text,
  dependsOn: texts,
});

const teamDocumentSchema = z.strictObject({
  id: text,
  name: text,
  contact: texts,
  escalatesTo: text.optional(),
});

const severityDocumentSchema = z.strictObject({
  id: text,
  title: text,
  meaning: text,
  respond: text.optional(),
  actions: texts,
});

const alertDocumentSchema = z.strictObject({
  name: text,
  expression: text,
  for: text.optional(),
  labels: z.record(text, text),
  annotations: z.record(text, text),
  path: text.describe('The file of its rule.'),
  line: z.number(),
  runbooks: texts.describe('Ids of the runbooks that are about it.'),
});
export type AlertDocument = z.infer<typeof alertDocumentSchema>;

/** The whole of a book as one document: `/book.json`. */
export const bookDocumentSchema = z.strictObject({
  version: z.literal(BOOK_VERSION),
  title: text,
  digest: text.describe('Of everything below.'),
  runbooks: z.array(runbookDocumentSchema),
  services: z.array(serviceDocumentSchema),
  teams: z.array(teamDocumentSchema),
  severities: z.array(severityDocumentSchema),
  alerts: z.array(alertDocumentSchema),
});
export type BookDocument = z.infer<typeof bookDocumentSchema>;
