import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { whyNot } from '../run/given-values.ts';
import { findNearest } from '../runbook/words/nearest.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { runbookDocument } from './describe-book.ts';
import { READ_ONLY } from './tools-find.ts';
import { runbookBrief } from './runbook-brief.ts';
import { runbookMarkdown } from './runbook-markdown.ts';
import { runbookDocumentSchema } from './book-document.ts';
import type { RunbookDocument } from './book-document.ts';
import { plain } from './plain.ts';
import { describeRunbook } from './served-book.ts';
import type { ServedBook } from './served-book.ts';
import { wayFromServer } from './twin-links.ts';
import { answer, BOOK_NOTICE, NOTICE, partOf, refusal, shortText } from './tool-answer.ts';

/** `get_runbook`: a runbook as Markdown, what one works by, one section or all, its commands with values in place. */
export function addGetRunbook(server: McpServer, served: ServedBook): void {
  server.registerTool(
    'get_runbook',
    {
      title: 'Read a runbook',
      description:
        'Reads a runbook as Markdown: its steps and what one must know to take them; what it leaves out is named. ' +
        'Every command stands with its risk (read, change, destroy). Values are checked against their params and ' +
        'quoted for their place; missing ones are named. Nothing is run.',
      inputSchema: z.object({
        id: z.string().min(1).max(500).describe('As find_runbooks gives it.'),
        section: z
          .string()
          .max(200)
          .optional()
          .describe('The heading or anchor of one section, as in Diagnosis.'),
        whole: z
          .boolean()
          .default(false)
          .describe('All of it: symptoms, what it means, and every fact as well.'),
        values: z
          .record(z.string(), z.string().max(2_000))
          .optional()
          .describe('Values by the names of params.'),
        offset: z.number().int().min(0).default(0).describe('Where to go on in a long text.'),
      }),
      outputSchema: z.object({
        ...NOTICE,
        id: z.string(),
        title: z.string(),
        text: z.string().describe('The runbook as Markdown.'),
        review: runbookDocumentSchema.shape.review,
        missing: z.array(z.string()).describe('Params without a value.'),
        leftOut: z
          .array(z.string())
          .optional()
          .describe('What else there is: ask for it by section, or whole.'),
        steps: z.array(
          runbookDocumentSchema.shape.steps.element
            .pick({ name: true, section: true, risk: true, environment: true, params: true, rollback: true })
            .extend({ verified: z.boolean() })
            .partial({ params: true, verified: true }),
        ),
        stepsLeft: z.number().optional().describe('How many more steps there are: ask for one section.'),
        next: z.number().optional().describe('The offset of the rest of the text, where there is more.'),
      }),
      annotations: READ_ONLY,
    },
    async ({ id, section, whole, values: given = {}, offset }) => {
      const opened = await served.read();
      const runbook = opened.book.runbooks.get(id);
      if (!runbook) {
        const nearest = findNearest(id, opened.book.runbooks.keys());
        return refusal(`No runbook has the id ${id}.${nearest ? ` Did you mean ${nearest}?` : ''}`);
      }
      const faults = faultsOf(runbook, given);
      if (faults.length > 0) return refusal(faults.join('\n'));
      const values = new Map(
        runbook.params.flatMap(({ name, default: standard }) => {
          const value = given[name] ?? standard;
          return value === undefined ? [] : [[name, value] as const];
        }),
      );
      const described = await describeRunbook(opened, { runbook, today: served.today() });
      const writing = { ...described, values, way: wayFromServer(id) };
      const { sectionWords } = opened.book.settings;
      const chosen =
        section !== undefined
          ? sectionOf(runbookMarkdown(runbook, writing), runbook, section)
          : whole
            ? { text: runbookMarkdown(runbook, writing) }
            : runbookBrief(runbook, { ...writing, sectionWords });
      if (chosen === undefined) {
        const titles = runbook.headings.map(({ text }) => `- ${shortText(text)}`);
        return refusal(`${id} has no section ${section ?? ''}. It has those below.`, titles.join('\n'));
      }
      const { leftOut = [] } = chosen;
      const { text, next } = partOf(plain(chosen.text), offset);
      const { title, review, steps: all } = runbookDocument(runbook, described);
      const titles = section === undefined ? undefined : sectionTitles(runbook, section);
      const steps = titles ? all.filter((step) => titles.has(step.section)) : all;
      const missing = runbook.params.flatMap(({ name, isSecret }) =>
        isSecret || values.has(name) ? [] : [name],
      );
      const asked = missing.length === 0 ? '' : ` Without a value: ${missing.join(', ')}; ask for them.`;
      const rest = leftOut.length === 0 ? '' : ' Its end names what is left out: ask by section, or whole.';
      const more = next === undefined ? '' : ` There is more: call again with offset ${next}.`;
      return answer(
        {
          notice: BOOK_NOTICE,
          id,
          title: shortText(title),
          text,
          ...(review ? { review } : {}),
          missing,
          ...(leftOut.length > 0
            ? { leftOut: leftOut.slice(0, MOST_STEPS).map((one) => shortText(one)) }
            : {}),
          steps: steps.slice(0, MOST_STEPS).map(shownStep),
          ...(steps.length > MOST_STEPS ? { stepsLeft: steps.length - MOST_STEPS } : {}),
          ...(next === undefined ? {} : { next }),
        },
        `${review ? `Review: ${review.words}.` : `Runbook ${id}.`}${asked}${rest}${more}`,
        text,
      );
    },
  );
}

