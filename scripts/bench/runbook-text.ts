import type { Problem } from './problems.ts';

/** What one generated runbook is about. */
export interface Case {
  readonly system: string;
  readonly service: string;
  readonly problem: Problem;
  readonly alert: string;
  readonly team: string;
  readonly severity: string;
  readonly threshold: number;
  readonly port: number;
  readonly minutes: number;
  /** Chooses between wordings. */
  readonly wording: number;
}

const IMPACT = [
  'Customers notice within minutes; nothing is lost as long as the database answers.',
  'Only the people who work inside the company notice; orders go on.',
  'Half of the requests fail, and those that fail are tried again by the clients.',
  'Nobody notices for an hour, then everybody does.',
];

/** The text of one runbook: about 2 KB, five snippets. */
export function renderRunbook(one: Case): string {
  return `${frontmatter(one)}\n${sections(one)}`;
}

function frontmatter({ service, problem, alert, team, severity, system, threshold }: Case): string {
  return `---
title: ${problem.title} in ${service}
kind: incident
summary: ${problem.cause}
service: ${service}
owner: ${team}
severity: ${severity}
symptoms:
${problem.symptoms.map((symptom) => `  - ${symptom} in ${service}`).join('\n')}
  - ${service} is above ${threshold} on its panel
errors:
  - '${service}: ${problem.error}'
alerts: [${alert}]
params:
  NAMESPACE: { description: Kubernetes namespace, default: ${system}, label: namespace }
  POD: { description: Pod to look into, default: ${service}-0, label: pod }
reviewed: 2026-10-01
---
`;
}

function sections({ service, problem, threshold, port, minutes, wording, team }: Case): string {
  return `## Meaning

${problem.cause} The alert fires when the value stays above ${threshold} for ${minutes} minutes.

## Impact

${IMPACT[wording % IMPACT.length] ?? ''}

## Diagnosis

Does ${service} answer at all?

\`\`\`bash {name=health risk=read timeout=10s}
curl --silent --fail http://${service}:${port}/health
\`\`\`

Look for \`${problem.error}\` in the last ${minutes} minutes.

\`\`\`bash {name=logs risk=read env=docker timeout=30s}
docker compose logs --since ${minutes}m ${service} | grep --ignore-case error
\`\`\`

\`\`\`bash {name=logs risk=read env=kubernetes timeout=30s}
kubectl -n "$NAMESPACE" logs "$POD" --since=${minutes}m | grep --ignore-case error
\`\`\`

How far above ${threshold} is it, and does it still grow?

\`\`\`promql {name=trend}
${problem.metric}{service="${service}"}
\`\`\`

## Mitigation

Restart it once; a second restart hides the reason.

\`\`\`bash {name=restart risk=change timeout=2m}
kubectl -n "$NAMESPACE" rollout restart deployment/${service}
\`\`\`

## Verification

The value is below ${threshold} for ${minutes} minutes, and \`/health\` answers 200.

## Rollback

A restart needs no rollback: the pods come back by themselves.

## Escalation

Tell ${team} when the value grows again within ${minutes} minutes. Have at hand: two values with their times, the last lines of the log, and what was deployed today.
`;
}
