import * as z from 'zod';
import { MEANINGS, MEANING_TEXTS } from '../../shell/value-meaning.ts';
import type { Range } from '../finding.ts';

/** The schemas of everything an author writes in YAML. Each field is described for the person filling it in. */

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

export const KINDS = ['incident', 'procedure', 'reference'] as const;
export type Kind = (typeof KINDS)[number];

/** What every service, team and severity has besides its fields. */
interface Entry {
  readonly id: string;
  /** The file it is written in. */
  readonly path: string;
  /** Where one of its fields stands in that file. */
  locate(path: readonly PropertyKey[], at?: 'key' | 'value'): Range;
}

const text = z.string().trim().min(1);
const ids = z.union([text, z.array(text).min(1)]);
const list = z.array(text);

/** `YYYY-MM-DD`, a day that exists. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-10-01')
  .refine(
    (value) => new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ?? false,
    'a day that exists',
  );

/** Each star more multiplies the time that a glob may take on a long path. */
function isModestGlob(glob: string): boolean {
  return glob.length <= 200 && glob.split('*').length <= 7;
}

/** `3 months`, `90 days`, `2 quarters`, `1 year`. */
const interval = z
  .string()
  .regex(/^[1-9]\d* (day|week|month|quarter|year)s?$/, 'an interval like `3 months`');

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

const healthCheck = z.strictObject({
  check: text.describe('What is checked, as in `GET /health`.'),
  url: text.optional().describe('Where.'),
  command: text.optional().describe('A command that checks it.'),
  expect: text.optional().describe('What a healthy answer looks like.'),
});

/** One file in the services folder; its name is the service's id. */
export const serviceSchema = z.strictObject({
  name: text.describe('What people call it.'),
  system: text.describe('The larger thing it is part of.'),
  owner: text.describe('The team that answers: an id in teams.yaml.'),
  description: text.describe('What it does, in one sentence.'),
  host: text.optional().describe('Its address inside the system, as in `worker:9000`.'),
  ports: z
    .array(z.strictObject({ port: z.union([z.number(), text]), exposed: text.optional() }))
    .optional()
    .describe('Ports, and who can reach them.'),
  health: z.array(healthCheck).optional().describe('How to see whether it is well.'),
  dashboards: z
    .array(
      z.strictObject({
        title: text,
        uid: text.optional(),
        url: text.optional(),
        panels: z.array(text).optional(),
      }),
    )
    .optional()
    .describe('Where its graphs are.'),
  'depends-on': list.optional().describe('Ids of services it needs.'),
  environment: z
    .array(z.strictObject({ name: text, purpose: text.optional() }))
    .optional()
    .describe('Environment variables it needs.'),
  notes: list.optional().describe('What else a responder should know.'),
});
export type Service = z.infer<typeof serviceSchema> & Entry;

export const teamSchema = z.strictObject({
  name: text.describe('What people call the team.'),
  contact: list.optional().describe('How to reach it, best first.'),
  responsibilities: list.optional().describe('What it answers for.'),
  'escalates-to': text.optional().describe('The team to call next: an id in this file.'),
  members: list.optional().describe('Who is in it.'),
  codeowners: list
    .optional()
    .describe('What CODEOWNERS calls it, as in `@acme/payments` (default: `@any/<id>` is this team).'),
});
export type Team = z.infer<typeof teamSchema> & Entry;

const minutes = z
  .string()
  .regex(/^[1-9]\d{0,4} (minute|hour|day)s?$/, 'a time like `15 minutes`, `1 hour` or `2 days`');

export const severitySchema = z.strictObject({
  title: text.describe('What people call it.'),
  meaning: text.describe('When an incident has this severity.'),
  respond: text.optional().describe('How fast somebody must answer.'),
  'respond-within': minutes.optional().describe('The same as a time to count with: `15 minutes`, `1 hour`.'),
  'update-every': minutes
    .optional()
    .describe('How often those who wait are told how it stands: `30 minutes`.'),
  tell: list.optional().describe('Whom to tell of an incident, as in `#incidents` or `support lead`.'),
  actions: list.optional().describe('What to do at once.'),
  notes: list.optional().describe('What differs for some systems.'),
});
export type Severity = z.infer<typeof severitySchema> & Entry;

export const teamsSchema = z.record(text, teamSchema);
export const severitiesSchema = z.record(text, severitySchema);

const folder = text.describe('A folder inside the book.');

const duration = z.string().regex(/^\d+(ms|s|m|h|d)$/, 'a duration like `10s`, `200ms` or `1d`');

/** Something that snippets are verified against: a database, a queue, a small server. */
export const verifyServiceSchema = z.strictObject({
  start: text
    .optional()
    .describe(
      'Starts it, in the foreground or not, in a fresh folder; `$OPSBOOK_ROOT` is the book. Exit status 80 means that it cannot run here: its last line says why. Without it nothing is started: its variables are given, and `ready` is asked once.',
    ),
  ready: text
    .optional()
    .describe(
      'Succeeds once it can be used, and not before it was started: then something else answers, and it is refused. Without it, it can be used once `start` has ended.',
    ),
  stop: text.optional().describe('Stops it (default: what `start` started is ended).'),
  'needed-by': list
    .optional()
    .describe('Texts: a snippet that holds one of them needs this service. Without it, every snippet does.'),
  environment: z
    .record(text, z.string())
    .optional()
    .describe(
      'Variables for its snippets and for its own commands; `$NAME` stands for one that is set already.',
    ),
  timeout: duration.optional().describe('How long it may take until it is ready (default: `30s`).'),
});
export type VerifyService = z.infer<typeof verifyServiceSchema>;

