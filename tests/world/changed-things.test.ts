import { describe, expect, it } from 'vitest';
import { changeFinder } from '../../src/world/changed-things.ts';
import type { FilePair } from '../../src/world/changed-things.ts';

const find = changeFinder({});

function said(...pairs: readonly FilePair[]): string[] {
  return find(pairs).map(({ thing: { kind, type, name, path, line }, now, isAdded }) =>
    [isAdded ? 'added' : now ? 'changed' : 'gone', type ?? kind, name, `${path}:${line}`].join(' '),
  );
}

function pair(path: string, before: string | undefined, now: string | undefined): FilePair {
  return { path, pathBefore: path, before, now };
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: pay }
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: web
          image: registry:5000/shop/api:1.4
`;

describe('what a file says otherwise than before', () => {
  it.each<[string, FilePair, string[]]>([
    ['nothing, of the same text', pair('k8s/a.yaml', DEPLOYMENT, DEPLOYMENT), []],
    [
      'what a new file adds to what others tell of',
      pair('k8s/a.yaml', undefined, DEPLOYMENT),
      ['added deployment api k8s/a.yaml:3'],
    ],
    ['nothing, of a new script', pair('package.json', undefined, '{"scripts":{"a": "x"}}'), []],
    [
      'a table that a new migration alters',
      pair('db/2.sql', undefined, 'ALTER TABLE IF EXISTS "app"."a"\n  ADD COLUMN at date;\n'),
      ['added table a db/2.sql:1'],
    ],
    [
      'a table that its own file alters',
      pair('db/1.sql', 'CREATE TABLE a (id int);\n', 'CREATE TABLE a (id int);\nALTER TABLE a DROP id;\n'),
      ['changed table a db/1.sql:1'],
    ],
    [
      'nothing, of another tag of an image',
      pair('k8s/a.yaml', DEPLOYMENT, DEPLOYMENT.replace('api:1.4', 'api:1.5@sha256:ab12')),
      [],
    ],
    [
      'another image',
      pair('k8s/a.yaml', DEPLOYMENT, DEPLOYMENT.replace('shop/api', 'shop/web')),
      ['changed deployment api k8s/a.yaml:3', 'changed container web k8s/a.yaml:9'],
    ],
    [
      'nothing, of a comment and a blank line',
      pair('k8s/a.yaml', DEPLOYMENT, DEPLOYMENT.replace('spec:\n', '\n# why\nspec:  \n')),
      [],
    ],
    [
      'replicas, and not the container',
      pair('k8s/a.yaml', DEPLOYMENT, DEPLOYMENT.replace('replicas: 2', 'replicas: 3')),
      ['changed deployment api k8s/a.yaml:3'],
    ],
    [
      'another name: the old one is gone, and its container with it; the new one may be known elsewhere',
      pair('k8s/a.yaml', DEPLOYMENT, DEPLOYMENT.replace('name: api,', 'name: edge,')),
      [
        'gone deployment api k8s/a.yaml:3',
        'gone container web k8s/a.yaml:9',
        'added deployment edge k8s/a.yaml:3',
      ],
    ],
    [
      'a file that is gone',
      pair('deploy/worker.service', '[Service]\nExecStart=/bin/a\n', undefined),
      ['gone unit worker.service deploy/worker.service:1'],
    ],
    [
      'one script of two',
      pair('package.json', '{"scripts":{\n"a": "x",\n"b": "y"}}', '{"scripts":{\n"a": "x",\n"b": "z"}}'),
      ['changed npm-script b package.json:3'],
    ],
    [
      'one target of two',
      pair('Makefile', 'a:\n\techo 1\n\nb:\n\techo 2\n', 'a:\n\techo 1\n\techo 3\n\nb:\n\techo 2\n'),
      ['changed target a Makefile:1'],
    ],
    [
      'one table of two',
      pair(
        'db/1.sql',
        'CREATE TABLE a (\n  id int\n);\nCREATE TABLE b (id int);\n',
        'CREATE TABLE a (\n  id bigint\n);\nCREATE TABLE b (id int);\n',
      ),
      ['changed table a db/1.sql:1'],
    ],
    [
      'the rule of an alert',
      pair(
        'shop.rules.yaml',
        'groups:\n  - name: a\n    rules:\n      - alert: Slow\n        expr: up == 0\n',
        'groups:\n  - name: a\n    rules:\n      - alert: Slow\n        expr: up == 1\n',
      ),
      ['changed alert Slow shop.rules.yaml:4'],
    ],
    [
      'a compose service',
      pair(
        'compose.yaml',
        'services:\n  web:\n    ports: ["80:80"]\n  db: {}\n',
        'services:\n  web:\n    ports: ["81:80"]\n  db: {}\n',
      ),
      ['changed compose-service web compose.yaml:2'],
    ],
    [
      'a resource of Terraform',
      pair(
        'main.tf',
        'resource "aws_s3_bucket" "a" {\n  acl = "private"\n}\n',
        'resource "aws_s3_bucket" "a" {\n  acl = "public"\n}\n',
      ),
      ['changed resource aws_s3_bucket.a main.tf:1'],
    ],
  ])('is %s', (_, files, expected) => {
    expect(said(files)).toEqual(expected);
  });

  it('is nothing where a thing has moved to another file as it was', () => {
    expect(said(pair('k8s/a.yaml', DEPLOYMENT, ''), pair('k8s/b.yaml', undefined, DEPLOYMENT))).toEqual([]);
  });

  it('is nothing where a makefile has moved with its folder', () => {
    const files = {
      path: 'new/Makefile',
      pathBefore: 'old/Makefile',
      before: 'a:\n\tb\n',
      now: 'a:\n\tb\n\n',
    };
    expect(said(files)).toEqual([]);
  });
});
