import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { STATE_WORDS, STATES } from '../review/state.ts';
import { RISKS } from '../runbook/read/snippet.ts';
import type { Draft, Judged } from './check-draft.ts';
import { NotJudged } from './not-judged.ts';
import { READ_ONLY } from './tools-find.ts';
import { reviewRows } from './served-book.ts';
import type { ServedBook } from './served-book.ts';
import { answer, BOOK_NOTICE, NOTICE, refusal, shortText } from './tool-answer.ts';

const findingSchema = z.object({
  rule: z.string(),
  level: z.enum(['error', 'warning']),
  message: z.string(),
  line: z.number(),
  column: z.number(),
});
const MOST_FINDINGS = 50;
/** Ten times the longest runbook that people write. */
const MOST_DRAFT = 200_000;

/** `explain_command`: what a command does to the world, and whether its parts are known. */
export function addExplainCommand(server: McpServer, served: ServedBook): void {
  server.registerTool(
    'explain_command',
    {
      title: 'Judge a command',
      description:
        'Says what a shell command does to the world (read, change, destroy) and why, which programs it calls, ' +
        'and what is wrong in it: unknown flags, names that the book does not know. Nothing is run.',
      inputSchema: z.object({ command: z.string().min(1).max(20_000) }),
      outputSchema: z.object({
        risk: z.enum(RISKS),
        because: z.string().optional(),
        programs: z.array(z.string()),
        findings: z.array(findingSchema),
      }),
      annotations: READ_ONLY,
    },
    async ({ command }, { mcpReq: { signal } }) => {
      const one = await judged(served, { kind: 'command', command }, signal);
      if ('refused' in one) return one.refused;
      const { risk, because, programs, findings } = one;
      const said = {
        risk,
        ...(because === undefined ? {} : { because: shortText(because) }),
        programs: programs.slice(0, MOST_FINDINGS).map((name) => shortText(name)),
        findings: findings.slice(0, MOST_FINDINGS).map(shown),
      };
      const why = said.because === undefined ? '' : `, because of ${said.because}`;
      return answer(said, [`Risk: ${risk}${why}.`, ...said.findings.map(sayFinding)].join('\n'));
    },
  );
}

/** `check_text`: what the linter says of a draft. */
export function addCheckText(server: McpServer, served: ServedBook): void {
  server.registerTool(
    'check_text',
    {
      title: 'Check a draft',
      description: 'Lints the text of a runbook as if it were a file of the book. Nothing is written or run.',
      inputSchema: z.object({
        text: z
          .string()
          .max(MOST_DRAFT, `Send at most ${MOST_DRAFT} characters: check a longer draft section by section.`),
        path: z
          .string()
          .max(500)
          .optional()
          .describe('Where it would stand in the book, as in content/runbooks/shop/slow.mdx.'),
      }),
      outputSchema: z.object({ findings: z.array(findingSchema), left: z.number() }),
      annotations: READ_ONLY,
    },
    async ({ text, path }, { mcpReq: { signal } }) => {
      const one = await judged(served, { kind: 'page', text, path }, signal);
      if ('refused' in one) return one.refused;
      const { findings } = one;
      const list = findings.slice(0, MOST_FINDINGS).map(shown);
      const left = findings.length - list.length;
      const said = list.length === 0 ? 'Nothing is wrong with it.' : list.map(sayFinding).join('\n');
      return answer({ findings: list, left }, left > 0 ? `${said}\nand ${left} more.` : said);
    },
  );
}

/** `list_reviews_due`: which runbooks may be out of date, and why. */
export function addListReviews(server: McpServer, served: ServedBook): void {
  server.registerTool(
    'list_reviews_due',
    {
      title: 'List reviews that are due',
      description: 'Lists runbooks whose review is due or that have changed since, the worst first, and why.',
      inputSchema: z.object({
        owner: z.string().max(200).optional().describe('The id of a team.'),
        limit: z.number().int().min(1).max(100).default(20),
        offset: z.number().int().min(0).default(0),
      }),
      outputSchema: z.object({
        ...NOTICE,
        total: z.number(),
        next: z.number().optional(),
        reviews: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            owner: z.string().optional(),
            state: z.enum(STATES),
            due: z.string().optional(),
            reasons: z.array(z.string()),
          }),
        ),
      }),
      annotations: READ_ONLY,
    },
    async ({ owner, limit, offset }) => {
      const rows = await reviewRows(await served.read(), served.today());
      const owed = rows.filter(
        (row) => row.state !== 'fresh' && (owner === undefined || row.owner === owner),
      );
      const list = owed.slice(offset, offset + limit).map(({ id, title, owner, state, due, reasons }) => ({
        id,
        title: shortText(title),
        ...(owner === undefined ? {} : { owner }),
        state,
        ...(due === undefined ? {} : { due }),
        reasons: reasons.map(({ message }) => shortText(message)),
      }));
      const next = offset + list.length < owed.length ? offset + list.length : undefined;
      const lines = list.map(
        ({ id, state, reasons }) => `- ${id}: ${STATE_WORDS[state]}; ${reasons.join('; ')}`,
      );
      return answer(
        { notice: BOOK_NOTICE, total: owed.length, ...(next === undefined ? {} : { next }), reviews: list },
        `${owed.length} of ${rows.length} runbooks call for a look.`,
        lines.length > 0 ? lines.join('\n') : undefined,
      );
    },
  );
}

/** What is said of a draft, or why nothing can be. */
async function judged(
  served: ServedBook,
  draft: Draft,
  signal: AbortSignal,
): Promise<Judged | { readonly refused: ReturnType<typeof refusal> }> {
  try {
    return await served.judge(draft, signal);
  } catch (error) {
    if (error instanceof NotJudged)
      return {
        refused: refusal(
          `This could not be judged: ${error.message}. Send it in parts, as one section at a time.`,
        ),
      };
    throw error;
  }
}

function shown({
  ruleId,
  level,
  message,
  line,
  column,
}: Judged['findings'][number]): z.infer<typeof findingSchema> {
  return { rule: ruleId, level, message: shortText(message), line, column };
}

function sayFinding({ line, column, level, message, rule }: z.infer<typeof findingSchema>): string {
  return `${line}:${column} ${level} ${message} (${rule})`;
}
