import * as z from 'zod';
import { SITE_PATH } from '../words/site-path.ts';
import { DIALECT_IDS } from '../dialects/dialect.ts';
import { duration, folder, interval, list, text } from './field-kinds.ts';
import { verifyServiceSchema } from './verify-schema.ts';
import { linksSchema } from './links-schema.ts';
import { alertsSchema } from './alerts-schema.ts';
import { worldSchema } from './world-schema.ts';

/** The months that the year of the quarters may begin in. */
export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

const commandFlags = list
  .optional()
  .describe(
    'Its flags; `--name=` takes a value, `-n,--name=` are two names of one. Without them none are judged.',
  );
const subcommand = z.strictObject({
  flags: commandFlags,
  subcommands: list.optional().describe('Names of the subcommands below it.'),
});

/** `opsbook.yaml`: what two teams would disagree on, and nothing else. */
export const bookSchema = z.strictObject({
  site: z
    .strictObject({
      title: text.optional().describe('The name of the book.'),
      url: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Where the site is published.'),
      base: z
        .string()
        .regex(SITE_PATH, 'a path that starts with /')
        .optional()
        .describe('The path it is published under.'),
      repository: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('The repository, for the "edit this page" links.'),
      branch: text.optional().describe('The branch that those links edit (default: `main`).'),
      notice: text
        .max(200)
        .optional()
        .describe('One sentence above every page, as of a copy or an example. Without it there is none.'),
      manual: z
        .union([z.boolean(), z.url({ protocol: /^https?$/ })])
        .optional()
        .describe(
          "Whether opsbook's own manual and the pages of its rules are part of the site (default: true). The address of a site that has them leaves them out, and findings lead there.",
        ),
      order: z
        .enum(['steps', 'written'])
        .optional()
        .describe(
          'What the page of a runbook begins with. `steps`: what to do; symptoms, meaning and impact are one line above it that opens. `written`: everything in the order of the file (default: `steps`).',
        ),
    })
    .optional()
    .describe('The published site.'),
  offline: z
    .union([
      z.literal('off'),
      z.strictObject({
        limit: z
          .string()
          .regex(/^\d{1,6} ?[KMG]B$/, 'a size, like `50 MB`')
          .optional()
          .describe('The most that one browser keeps, as in `50 MB` (default: `100 MB`).'),
      }),
    ])
    .optional()
    .describe(
      'What browsers keep of the site, so that it can be read when the network is gone; `off` keeps nothing, and removes what was kept.',
    ),
  runbooks: folder.optional().describe('Folder of runbooks (default: `content/runbooks`).'),
  services: folder.optional().describe('Folder of services (default: `content/services`).'),
  guides: folder.optional().describe('Folder of guides (default: `content/guides`).'),
  templates: folder.optional().describe('Folder of templates (default: `content/templates`).'),
  reviews: folder.optional().describe('Folder of sign-offs and worksheets (default: `content/reviews`).'),
  incidents: folder
    .optional()
    .describe('Folder of incident notes and postmortems (default: `content/incidents`).'),
  teams: text.optional().describe('The teams file (default: `content/teams.yaml`).'),
  owners: z
    .enum(['pages', 'codeowners'])
    .optional()
    .describe(
      'Who owns a runbook. `pages`: the team that its `owner` names. `codeowners`: without one, the team that the CODEOWNERS of the repository names for its file, and one that says otherwise is a finding (default: `pages`).',
    ),
  severities: text.optional().describe('The severities file (default: `content/severities.yaml`).'),
  alerts: alertsSchema
    .optional()
    .describe('Alert rules, and what is asked of them (default: `content/alerts/**/*.yaml`).'),
  dashboards: folder
    .optional()
    .describe('Folder of Grafana dashboards as JSON; links to dashboards are held against it.'),
  links: linksSchema.optional().describe('Links to other sites, for `opsbook lint --links`.'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, 'a language tag like `de` or `pt-BR`')
    .optional()
    .describe(
      'The language that the book is written in: its site tells browsers, and its search knows the forms of its words (default: en).',
    ),
  dialect: z
    .union([z.enum(DIALECT_IDS), z.array(z.enum(DIALECT_IDS)).min(1)])
    .optional()
    .describe(
      'The system, or the list of them, whose Markdown the pages are written in; marks of the others are text there (default: any, told by their form, in pages without `kind`, and none in the others).',
    ),
  systems: z
    .record(text, text)
    .optional()
    .describe('What people call each system, by the id that services give it.'),
  review: z
    .strictObject({
      every: interval.optional().describe('How long a review holds (default: `3 months`).'),
      soon: interval
        .optional()
        .describe('How long before its day a review is due soon (default: `14 days`).'),
      grace: interval.optional().describe('How long after its day a review is overdue (default: `14 days`).'),
      'fiscal-year-start': z
        .enum(MONTHS)
        .optional()
        .describe('The month in which the year of the quarters begins (default: `january`).'),
      'sole-author': z
        .enum(['refuse', 'allow'])
        .optional()
        .describe(
          'Whether somebody may sign a runbook that nobody else has changed since its last review (default: `refuse`).',
        ),
    })
    .optional()
    .describe('How long a review holds, and who may sign.'),
  sections: z
    .record(text, z.array(text))
    .optional()
    .describe("A team's own words for the standard sections, as in `Diagnosis: [Investigation, Triage]`."),
  commands: z
    .record(
      text,
      z.strictObject({
        flags: commandFlags,
        completeness: z
          .enum(['whole', 'subcommands', 'open'])
          .optional()
          .describe(
            'How much of it is declared: `whole` (what is not listed is an error; taken for granted where nothing is said), `subcommands` (flags may be missing) or `open` (both may): then only near misses are found, as warnings.',
          ),
        subcommands: z
          .union([list, z.record(text, subcommand)])
          .optional()
          .describe('Its subcommands: their names, or each with its own `flags` and `subcommands`.'),
      }),
    )
    .optional()
    .describe("The team's own commands, and what plugins add to known ones; `opsbook learn` writes them."),
  verify: z
    .strictObject({
      timeout: duration
        .optional()
        .describe('How long a snippet may take whose fence says no `timeout` (default: `60s`).'),
      values: z
        .record(text, z.union([z.string(), z.number(), z.boolean()]).transform(String))
        .optional()
        .describe('Values of params for unattended runs, by name; where a default exists, they win over it.'),
      environment: list
        .optional()
        .describe(
          'Names of variables that snippets see besides `PATH`, `USER`, `LOGNAME` and `SHELL`; all else of the environment is kept from them.',
        ),
      services: z
        .record(text, verifyServiceSchema)
        .optional()
        .describe('What snippets run against: started and stopped by `opsbook verify`, and by nothing else.'),
    })
    .optional()
    .describe('How `opsbook verify` runs snippets.'),
  world: worldSchema
    .optional()
    .describe(
      'Where the repository says what is there to be named in commands, by kind of file: globs from the top of the repository in place of the usual ones, or `off`.',
    ),
  rules: z
    .record(text, z.enum(['off', 'warning', 'error']))
    .optional()
    .describe('The level of single rules.'),
});
export type BookSettings = z.infer<typeof bookSchema>;
