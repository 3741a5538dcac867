import * as z from 'zod';
import { readFields } from '../schema/fields.ts';
import type { Fault, Range } from '../finding.ts';
import type { SourceText } from '../read/source-text.ts';
import { readYaml } from '../yaml/yaml.ts';
import { readWrittenLines } from './written-lines.ts';

const count = z.number().int().min(0);
const text = z.string().trim().min(1);

/** The address of a pull request: an address is ASCII, and `URL` passes over line ends and controls inside one. */
export const forgeAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .regex(/^[!-~]*$/, 'an address without blanks and hidden characters');

/** One review of one runbook: who, when, what was read, and what the machine had checked. */
export const signOffSchema = z.strictObject({
  runbook: text.describe('The id of the runbook.'),
  at: z.iso.datetime('a time in UTC like 2026-10-01T09:30:00Z').describe('When, in UTC.'),
  by: text.describe('Who reviewed it.'),
  content: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'a SHA-256 like `sha256:…`')
    .describe('The hash of the text that was reviewed.'),
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/, 'a commit')
    .optional()
    .describe('The commit that held it.'),
  findings: z
    .strictObject({ errors: count, warnings: count })
    .optional()
    .describe('What the linter said of it.'),
  links: z
    .strictObject({ ok: count, broken: count, unchecked: count })
    .optional()
    .describe('What became of its external links.'),
  snippets: z
    .strictObject({
      passed: count,
      failed: count,
      skipped: count,
      on: z.iso.date('a date like 2026-10-01').describe('The day they were run.'),
      tools: z
        .record(z.string(), z.string())
        .optional()
        .describe('Versions of the programs that its commands name, as they were then.'),
    })
    .optional()
    .describe('What `opsbook verify` saw of this very text.'),
  questions: z
    .strictObject({ answered: count, of: count })
    .optional()
    .describe("The worksheet's boxes for this runbook."),
  seen: z
    .array(text)
    .optional()
    .describe('What it speaks of that had changed since the review before, and was read on both sides.'),
  alerts: z
    .strictObject({ raised: count, unknown: count })
    .optional()
    .describe('Whether rules raise the alerts that it names.'),
  known: z
    .enum(['teams', 'codeowners', 'author', 'forge'])
    .optional()
    .describe(
      'Where the reviewer is known from: teams.yaml, CODEOWNERS, commits, or the forge. Sign-offs from before proof was asked for have none.',
    ),
  approval: forgeAddress.optional().describe('The pull request that the reviewer approved.'),
  missing: z
    .array(z.enum(['reviewer', 'answers', 'snippets', 'links', 'alerts', 'lint']))
    .min(1)
    .optional()
    .describe('What was missing of its proof: such a sign-off is shown, and moves no due date.'),
  note: text.optional().describe('What the reviewer wants remembered.'),
  despite: text.optional().describe('Why it was signed although something was missing.'),
});
export type SignOff = z.infer<typeof signOffSchema>;

/** A file in the reviews folder: the sign-offs of one quarter. */
export const signOffFileSchema = z.strictObject({
  quarter: text.describe('As in `2026-Q4`.'),
  'sign-offs': z.array(signOffSchema).optional().describe('One line each, by runbook and time.'),
});

/** A sign-off, and where it is written. */
export interface WrittenSignOff extends SignOff {
  readonly path: string;
  readonly range: Range;
}

export interface SignOffReading {
  readonly signOffs: readonly WrittenSignOff[];
  readonly faults: readonly Fault[];
}

/** A quarter of a book of five thousand runbooks: a list of short lines takes time that grows with its length alone. */
const MOST_TOKENS = 1_000_000;

/** Reads one file of sign-offs: those that fit the schema, and a fault for each thing that does not. */
export function readSignOffFile(source: SourceText): SignOffReading {
  const signOffs = asWritten(source);
  return signOffs ? { signOffs, faults: source.faults } : readAnySignOffs(source);
}

/** What opsbook has written and nobody has changed by hand: of thousands of lines, YAML would take seconds. */
function asWritten({ path, text: source }: SourceText): readonly WrittenSignOff[] | undefined {
  const read = readWrittenLines(source, 'sign-offs');
  if (!read || [...read.head.keys()].join() !== 'quarter') return undefined;
  const signOffs: WrittenSignOff[] = [];
  for (const { data, range } of read.lines) {
    const fitting = signOffSchema.safeParse(data);
    if (!fitting.success) return undefined;
    signOffs.push({ ...fitting.data, path, range });
  }
  return signOffs;
}

/** Reads sign-offs in whatever YAML they are written. */
export function readAnySignOffs({ path, text: source, faults }: SourceText): SignOffReading {
  const ruleId = 'yaml-valid';
  const yaml = readYaml({ ruleId, text: source, mostTokens: MOST_TOKENS });
  const read = readFields(signOffFileSchema, yaml, { ruleId, what: 'a file of sign-offs' });
  const given: unknown = yaml.data?.['sign-offs'];
  const signOffs = (Array.isArray(given) ? given : []).flatMap((entry: unknown, index) => {
    const { data } = signOffSchema.safeParse(entry);
    return data ? [{ ...data, path, range: yaml.locate(['sign-offs', index]) }] : [];
  });
  return { signOffs, faults: [...faults, ...yaml.faults, ...read.faults] };
}

/** Whether something besides a name speaks for a sign-off: snippets that were run, questions answered, an approval. */
export function hasEvidence({
  snippets,
  questions,
  approval,
}: Pick<SignOff, 'snippets' | 'questions' | 'approval'>): boolean {
  return (snippets?.passed ?? 0) > 0 || (questions?.answered ?? 0) > 0 || approval !== undefined;
}
