import * as z from 'zod';
import { KINDS } from '../runbook/schema/page-schemas.ts';
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

const proofSchema = z.strictObject({
  status: z.enum(['passed', 'failed', 'skipped']),
  on: text.describe('The day of the run, in UTC.'),
  reason: text.optional().describe('Why it failed or was skipped.'),
  tools: z
    .record(text, text)
    .describe('Versions of the programs that the step calls, by name, as they were then.'),
});
export type Proof = z.infer<typeof proofSchema>;

const stepSchema = z.strictObject({
  name: text.describe('Its name, or its line where it has none.'),
  section: text.describe('The title of its section; empty before the first.'),
  anchor: text.describe('The part of the address after `#`; empty where it has none.'),
  language: text,
  code: text.describe('As the author wrote it, its params as variables.'),
  risk: z
    .enum(RISKS)
    .describe('What it does to the world: the graver of what its author says and what its commands do.'),
  declared: z.enum(RISKS).optional().describe('What its author says of that.'),
  because: text.optional().describe('What of it makes the risk.'),
  environment: text.optional().describe('The variant of a step that has several.'),
  params: texts.describe('Names of the params that it uses.'),
  expected: text.optional().describe('What it should print, as its author wrote it.'),
  means: text.optional().describe('What that output means, in the words of its author.'),
  rollback: text.optional().describe('The name of the step that undoes it.'),
  dryRun: text.optional().describe('The name of the step that shows what it would do.'),
  timeout: text.optional().describe('How long it may take, as in `10s`.'),
  verified: z.boolean().describe('Whether `opsbook verify` may run it and compare what it prints.'),
  isRollback: z.boolean().describe('Whether it undoes something and is not gone through by itself.'),
  proof: proofSchema
    .optional()
    .describe('What a run of this very text by `opsbook verify` gave; absent without one.'),
});

const reviewSchema = z.strictObject({
  state: z.enum(STATES),
  words: text.describe('The state as people read it.'),
  reviewed: text.optional(),
  by: text.optional(),
  due: text.optional(),
  reasons: texts.describe('Why it calls for a look besides the calendar.'),
  ran: z
    .strictObject({
      passed: z.number(),
      failed: z.number(),
      skipped: z.number(),
      on: text,
      tools: z.record(text, text).optional(),
    })
    .optional()
    .describe('What `opsbook verify` saw of the text that was signed.'),
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
  links: texts.describe('Where its text leads: addresses of other sites, and of this one below its address.'),
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

const partSchema = z.strictObject({
  service: text.describe('The id of a service; empty for runbooks that name none.'),
  address: text.describe('Of the file that has its runbooks, below the address of the site.'),
  digest: text.describe('Of its runbooks.'),
  runbooks: texts.describe('Their ids.'),
});
export type BookPart = z.infer<typeof partSchema>;

/** The runbooks of one service, where the book is too large for one file. */
export const bookPartSchema = z.strictObject({
  version: z.literal(BOOK_VERSION),
  service: text,
  digest: text,
  runbooks: z.array(runbookDocumentSchema),
});
export type BookPartDocument = z.infer<typeof bookPartSchema>;

/** The whole of a book as one document: `/book.json`. */
export const bookDocumentSchema = z.strictObject({
  version: z.literal(BOOK_VERSION),
  title: text,
  digest: text.describe('Of everything below.'),
  runbooks: z.array(runbookDocumentSchema).describe('Empty where `parts` says in which files they stand.'),
  parts: z.array(partSchema).optional().describe('Files with the runbooks, by service: of a large book.'),
  services: z.array(serviceDocumentSchema),
  teams: z.array(teamDocumentSchema),
  severities: z.array(severityDocumentSchema),
  alerts: z.array(alertDocumentSchema),
});
export type BookDocument = z.infer<typeof bookDocumentSchema>;
