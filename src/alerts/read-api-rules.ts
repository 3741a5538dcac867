import * as z from 'zod';
import { rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RulesReading } from './alert-rule.ts';
import { parseJson } from '../runbook/words/record.ts';

/** What is read of an answer to `GET /api/v1/rules`; Loki's and Mimir's rulers answer in the same shape. */
const answerSchema = z.object({
  status: z.string().optional(),
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string().default(''),
        rules: z.array(z.record(z.string(), z.unknown())).default([]),
      }),
    ),
  }),
});

const ruleSchema = z.object({
  name: z.string(),
  query: z.string().default(''),
  duration: z.number().default(0),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
  type: z.string().optional(),
});

/** One alert that fires, as Prometheus lists it on `/api/v1/alerts` and Alertmanager on `/api/v2/alerts`. */
const firingSchema = z.object({
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()).default({}),
});
const firing = z.array(firingSchema).min(1);
/** What Alertmanager sends to a webhook, and each of its groups on `/api/v2/alerts/groups`. */
const grouped = z.object({ alerts: firing });
const groups = z.array(grouped).min(1);
const firingAnswer = z.union([groups, firing, grouped, z.object({ data: z.union([firing, grouped]) })]);

/** The alert rules behind a saved list of alerts that fire: what such a list tells of them, each name once. */
function readFiring({ path, text, faults }: SourceText): RulesReading | undefined {
  if (!/^\s*[[{]/.test(text) || !/"alertname"/.test(text)) return undefined;
  const answer = firingAnswer.safeParse(parseJson(text));
  if (!answer.success) return undefined;
  const given = 'data' in answer.data ? answer.data.data : answer.data;
  const alerts = [given].flat().flatMap((one) => ('alerts' in one ? one.alerts : [one]));
  const byName = new Map(alerts.map((alert) => [alert.labels['alertname'] ?? '', alert]));
  byName.delete('');
  const rules = [...byName].map(([name, { labels, annotations }]): AlertRule => {
    const quoted = JSON.stringify(name);
    const start = Math.max(0, text.indexOf(quoted));
    const range = rangeBetween(text, start, start + quoted.length);
    // Only those of its labels that say what it is: the others are those of one series.
    const own = Object.entries(labels).filter(([label]) => /^(?:severity|team|owner|service)$/.test(label));
    return toRule(
      { name, query: '', duration: 0, labels: Object.fromEntries(own), annotations },
      { group: '', path, range },
    );
  });
  return { rules, recordings: [], faults, isUnread: false };
}

/** The alert rules of a saved answer of Prometheus or Alertmanager; undefined when the text is no such answer. */
export function readApiRules(source: SourceText): RulesReading | undefined {
  const { path, text } = source;
  const saved = readFiring(source);
  if (saved) return saved;
  if (!/^\s*\{/.test(text) || !/"groups"/.test(text) || !/"data"/.test(text)) return undefined;
  const answer = answerSchema.safeParse(parseJson(text));
  if (!answer.success) return undefined;
  const faults = [...source.faults];
  const rules: AlertRule[] = [];
  // Places are found by looking for each name after the one before it: JSON as data has none.
  let from = 0;
  for (const group of answer.data.data.groups) {
    for (const given of group.rules) {
      if (given['type'] === 'recording') continue;
      const read = ruleSchema.safeParse(given);
      const found = text.indexOf(JSON.stringify(given['name'] ?? ''), from);
      const start = found < 0 ? from : found;
      from = start;
      const range = rangeBetween(text, start, start + JSON.stringify(given['name'] ?? '').length);
      if (read.success) rules.push(toRule(read.data, { group: group.name, path, range }));
      else
        faults.push({
          ruleId: RULES_VALID,
          message: 'Save the answer of `/api/v1/rules` again: this rule is not as Prometheus writes it.',
          range,
        });
    }
  }
  return { rules, recordings: [], faults, isUnread: faults.length > 0 };
}

function toRule(
  { name, query, duration, labels, annotations }: z.infer<typeof ruleSchema>,
  { group, path, range }: Pick<AlertRule, 'group' | 'path' | 'range'>,
): AlertRule {
  return {
    name,
    expression: query,
    duration: duration > 0 ? inUnits(duration) : undefined,
    labels,
    annotations,
    group,
    dialect: 'api',
    limits: [],
    path,
    range,
    locate: () => range,
    templateLabels: [],
  };
}

/** Seconds as Prometheus writes them in a rule: 5400 is `1h30m`. */
function inUnits(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const count = Math.floor(rest / length);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * length;
  }
  if (rest > 0) parts.push(`${Math.round(rest * 1000)}ms`);
  return parts.join('');
}
