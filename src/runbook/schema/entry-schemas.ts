import * as z from 'zod';
import type { Range } from '../finding.ts';
import { list, minutes, text } from './field-kinds.ts';

/** What every service, team and severity has besides its fields. */
interface Entry {
  readonly id: string;
  /** The file it is written in. */
  readonly path: string;
  /** Where one of its fields stands in that file. */
  locate(path: readonly PropertyKey[], at?: 'key' | 'value'): Range;
}

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

/** One team of `teams.yaml`. */
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

/** One severity of `severities.yaml`. */
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

/** The two files whole: entries by id. */
export const teamsSchema = z.record(text, teamSchema);
export const severitiesSchema = z.record(text, severitySchema);
