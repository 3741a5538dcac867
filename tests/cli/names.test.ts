import { mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeRepository } from '../tools/repository.ts';
import type { Repository } from '../tools/repository.ts';
import { runCommand } from './run-command.ts';

const FILES = {
  'docs/runbooks/pay.md':
    '# Payments are slow\n\n```bash\nkubectl -n payments rollout restart deploy/api\nnpm run migrate\n```\n',
  'docs/runbooks/other.md': '# Nothing to do with it\n\nText.\n',
  'k8s/app.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\n  namespace: payments\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: billing\n',
  'package.json': '{ "scripts": { "migrate": "x" } }\n',
};

const made: Repository[] = [];
afterEach(() => made.splice(0).forEach((one) => one.remove()));

function repository(): Repository {
  const one = makeRepository();
  made.push(one);
  one.write(FILES);
  one.commit();
  return one;
}

/** Lint's findings of one rule as `path:line message`. */
async function names({ folder }: Repository, ...flags: string[]): Promise<readonly string[]> {
  const argv = ['lint', '--root', 'docs/runbooks', '--rule', 'name-known', '--format', 'json', ...flags];
  const { out, said } = await runCommand(argv, { folder });
  expect(said).toBe('');
  // The shape of `--format json`.
  const found = JSON.parse(out) as { path: string; line: number; message: string }[];
  return found.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

describe('names in commands and what the repository deploys', () => {
  it('are held together from a book in a folder of the repository', async () => {
    const one = repository();
    expect(await names(one)).toEqual([]);
    one.write({ 'k8s/app.yaml': FILES['k8s/app.yaml'].replace('payments', 'pay') });
    expect(await names(one)).toEqual([
      'pay.md:4 Check `api`: this deployment is in `pay`, not in `payments` (k8s/app.yaml:4).',
    ]);
  });

  it('are held together when a change touches only what is deployed', async () => {
    const one = repository();
    expect(await names(one, '--changed-since', 'HEAD')).toEqual([]);
    one.write({ 'package.json': '{ "scripts": { "migrated": "x" } }\n' });
    expect(await names(one, '--changed-since', 'HEAD')).toEqual([
      'pay.md:5 Check `migrate`: this repository has no such npm script. Did you mean `migrated` (package.json:1)?',
    ]);
  });

  it('were wrong before: a change that touches neither says nothing', async () => {
    const one = repository();
    one.write({ 'docs/runbooks/pay.md': FILES['docs/runbooks/pay.md'].replace('migrate', 'migrat') });
    one.commit();
    one.write({ 'k8s/other.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: more }\n' });
    expect(await names(one)).toHaveLength(1);
    expect(await names(one, '--changed-since', 'HEAD')).toEqual([]);
  });

  it('tell a reviewer which runbooks speak of what is changed', async () => {
    const one = repository();
    one.write({ 'k8s/app.yaml': `${FILES['k8s/app.yaml']}# a comment\n` });
    const { out } = await runCommand(['diff', 'HEAD', '--root', 'docs/runbooks', '--format', 'markdown'], {
      folder: one.folder,
    });
    expect(out).toContain('### This runbook speaks of what is changed here');
    expect(out).toContain(
      '- **Payments are slow** (`pay.md`): `k8s/app.yaml`: `payments` (line 4, there line 5), `api` (line 4, there line 4)',
    );
    expect(out).not.toContain('Nothing to do with it');
    renameSync(join(one.folder, 'k8s/app.yaml'), join(one.folder, 'k8s/pay.yaml'));
    one.commit();
    const renamed = await runCommand(['diff', 'HEAD~1', '--root', 'docs/runbooks'], { folder: one.folder });
    expect(renamed.out).toContain('    k8s/pay.yaml: payments (line 4, there line 5), api');
    expect(renamed.out).not.toContain('k8s/app.yaml');
    const query = '\n```sql\nSELECT status FROM orders\n```\n';
    one.write({
      'docs/runbooks/pay.md': `${FILES['docs/runbooks/pay.md']}${query}`,
      'db/1_a.sql': 'CREATE TABLE orders (\n  id int,\n  status text\n);\n',
    });
    one.commit();
    one.write({ 'db/2_b.sql': '\nDROP TABLE orders;\n' });
    const dropped = await runCommand(['diff', 'HEAD', '--root', 'docs/runbooks'], { folder: one.folder });
    expect(dropped.out).toMatch(/ {4}db\/2_b\.sql: orders \(line \d+, there line 2\)/);
    expect(dropped.out).toContain('this change removes the table of that name');
  });

  it('tell a reviewer which runbooks watch what is changed, or answer an alert whose rule is', async () => {
    const one = repository();
    one.write({
      'services/pay/main.go': 'package main\n',
      'docs/alerts/pay.rules.yaml':
        'groups:\n  - name: pay\n    rules:\n      - alert: PaySlow\n        expr: up == 0\n',
      'docs/runbooks/watch.md':
        "---\ntitle: Watches\nwatches: ['services/pay/**']\nalerts: [PaySlow]\n---\n\nLook.\n",
    });
    one.commit();
    one.write({
      'services/pay/main.go': 'package other\n',
      'docs/alerts/pay.rules.yaml':
        'groups:\n  - name: pay\n    rules:\n      - alert: PaySlow\n        expr: up == 1\n',
    });
    const { out } = await runCommand(['diff', 'HEAD', '--root', 'docs/runbooks'], { folder: one.folder });
    expect(out).toContain('docs/alerts/pay.rules.yaml: PaySlow (line 4, there line 4)');
    expect(out).toContain('services/pay/main.go: watched (line 3)');
    const linted = async (...more: readonly string[]): Promise<string> =>
      (
        await runCommand(['lint', '--root', 'docs/runbooks', '--changed-since', 'HEAD', ...more], {
          folder: one.folder,
        })
      ).out;
    expect(await linted()).toMatch(
      /read\.\n.*1 runbook speaks of what is changed here: opsbook diff HEAD shows the lines on both sides\.\n$/s,
    );
    expect(await linted('--format', 'github')).toContain(
      '::notice title=opsbook::This runbook speaks of what is changed here: docs/runbooks/watch.md. The summary',
    );
    expect(await linted('--format', 'markdown')).toContain(
      '### This runbook speaks of what is changed here\n\n- watch.md\n',
    );
    expect(await linted('--rule', 'title-unique')).not.toContain('of what is changed here');
  });

  it('may stand in files beside the repository, which are read where that is allowed', async () => {
    const one = repository();
    const beside = mkdtempSync(join(tmpdir(), 'opsbook-beside-'));
    writeFileSync(
      join(beside, 'all.yaml'),
      FILES['k8s/app.yaml'].replace('namespace: payments', 'namespace: paymentz'),
    );
    const glob = `${relative(realpathSync(one.folder), realpathSync(beside)).split(sep).join('/')}/*.yaml`;
    one.write({
      'docs/runbooks/opsbook.yaml': `world: { kubernetes: ['${glob}', 'k8s/**'] }\nrunbooks: .\n`,
    });
    one.write({ 'docs/runbooks/pay.md': FILES['docs/runbooks/pay.md'].replace('payments', 'paymentz') });
    expect(await names(one, '--allow-outside')).toEqual([]);
    expect(await names(one)).not.toEqual([]);
    const { out } = await runCommand(['lint', '--root', 'docs/runbooks', '--coverage'], {
      folder: one.folder,
    });
    expect(out).toContain(
      `${glob} was passed over: it lies beside the repository: give --allow-outside to have it read.`,
    );
    rmSync(beside, { recursive: true });
  });

  it('are not judged where the page itself makes the object', async () => {
    const one = repository();
    one.write({
      'docs/runbooks/pay.md':
        '# Pay\n\n```bash\nkubectl -n payments apply -f - <<EOF\nkind: Deployment\nmetadata:\n  name: apl\nEOF\nkubectl -n payments delete deploy/apl\n```\n',
    });
    expect(await names(one)).toEqual([]);
  });

  it('are judged for every word of a param that takes one of a list', async () => {
    const one = repository();
    one.write({
      'docs/runbooks/pay.md':
        '---\ntitle: Pay\nkind: reference\nparams:\n  NS: { description: Where, default: payments, pattern: \'payments|paymentz\' }\n---\n\n```bash\nkubectl -n "$NS" get pods\n```\n',
    });
    expect(await names(one)).toEqual([expect.stringContaining('Check `paymentz`, the value of `NS`')]);
  });

  it('are counted, and left alone where the settings say so', async () => {
    const one = repository();
    const { out } = await runCommand(['lint', '--root', 'docs/runbooks', '--coverage'], {
      folder: one.folder,
    });
    expect(out).toContain('3 names: 3 exist');
    one.write({ 'docs/runbooks/opsbook.yaml': "world: { npm: 'off', kubernetes: 'off' }\nrunbooks: .\n" });
    one.write({ 'docs/runbooks/pay.md': FILES['docs/runbooks/pay.md'].replace('payments', 'paymentz') });
    expect(await names(one)).toEqual([]);
  });
});
