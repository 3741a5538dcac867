import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
});
