import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from './call.ts';

const RUNBOOK = `---
title: Slow orders
params:
  ORDER: { description: An order, pattern: '.+' }
  COPIES: { description: How many, default: '2' }
  TOKEN: { description: A token, secret: true }
---

## Diagnosis

\`\`\`bash
find-order "$ORDER" --copies=$COPIES -t "$TOKEN"
echo "\${ORDER%-*}"
\`\`\`

\`\`\`sql
select :'ORDER';
\`\`\`
`;

describe('opsbook show', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'opsbook-show-'));
    writeFileSync(join(root, 'slow.mdx'), RUNBOOK);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  function run(...argv: readonly string[]) {
    return call(root, 'show', ...argv, '--root', root);
  }

  it('puts values into commands and queries, quoted for their places', async () => {
    const { status, out } = await run('slow', '--set', "ORDER=it's $(x)", '--set', 'TOKEN=abc');
    expect(status).toBe(0);
    expect(out.split('\n').filter((line) => /^ {4}(?!export|read)/.test(line))).toEqual([
      `    ORDER='it'\\''s $(x)'`,
      `    find-order "` + `"'it'\\''s $(x)'"` + `" --copies=2 -t "$TOKEN"`,
      '    echo "${ORDER%-*}"',
      "    select 'it''s $(x)';",
    ]);
    expect(out).not.toContain('abc');
  });

  it('leaves variables without a value as they are', async () => {
    const { out } = await run('slow');
    expect(out).toContain('    find-order "$ORDER" --copies=2 -t "$TOKEN"\n');
    expect(out).toContain("    select :'ORDER';\n");
  });

  it('refuses a value that does not fit', async () => {
    const { status, said } = await run('slow', '--set', 'COPIES=2;x');
    expect(status).toBe(2);
    expect(said).toContain('`2;x` does not match');
  });

  it('shows what components stand for, and every fact of the frontmatter that a reader needs', async () => {
    mkdirSync(join(root, 'content/services'), { recursive: true });
    mkdirSync(join(root, 'content/runbooks'), { recursive: true });
    writeFileSync(
      join(root, 'content/services/db.yaml'),
      'name: Orders\nsystem: shop\nowner: ops\ndescription: d\nhost: db:5432\nports: [{ port: 5432, exposed: team }]\nhealth: [{ check: ping, command: pg_isready, expect: accepting }]\n',
    );
    writeFileSync(
      join(root, 'content/runbooks/db.mdx'),
      '---\ntitle: Db\nkind: incident\nstatus: draft\ntags: [a, b]\nerrors: [boom]\nrelated: [db]\n---\n\n<Danger title="Drops all">\n\nNo way back.\n\n</Danger>\n\n<Tab label="Linux">\n\nYes.\n\n</Tab>\n\n<ServiceTable system="shop" />\n\n<HealthChecks service="db" />\n',
    );
    const { out } = await run('db');
    expect(out.split('\n').filter((line) => line.trim() !== '')).toEqual([
      'Db',
      'draft, not finished · never reviewed · #a #b',
      'In logs',
      '  - boom',
      'Related',
      '  - db: Db',
      'Danger: Drops all',
      '  No way back.',
      'Linux:',
      '  Yes.',
      '- Orders · db:5432 · ports 5432 (team)',
      '- Orders · ping · pg_isready · accepting',
    ]);
  });
});
