import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { match } from '../search/match.ts';
import { findNearest } from '../runbook/words/nearest.ts';
import { count } from '../runbook/words/count.ts';
import type { AlertDocument } from './book-document.ts';
import { alertDocument } from './describe-book.ts';
import { searchIndex } from './served-book.ts';
import type { ServedBook } from './served-book.ts';
import { answer, BOOK_NOTICE, NOTICE, refusal, shortText } from './tool-answer.ts';

/** What every tool here does: it reads, and asks nobody outside. */
export const READ_ONLY = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

const foundSchema = z.object({
  ...NOTICE,
  answer: z.enum(['matches', 'perhaps', 'nothing']).describe('Whether anything is clearly meant.'),
  meanings: z
    .array(z.object({ text: z.string(), software: z.string(), meaning: z.string() }))
    .describe('Well-known errors in what was asked, and what each means.'),
  runbooks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      section: z.string().optional().describe('The section to open.'),
      sure: z.boolean(),
      because: z.string().describe('What of the runbook fits.'),
      severity: z.string().optional(),
      services: z.array(z.string()),
      values: z
        .record(z.string(), z.string())
        .optional()
        .describe('Values of its params that were in what was asked.'),
    }),
  ),
  others: z.array(z.string()).optional().describe('Ids of runbooks that are less like it, the best first.'),
});

/** `find_runbooks`: the same answer as the search of the site. */
export function addFindRunbooks(server: McpServer, served: ServedBook): void {
  server.registerTool(
    'find_runbooks',
    {
      title: 'Find runbooks',
      description:
        'Finds runbooks for a symptom in words, an error or log line, an alert name, or the JSON of an alert. ' +
        'Best first, each with the reason. Nothing is run.',
      inputSchema: z.object({
        text: z.string().min(1).max(200_000).describe('What is seen: words, a log, or an alert as JSON.'),
        limit: z.number().int().min(1).max(20).default(3),
      }),
      outputSchema: foundSchema,
      annotations: READ_ONLY,
    },
    async ({ text, limit }) => {
      const index = await searchIndex(await served.read());
      const pages = new Map(index.pages.map((page) => [page.id, page]));
      const { answer: verdict, meanings, results } = match(index, text, { limit, almanac: served.almanac });
      const isMeant = results.some(({ isSure }) => isSure);
      const others = isMeant ? results.filter(({ isSure }) => !isSure).map(({ id }) => id) : [];
      const found = {
        ...(results.length > 0 ? { notice: BOOK_NOTICE } : {}),
        answer: verdict,
        meanings: meanings.map(({ text, software, meaning }) => ({
          text: shortText(text),
          software,
          meaning,
        })),
        runbooks: results
          .filter(({ isSure }) => isSure || !isMeant)
          .map(({ id, title, anchor, isSure, why, values }) => {
            const page = pages.get(id);
            return {
              id,
              title: shortText(title),
              ...(anchor === '' ? {} : { section: anchor }),
              sure: isSure,
              because: shortText(`${why.kind}: ${why.text}`),
              ...(page?.severity === undefined ? {} : { severity: page.severity }),
              services: [...(page?.services ?? [])],
              ...(Object.keys(values).length === 0 ? {} : { values }),
            };
          }),
        ...(others.length > 0 ? { others } : {}),
      };
      const said = {
        matches: 'What fits, best first; get_runbook reads one.',
        perhaps: 'Nothing fits for certain; perhaps one of these.',
        nothing: 'No runbook of this book is like that. Say it in other words, or ask a person.',
      }[verdict];
      const lines = found.runbooks.map(({ id, title, because }) => {
        // A symptom that is the title itself needs no more words.
        const why = because.endsWith(`: ${title}`) ? '' : ` (${because})`;
        return `- ${id}: ${title}${why}`;
      });
      if (others.length > 0) lines.push(`Others: ${others.join(', ')}`);
      const meant = found.meanings.map(({ text, meaning }) => `${text}: ${meaning}.`);
      return answer(found, [said, ...meant].join('\n'), lines.length > 0 ? lines.join('\n') : undefined);
    },
  );
}

/** `get_alert`: what a rule says, and which runbooks answer it. */
export function addGetAlert(server: McpServer, served: ServedBook): void {
  server.registerTool(
    'get_alert',
    {
      title: 'Read an alert rule',
      description: 'Says what raises an alert, its labels, and which runbooks are about it.',
      inputSchema: z.object({ name: z.string().min(1).max(200).describe('As in HighErrorRate.') }),
      outputSchema: z.object({
        ...NOTICE,
        rules: z.array(
          z.object({
            name: z.string(),
            expression: z.string(),
            for: z.string().optional(),
            labels: z.record(z.string(), z.string()),
            annotations: z.record(z.string(), z.string()),
            path: z.string(),
            line: z.number(),
            runbooks: z.array(z.string()),
          }),
        ),
        left: z.number().optional().describe('How many more rules have this name.'),
      }),
      annotations: READ_ONLY,
    },
    async ({ name }) => {
      const { contract } = await served.read();
      const all = contract.links.filter(({ rule }) => rule.name === name);
      const rules = all.slice(0, MOST_RULES).map((link) => bounded(alertDocument(link)));
      const left = all.length - rules.length;
      if (rules.length > 0)
        return answer(
          { notice: BOOK_NOTICE, rules, ...(left > 0 ? { left } : {}) },
          `${count(all.length, 'rule')} of that name${left > 0 ? `; the first ${rules.length} are below` : ''}.`,
          JSON.stringify(rules, undefined, 1),
        );
      const nearest = findNearest(name, contract.raised);
      const hint = nearest === undefined ? 'find_runbooks may still know it.' : `Did you mean ${nearest}?`;
      return refusal(`No rule of this book raises ${name}. ${hint}`);
    },
  );
}

/** Rules of one answer: one name may be that of a rule in each of a hundred charts. */
const MOST_RULES = 10;
/** Labels, annotations or runbooks of a rule, and letters of its expression. */
const MOST_OF_RULE = 30;
const MOST_EXPRESSION = 4_000;

/** A rule with no more of its texts than an answer has room for. */
function bounded(rule: AlertDocument): AlertDocument {
  const some = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts)
        .slice(0, MOST_OF_RULE)
        .map(([name, value]) => [shortText(name), shortText(value)]),
    );
  return {
    ...rule,
    expression: shortText(rule.expression, MOST_EXPRESSION),
    labels: some(rule.labels),
    annotations: some(rule.annotations),
    runbooks: rule.runbooks.slice(0, MOST_OF_RULE),
  };
}
