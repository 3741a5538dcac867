import type { LinkAnswer } from '../../src/runbook/links/external-link.ts';
import type { Files } from '../book-in-memory.ts';

/** The book around the examples of the rules' pages: small, and without findings. */
export const RULE_BOOK: Files = {
  'opsbook.yaml': 'site: { title: Examples }\n',
  'content/services/worker.yaml': `name: Worker
system: shop
owner: platform
description: Sends orders to the warehouse.
health:
  - { check: GET /health, url: 'http://worker:9000/health' }
`,
  'content/teams.yaml': `platform:
  name: Platform
  contact: ['#platform', +1 555 0100]
  members: [Ada]
`,
  'content/severities.yaml': `sev1: { title: SEV1, meaning: Customers cannot order. }
sev2: { title: SEV2, meaning: Some orders are late. }
sev3: { title: SEV3, meaning: Nobody outside notices. }
`,
  'content/runbooks/worker/queue-backlog.mdx': `---
title: Queue backlog
kind: incident
summary: Orders wait in the queue faster than workers take them.
service: worker
owner: platform
severity: sev2
symptoms:
  - The order queue only grows
---

## Diagnosis

\`\`\`bash {name=queue-depth risk=read}
redis-cli LLEN orders
\`\`\`

## Mitigation

Start another worker.
`,
  'content/runbooks/worker/queue.png': '',
};

/** What other sites would answer: the examples ask none. */
export const EXTERNAL: ReadonlyMap<string, LinkAnswer> = new Map<string, LinkAnswer>([
  ['https://wiki.example.com/good', { kind: 'good' }],
  ['https://wiki.example.com/gone', { kind: 'gone', reason: 'the server answers 404' }],
  [
    'https://wiki.example.com/busy',
    { kind: 'unsure', reason: 'the server says that it is asked too often (429)' },
  ],
  ['https://wiki.example.com/page#late', { kind: 'no-anchor', anchor: 'late' }],
  ['http://wiki.example.com/old', { kind: 'moved', to: 'https://wiki.example.com/new' }],
]);
