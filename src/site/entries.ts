import * as z from 'zod';
import { MEANINGS } from '../shell/value-meaning.ts';
import { KINDS } from '../runbook/schema/schema.ts';

/** What the site's pages know of the book: plain data, as Astro's data store keeps it. */

const heading = z.object({ depth: z.number(), text: z.string(), anchor: z.string() });
const param = z.object({
  name: z.string(),
  description: z.string(),
  default: z.string().optional(),
  pattern: z.string(),
  label: z.string().optional(),
  isSecret: z.boolean(),
  allow: z.array(z.enum(MEANINGS)),
});

/** A runbook, guide or template. */
export const pageEntry = z.object({
  folder: z.enum(['runbooks', 'guides', 'templates']),
  id: z.string(),
  path: z.string(),
  address: z.string(),
  title: z.string(),
  summary: z.string(),
  order: z.number(),
  headings: z.array(heading),
  /** Named commands and queries, each once, with the anchor of the heading above it in the outline. */
  steps: z.array(z.object({ name: z.string(), section: z.string() })),
  /** Files of the book that the page shows. */
  files: z.array(z.string()),
  runbook: z
    .object({
      kind: z.enum(KINDS),
      services: z.array(z.string()),
      owner: z.string().optional(),
      severity: z.string().optional(),
      symptoms: z.array(z.string()),
      errors: z.array(z.string()),
      alerts: z.array(z.string()),
      /** The section that is about an alert, by the alert's name; without one the page is. */
      alertAnchors: z.record(z.string(), z.string()),
      params: z.array(param),
      status: z.string().optional(),
      reviewed: z.string().optional(),
      reviewEvery: z.string().optional(),
      related: z.array(z.string()),
      aliases: z.array(z.string()),
      tags: z.array(z.string()),
    })
    .optional(),
});
export type PageEntry = z.infer<typeof pageEntry>;

const texts = z.record(z.string(), z.string());
const list = z.array(z.string()).optional();

export const alertEntry = z.object({
  name: z.string(),
  expression: z.string(),
  duration: z.string().optional(),
  labels: texts,
  annotations: texts,
  group: z.string(),
  path: z.string(),
  line: z.number(),
  /** The file of the page that its link leads to, besides the alert's own. */
  leads: z.string().optional(),
  /** Its link, when that leads out of this book. */
  elsewhere: z.string().optional(),
  /** Whether the settings say that it needs no runbook. */
  isExempt: z.boolean(),
});
export type AlertEntry = z.infer<typeof alertEntry>;

const serviceEntry = z.object({
  id: z.string(),
  path: z.string(),
  name: z.string(),
  system: z.string(),
  owner: z.string(),
  description: z.string(),
  host: z.string().optional(),
  ports: z
    .array(z.object({ port: z.union([z.string(), z.number()]), exposed: z.string().optional() }))
    .optional(),
  health: z
    .array(
      z.object({
        check: z.string(),
        url: z.string().optional(),
        command: z.string().optional(),
        expect: z.string().optional(),
      }),
    )
    .optional(),
  dashboards: z.array(z.object({ title: z.string(), url: z.string().optional(), panels: list })).optional(),
  'depends-on': list,
  environment: z.array(z.object({ name: z.string(), purpose: z.string().optional() })).optional(),
  notes: list,
});
export type ServiceEntry = z.infer<typeof serviceEntry>;

/** Everything that belongs to no page. */
export const factsEntry = z.object({
  title: z.string(),
  repository: z.string().optional(),
  branch: z.string(),
  systems: texts,
  services: z.array(serviceEntry),
  teams: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      contact: list,
      responsibilities: list,
      'escalates-to': z.string().optional(),
      members: list,
    }),
  ),
  severities: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      meaning: z.string(),
      respond: z.string().optional(),
      actions: list,
      notes: list,
    }),
  ),
  alerts: z.array(alertEntry),
  /** When files were last committed, ISO 8601, by path. */
  changes: texts,
  /** The folder of the book inside its repository, with a `/` at its end unless it is the repository itself. */
  prefix: z.string(),
});
export type FactsEntry = z.infer<typeof factsEntry>;
