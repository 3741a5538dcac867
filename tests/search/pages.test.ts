import { describe, expect, it } from 'vitest';
import { searchPages } from '../../src/search/pages.ts';
import { bookInMemory } from '../book-in-memory.ts';

const RUNBOOK = `---
title: Redis is down
kind: incident
summary: The cache does not answer.
service: [cache, shop]
owner: platform
severity: sev1
symptoms: [Carts are empty]
errors: [Error connecting to redis]
alerts: [RedisDown]
params:
  NAMESPACE: { description: Where it runs, label: namespace }
  PASSWORD: { description: Of redis, secret: true }
---

It is the **cache**.

## Diagnosis

Ping it, [as before](https://redis.example).

\`\`\`bash
redis-cli ping
\`\`\`

<Warning title="Never flush">Carts would be lost.</Warning>

### Ping it

| seen | do |
|---|---|
| PONG | wait |
`;

const rule = (name: string, annotations: Record<string, string>) => ({ name, annotations });

describe('searchPages', () => {
  it('takes a runbook apart, secrets left out', async () => {
    const book = await bookInMemory({ 'content/runbooks/cache/redis-down.mdx': RUNBOOK });
    expect(searchPages(book)).toEqual([
      {
        id: 'cache/redis-down',
        title: 'Redis is down',
        kind: 'incident',
        services: ['cache', 'shop'],
        owner: 'platform',
        severity: 'sev1',
        summary: 'The cache does not answer.',
        symptoms: ['Carts are empty'],
        errors: ['Error connecting to redis'],
        alerts: [{ name: 'RedisDown' }],
        params: [{ name: 'NAMESPACE', label: 'namespace' }],
        sections: [
          { anchor: '', heading: '', level: 1, text: 'It is the cache.\n', code: '' },
          {
            anchor: 'diagnosis',
            heading: 'Diagnosis',
            level: 2,
            text: 'Ping it, as before.\nCarts would be lost.\nNever flush\n',
            code: 'redis-cli ping\n',
          },
          { anchor: 'ping-it', heading: 'Ping it', level: 3, text: 'seen\ndo\nPONG\nwait\n', code: '' },
        ],
      },
    ]);
  });

  it.each([
    ['declared', rule('RedisDown', { summary: 'Redis down' }), 'cache/redis-down'],
    [
      'linked to',
      rule('CacheGone', { runbook_url: 'https://ops.example/runbooks/cache/Redis-Down/' }),
      'cache/redis-down',
    ],
    [
      'linked to as a file',
      rule('Gone', { runbook_url: 'https://git.example/b/main/redis-down.md?x=1' }),
      'cache/redis-down',
    ],
    ['called as the page', rule('DISK_FULL', {}), 'disk-full'],
    ['about nothing here', rule('KubeletDown', { runbook_url: 'https://ops.example/kubelet/' }), undefined],
  ])('gives a page the rule that is %s', async (_, alert, id) => {
    const book = await bookInMemory({
      'content/runbooks/cache/redis-down.mdx': RUNBOOK,
      'content/runbooks/disk-full.md': '# Disk full\n\n## Diagnosis\n\nLook.\n',
    });
    const pages = searchPages(book, [alert]);
    expect(pages.find(({ alerts }) => alerts.some(({ name }) => name === alert.name))?.id).toBe(id);
  });

  it('reads a folder of plain Markdown', async () => {
    const [page] = searchPages(
      await bookInMemory({ 'a.md': '# KubeletDown\n\nIt is down.\n\n## Diagnosis\n\nLook.\n' }),
    );
    expect(page?.sections.map(({ heading, text }) => [heading, text])).toEqual([
      ['', 'It is down.\n'],
      ['Diagnosis', 'Look.\n'],
    ]);
  });
});
