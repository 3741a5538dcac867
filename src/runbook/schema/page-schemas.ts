import * as z from 'zod';
import { MEANING_TEXTS, MEANINGS } from '../../shell/value-meaning.ts';
import { day, ids, interval, isModestGlob, list, text } from './field-kinds.ts';

/** What a runbook is for. */
export const KINDS = ['incident', 'procedure', 'reference'] as const;
export type Kind = (typeof KINDS)[number];

/** One value that a responder fills in. */
export const paramSchema = z.strictObject({
  description: text.describe('What to fill in, for someone who sees it for the first time.'),
  default: z
    .union([z.string(), z.number(), z.boolean()])
    .transform(String)
    .optional()
    .describe('The value when nothing else is given.'),
  pattern: text
    .optional()
    .describe(
      'A regular expression that the whole value must match. Without it: letters, digits and `._:/@-`.',
    ),
  label: text.optional().describe('The alert label that fills this value when an alert links here.'),
  secret: z.boolean().optional().describe('Never shown, stored or taken from a link.'),
  allow: z
    .array(z.enum(MEANINGS))
    .optional()
    .describe(
      `What a value may mean to a command besides itself. ${MEANINGS.map((one) => `\`${one}\`: ${MEANING_TEXTS[one]}`).join('; ')}.`,
    ),
});

/** The frontmatter of a runbook. */
export const runbookSchema = z.strictObject({
  title: text.describe('What is wrong, or what is done, in a few words. Unique in the book.'),
  kind: z
    .enum(KINDS)
    .describe(
      '`incident`: something is broken. `procedure`: something to do. `reference`: something to look up.',
    ),
  summary: text.describe('One sentence under the title and in search results.'),
  service: ids.describe('What breaks: one id, or a list, of files in the services folder.'),
  owner: text.describe('The team that answers: an id in teams.yaml.'),
  severity: text.optional().describe('How bad it is: an id in severities.yaml. An incident needs one.'),
  symptoms: list
    .optional()
    .describe('What a person or a graph shows, in the words of whoever is woken by it.'),
  errors: list
    .optional()
    .describe(
      'Literal strings, or `/regular expressions/`, that appear in logs and alerts when this happens.',
    ),
  alerts: list.optional().describe('Names of the alerts that lead here.'),
  params: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'UPPER_CASE'), paramSchema)
    .optional()
    .describe(
      'The values a responder fills in, by name in UPPER_CASE; snippets use them as variables. A name that programs act on, such as `PATH`, is refused.',
    ),
  status: z.enum(['draft']).optional().describe('`draft` while it is still being written.'),
  reviewed: day.optional().describe('The day of the last review; written by `opsbook review sign`.'),
  'review-every': interval
    .optional()
    .describe('How long a review holds: `3 months`, `90 days`, `2 quarters`.'),
  watches: z
    .array(text.refine(isModestGlob, 'a glob of at most 200 characters and six stars'))
    .optional()
    .describe(
      "Globs of code whose change calls for a look at this runbook, from the repository's root: `services/worker/**`.",
    ),
  related: list.optional().describe('Ids of runbooks that a reader may need next.'),
  aliases: list.optional().describe('Old addresses of this page that must keep working.'),
  tags: list
    .optional()
    .describe('Words that its page and the terminal show beside its facts, as in `[database, rollback]`.'),
});
export type RunbookFrontmatter = z.infer<typeof runbookSchema>;

/** The frontmatter of a guide or a template: the team's own pages beside its runbooks. */
export const guideSchema = z.strictObject({
  title: text.describe('The title of the page.'),
  summary: text.optional().describe('One sentence for lists.'),
  order: z.number().optional().describe('Where it stands in lists; smaller is earlier.'),
});
