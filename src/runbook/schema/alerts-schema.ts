import * as z from 'zod';
import { list, text } from './field-kinds.ts';

/** What a team says of its alerts. */
export const alertsSchema = z.strictObject({
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
