import { describe, expect, it } from 'vitest';
import { bookSchema } from '../../src/runbook/schema/schema.ts';
import { sources } from '../../src/world/sources/index.ts';
import { readWorld, sourceOf } from '../../src/world/world.ts';
import type { Thing } from '../../src/world/thing.ts';

/** `deployment/api in payments`, `make target deploy`. */
function shown({ kind, name, type, within, line }: Thing): string {
  return `${line} ${kind}${type === undefined ? '' : ` ${type}`} ${name}${within ? ` in ${within}` : ''}`;
}

function read(path: string, text: string): { things: string[]; unread: string[] } {
  const world = readWorld({ files: [{ path, text }], paths: [path], settings: {}, book: '' });
  return { things: world.things.map(shown), unread: world.unread.map(({ reason }) => reason) };
}

describe('sources of names', () => {
  it('are the keys of `world` in opsbook.yaml', () => {
    const ids = sources.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    for (const id of ids) expect(bookSchema.safeParse({ world: { [id]: 'off' } }).success).toBe(true);
    expect(bookSchema.safeParse({ world: { nobody: 'off' } }).success).toBe(false);
  });

  it('read the files that the settings name in place of the usual ones, or none', () => {
    const ids = (settings: Record<string, string[] | 'off'>, path: string): string[] =>
      sourceOf(settings)(path).map(({ id }) => id);
    expect(ids({}, 'deploy/app.yaml')).toEqual(['kubernetes']);
    expect(ids({ kubernetes: 'off' }, 'deploy/app.yaml')).toEqual([]);
    expect(ids({ kubernetes: ['rendered/**'] }, 'deploy/app.yaml')).toEqual([]);
    expect(ids({ kubernetes: ['rendered/**'] }, 'rendered/all.txt')).toEqual(['kubernetes']);
    expect(ids({}, '.env.example')).toEqual(['env']);
  });

  it.each([
    [
      'k8s/cron.yaml',
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly, namespace: jobs }\nspec:\n  jobTemplate:\n    spec:\n      template:\n        metadata: { labels: { app: nightly } }\n        spec:\n          containers:\n            - name: run\n',
      [
        '3 namespace jobs',
        '3 object cronjob nightly in jobs',
        '11 container run in cronjob/nightly',
        '3 label app=nightly',
      ],
    ],
    [
      'k8s/list.yaml',
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: { name: api }\n',
      ['6 object service api'],
    ],
    ['k8s/kustomization.yaml', 'namespace: payments\nresources: [app.yaml]\n', ['1 namespace payments']],
    [
      'docker-compose.prod.yml',
      'services:\n  web:\n    container_name: shop-web\n  worker: {}\n',
      ['2 compose-service web', '3 docker-container shop-web', '4 compose-service worker'],
    ],
    ['deploy/worker@.service', '[Unit]\n', ['1 unit worker@.service']],
    [
      'Makefile',
      'X := 1\n.PHONY: build\nbuild test: dep\n\techo a: b\nrelease::\n',
      ['3 target build', '3 target test', '5 target release'],
    ],
    [
      'justfile',
      'set shell := ["bash"]\nalias b := build\nbuild target="x":\n  echo\n@quiet:\n',
      ['3 recipe build', '5 recipe quiet', '2 recipe b'],
    ],
    ['Taskfile.yml', 'version: 3\ntasks:\n  build:\n    cmds: [x]\n', ['3 task build']],
    ['Procfile', 'web: node a.js\nworker: node b.js\n', ['1 process web', '2 process worker']],
    [
      'db/001.sql',
      'CREATE TABLE IF NOT EXISTS "app"."orders" (\n  id int\n);\nALTER TABLE a RENAME TO b;\nDROP TABLE gone;\nCREATE DATABASE shop;\n',
      ['1 table orders', '4 table b', '6 database shop'],
    ],
    [
      '.env.example',
      '# comment\nDB_HOST=x\nexport DB_PORT=1\n',
      ['2 variable DB_HOST', '3 variable DB_PORT'],
    ],
    [
      'inventory/hosts.ini',
      '[web]\nweb1.example.com ansible_host=1\n[web:vars]\nuser=x\n',
      ['1 host web', '3 host web', '2 host web1.example.com'],
    ],
    [
      'infra/main.tf',
      'resource "aws_s3_bucket" "logs" {\n  bucket = "acme-logs"\n}\nmodule "vpc" {}\n',
      ['1 resource aws_s3_bucket.logs', '4 resource module.vpc', '2 bucket acme-logs'],
    ],
    [
      '.github/workflows/deploy.yml',
      "name: 'Deploy it'\n",
      ['1 workflow deploy.yml', '1 workflow Deploy it'],
    ],
    [
      'ops/live.cluster.yaml',
      'namespaces:\n  payments:\n    - deployment.apps/api\n',
      ['2 namespace payments', '3 object deployment api in payments'],
    ],
    [
      'rules/a.rules.yaml',
      'groups:\n  - name: a\n    rules:\n      - record: job:up\n        expr: sum(up{job="a"})\n',
      ['4 metric job:up', '4 metric up'],
    ],
  ])('%s', (path, text, things) => {
    expect(read(path, text).things).toEqual(things);
  });

  it.each([
    [
      'chart/templates/a.yaml',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n',
      /helm template/,
    ],
    ['k8s/a.yaml', 'apiVersion: v1\nkind: [\n', /no valid YAML/],
    ['package.json', '{', /no valid JSON/],
    ['Makefile', 'include other.mk\nall:\n', /includes other files/],
  ])('%s may name more than was read', (path, text, reason) => {
    expect(read(path, text).unread.join()).toMatch(reason);
  });
});
