import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { bookDocumentSchema } from '../../src/machine/book-document.ts';
import type { BookDocument } from '../../src/machine/book-document.ts';
import { contentOf } from '../../src/judge/book-reviews.ts';
import { call } from './call.ts';
import { bash, writeBook } from './run-book.ts';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

const STEP = bash('name=list risk=read verify', 'kubectl get pods');
const RULES = 'groups: [{ name: x, rules: [{ alert: Slow, expr: up, labels: { service: web } }] }]\n';

function book(body = `## Diagnosis\n\n${STEP}`): string {
  const root = writeBook(body, {
    'content/alerts/x.rules.yaml': RULES,
    'content/services/web.yaml': 'name: Web\nsystem: web\nowner: ops\ndescription: Sells.\n',
    'content/guides/how.md': '# How\n\nSee [a](../runbooks/t/a.mdx).\n',
  });
  made.push(root);
  return root;
}

const parsed = (out: string): BookDocument => bookDocumentSchema.parse(JSON.parse(out));

describe('opsbook export', () => {
  it('asks what it should write', async () => {
    const { status, said } = await call(book(), 'export');
    expect({ status, said }).toEqual({ status: 2, said: expect.stringContaining('--json') as string });
  });

  it('writes a twin of each runbook, guide, service, alert and rule', async () => {
    const root = book();
    const { status } = await call(root, 'export', '--markdown', 'out');
    expect(status).toBe(0);
    const files = readdirSync(join(root, 'out'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .sort();
    expect(files.filter((file) => !file.startsWith('rules/'))).toEqual([
      'alerts/Slow.md',
      'guides/how.md',
      'runbooks/t/a.md',
      'services/web.md',
    ]);
    expect(files).toContain('rules/shell-parses.md');
    const links = [...readFileSync(join(root, 'out/guides/how.md'), 'utf8').matchAll(/\]\(([^)]+)\)/g)];
    expect(links.map(([, to]) => to)).toEqual(['../runbooks/t/a.md']);
  });

  it('leaves a folder alone that holds other files', async () => {
    const root = book();
    writeFileSync(join(root, 'mine.md'), 'mine');
    const { status, said } = await call(root, 'export', '--markdown', 'content');
    expect({ status, said }).toEqual({ status: 2, said: expect.stringContaining('did not write') as string });
    expect(existsSync(join(root, 'content/runbooks/t/a.mdx'))).toBe(true);
  });

  it('says of each step when it was run, and against which programs, where that was this very text', async () => {
    const root = book();
    const [page] = ['content/runbooks/t/a.mdx'];
    const text = readFileSync(join(root, page), 'utf8');
    const line = text.split('\n').findIndex((one) => one.startsWith('```bash')) + 1;
    const evidence = (contentHash: string): string =>
      JSON.stringify({
        ...{ version: 1, opsbook: '1', at: '2026-10-01T09:00:00Z' },
        tools: { kubectl: 'Client Version: v1.34.1', psql: 'psql (PostgreSQL) 16.2' },
        runbooks: [
          { id: 't/a', path: page, contentHash, snippets: [{ name: 'list', line, status: 'passed' }] },
        ],
      });
    writeFileSync(join(root, 'run.json'), evidence(contentOf({ text })));
    const { out } = await call(root, 'export', '--json', '--markdown', 'out', '--evidence', 'run.json');
    expect(parsed(out).runbooks[0]?.steps[0]?.proof).toEqual({
      ...{ status: 'passed', on: '2026-10-01' },
      tools: { kubectl: '1.34.1' },
    });
    expect(readFileSync(join(root, 'out/runbooks/t/a.md'), 'utf8')).toContain(
      'Step `list`, risk: read, proven on 2026-10-01 against kubectl 1.34.1:',
    );
    writeFileSync(join(root, 'run.json'), evidence(`sha256:${'0'.repeat(64)}`));
    const other = await call(root, 'export', '--json', '--evidence', 'run.json');
    expect(parsed(other.out).runbooks[0]?.steps[0]).not.toHaveProperty('proof');
  });

  it('names for each alert the file of its runbook', async () => {
    const root = book();
    await call(root, 'export', '--manifest', 'alerts.json');
    expect(JSON.parse(readFileSync(join(root, 'alerts.json'), 'utf8'))).toEqual({
      version: 1,
      alerts: [{ alert: 'Slow', labels: { service: 'web' }, runbooks: [] }],
    });
  });

  it('writes no default of a secret, and no letter that nobody sees', async () => {
    const root = book(`## Diagnosis\n\nA\u202eb.\n\n${STEP}`);
    const { out } = await call(root, 'export', '--json', '--today', '2026-10-01');
    expect(parsed(out).runbooks[0]?.params.find(({ secret }) => secret)).not.toHaveProperty('default');
    expect(out).not.toContain('\u202e');
  });
});
