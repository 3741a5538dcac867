import * as z from 'zod';

/** What one snippet of a runbook did when `opsbook verify` ran it. */
export const snippetEvidenceSchema = z.strictObject({
  name: z.string().describe("The snippet's name; `line N` where it has none."),
  env: z.string().optional().describe('The variant, as in `docker`.'),
  line: z.number().int().describe('Its line in the file, from 1.'),
  status: z.enum(['passed', 'failed', 'skipped']),
  reason: z.string().optional().describe('Why it failed or was skipped, in one sentence.'),
  exitStatus: z.number().int().optional(),
  durationMs: z.number().optional().describe('Milliseconds.'),
});
export type SnippetEvidence = z.infer<typeof snippetEvidenceSchema>;

/** What a run of `opsbook verify` leaves behind for the review: which content was run, where, with what result. */
export const evidenceSchema = z.strictObject({
  version: z.literal(1),
  opsbook: z.string().describe('The version of the program.'),
  at: z.iso.datetime().describe('When the run began, in UTC.'),
  commit: z.string().optional().describe('The commit of the book, where it is in git.'),
  tools: z.record(z.string(), z.string()).describe('Versions of the programs that were run, by name.'),
  runbooks: z.array(
    z.strictObject({
      id: z.string(),
      path: z.string(),
      contentHash: z.string().describe('Of the text without what a review writes: see `reviewableText`.'),
      snippets: z.array(snippetEvidenceSchema),
    }),
  ),
});
export type Evidence = z.infer<typeof evidenceSchema>;