/** A step without what its text says already. */
function shownStep({
  name,
  section,
  risk,
  environment,
  params,
  rollback,
  verified,
}: RunbookDocument['steps'][number]) {
  return {
    name,
    section: shortText(section),
    risk,
    ...(environment === undefined ? {} : { environment }),
    ...(params.length === 0 ? {} : { params }),
    ...(rollback === undefined ? {} : { rollback }),
    ...(verified ? { verified } : {}),
  };
}

/** Steps of one answer: a page of thousands is read by its sections. */
const MOST_STEPS = 100;

/** Why values cannot be taken, as sentences. */
function faultsOf({ params, id }: Runbook, given: Readonly<Record<string, string>>): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const param = params.find((known) => known.name === name);
    if (!param) {
      const nearest = findNearest(
        name,
        params.map((known) => known.name),
      );
      return [`${id} has no param ${name}.${nearest ? ` Did you mean ${nearest}?` : ''}`];
    }
    if (param.isSecret)
      return [`${name} is a secret: it is asked for where the command runs, never given here.`];
    const reason = whyNot(param, value);
    return reason === undefined ? [] : [`${name}: ${reason}.`];
  });
}

/** The title of the section that is asked for, as its steps name it; undefined for a heading inside a section. */
function sectionTitles({ sections, headings }: Runbook, wanted: string): ReadonlySet<string> | undefined {
  const heading = headings.find(isAsked(wanted));
  const named = sections.filter(({ anchor }) => anchor === heading?.anchor).map(({ title }) => title);
  return named.length === 0 ? undefined : new Set(named);
}

function isAsked(wanted: string): (heading: { readonly anchor: string; readonly text: string }) => boolean {
  const key = wanted.replace(/^#{1,6}\s{0,9}/, '').toLowerCase();
  return ({ anchor, text }) => anchor === key || text.toLowerCase() === key;
}

/** What of a runbook stands under no heading of its author's: a part of the text before the first. */
const HEAD_PARTS: ReadonlySet<string> = new Set(['symptoms', 'in logs and alerts', 'values']);

/** The part of the text under one heading, with all below it. */
function sectionOf(
  markdown: string,
  { headings }: Runbook,
  wanted: string,
): { readonly text: string; readonly leftOut?: readonly string[] } | undefined {
  const heading = headings.find(isAsked(wanted));
  const lines = markdown.split('\n');
  const isAt = (line: string): number => /^(#{1,6}) /.exec(line)?.[1]?.length ?? 0;
  const inFence = fencedLines(lines);
  if (!heading) {
    if (!HEAD_PARTS.has(wanted.toLowerCase())) return undefined;
    const first = lines.findIndex((line, at) => !inFence.has(at) && isAt(line) === 2 && line !== '## Values');
    return { text: lines.slice(0, first < 0 ? undefined : first).join('\n') };
  }
  const title = heading.text.toLowerCase();
  // The title of the page stands alone on its level.
  const depth = Math.max(2, heading.depth);
  const start = lines.findIndex(
    (line, at) => !inFence.has(at) && isAt(line) === depth && line.toLowerCase().includes(title),
  );
  if (start < 0) return undefined;
  const end = lines.findIndex(
    (line, at) => at > start && !inFence.has(at) && isAt(line) > 0 && isAt(line) <= depth,
  );
  return { text: lines.slice(start, end < 0 ? undefined : end).join('\n') };
}

function fencedLines(lines: readonly string[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let fence: string | undefined;
  lines.forEach((line, at) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined) {
      inside.add(at);
      if (line.trim() === fence) fence = undefined;
    }
  });
  return inside;
}
