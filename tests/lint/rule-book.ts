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