/** How links to other sites are looked at; only `opsbook lint --links` does. */
const linksSchema = z.strictObject({
  allow: list
    .optional()
    .describe(
      'Hosts that may be asked although they are private: `grafana.corp.example`, `*.corp.example`, `10.1.2.3`, `localhost:3000`, `10.0.0.0/8`.',
    ),
  ignore: list.optional().describe('Addresses that are not asked; `*` stands for anything.'),
  headers: z
    .record(
      text,
      z.record(
        z.string().regex(/^[A-Za-z0-9-]+$/, 'the name of a header'),
        z
          .string()
          .regex(/^OPSBOOK_[A-Z0-9_]+$/, 'the name of an environment variable that starts with `OPSBOOK_`'),
      ),
    )
    .optional()
    .describe(
      'By host, headers and the environment variables that hold them: `Authorization: OPSBOOK_GRAFANA`.',
    ),
  timeout: duration.optional().describe('How long an answer may take (default: `10s`).'),
  delay: duration.optional().describe('The pause between two questions to one host (default: `100ms`).'),
  concurrency: z.int().min(1).max(64).optional().describe('How many hosts are asked at once (default: 8).'),
  cache: duration.optional().describe('How long a good answer is kept (default: `1d`).'),
});

/** What a team says of its alerts. */
const alertsSchema = z.strictObject({
  rules: list
    .optional()
    .describe(
      'Globs of alert rule files, inside the book or, with `--allow-outside`, outside, as in `../rules/**/*.yaml`.',
    ),
  annotations: z
    .array(text)
    .min(1)
    .optional()
    .describe(
      'Annotations that hold the link to a runbook, the usual one first (default: `runbook_url` and `runbook`).',
    ),
  brief: text
    .optional()
    .describe(
      'The annotation that `opsbook alerts annotate --brief` writes three lines of the runbook into (default: runbook_brief).',
    ),
  'without-runbook': list.optional().describe('Alerts that need no runbook: names, or globs like `Kube*`.'),
  levels: z
    .record(text, z.enum(['off', 'warning', 'error']))
    .optional()
    .describe('How much a missing runbook weighs, by the label `severity` of the rule.'),
  severities: z
    .record(text, text)
    .optional()
    .describe('What the label `severity` of rules means, as ids of severities.yaml: `critical: sev1`.'),
  labels: list
    .optional()
    .describe('Labels that every alert has although no rule sets them: the external labels of Prometheus.'),
  elsewhere: list
    .optional()
    .describe(
      'What lies outside this book: addresses that a rule may lead to, by how they start; names or globs of alerts that other repositories raise; a saved `names.json` of them, as another book publishes it.',
    ),
  dialect: z
    .enum(['promql', 'metricsql'])
    .optional()
    .describe('What expressions are written in (default: promql); VictoriaMetrics reads metricsql.'),
  prometheus: z
    .union([z.literal(2), z.literal(3)])
    .optional()
    .describe('The version of Prometheus that loads the rules (default: 3).'),
  addresses: z
    .array(
      z
        .string()
        .regex(/^https?:\/\/[^/\s]+/, 'an address that starts with https://')
        .refine((address) => address.split(/\*|\{\{/).length <= 4, 'an address with at most three `*`'),
    )
    .optional()
    .describe(
      'Other addresses of this book, where Hugo or a code host shows its files, by how they start; `*` stands for a part of a host that varies: `https://*.example.com/runbooks/`.',
    ),
});

const commandFlags = list
  .optional()
  .describe(
    'Its flags; `--name=` takes a value, `-n,--name=` are two names of one. Without them none are judged.',
  );
const subcommand = z.strictObject({
  flags: commandFlags,
  subcommands: list.optional().describe('Names of the subcommands below it.'),
});

const worldFiles = z.union([list, z.literal('off')]).optional();

/** Kinds of files that name what is there: those of `src/world/sources`. */
const worldSchema = z.strictObject({
  ansible: worldFiles.describe('Inventories of Ansible: hosts and groups.'),
  cluster: worldFiles.describe('Saved names of a live cluster.'),
  compose: worldFiles.describe('Compose files: services and container names.'),
  env: worldFiles.describe('Examples of environment files: variables.'),
  just: worldFiles.describe('Justfiles: recipes.'),
  kubernetes: worldFiles.describe('Manifests, and what `helm template` and `kustomize build` print.'),
  make: worldFiles.describe('Makefiles: targets.'),
  metrics: worldFiles.describe('Rules of Prometheus: metrics and alerts.'),
  npm: worldFiles.describe('`package.json`: scripts.'),
  procfile: worldFiles.describe('Procfiles: processes.'),
  rabbitmq: worldFiles.describe('Exported definitions of RabbitMQ: queues.'),
  sql: worldFiles.describe('Migrations in SQL: tables, columns and databases.'),
  systemd: worldFiles.describe('Unit files of systemd.'),
  task: worldFiles.describe('Taskfiles: tasks.'),
  terraform: worldFiles.describe('Terraform: resources, buckets and queues.'),
  workflows: worldFiles.describe('Workflows of GitHub Actions.'),
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
        .regex(/^\//, 'a path that starts with /')
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
