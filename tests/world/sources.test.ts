import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bookSchema } from '../../src/runbook/schema/book-schema.ts';
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

const FOLDER = 'src/world/sources';

/** The examples of a source's page: a fence with a file, named after its language, and one with what is read of it. */
function examplesOf(id: string): [path: string, text: string, things: string[]][] {
  const page = readFileSync(`${FOLDER}/${id}/source.md`, 'utf8');
  const pairs = page.matchAll(/^```\w+ (\S+)\n(.*?)^```\n\n```text\n(.*?)\n```$/gms);
  return [...pairs].map(([, path = '', text = '', things = '']) => [path, text, things.split('\n')]);
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

  it.each(sources.flatMap(({ id }) => examplesOf(id)))('%s', (path, text, things) => {
    expect(read(path, text).things).toEqual(things);
  });

  it('have a folder each, with a page whose examples are read by that very source', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(sources.map(({ id }) => id));
    for (const { id } of sources)
      for (const [path] of examplesOf(id))
        expect(sourceOf({})(path).map((source) => source.id)).toContain(id);
    expect(sources.filter(({ id }) => examplesOf(id).length === 0)).toEqual([]);
  });

  it.each([
    [
      'chart/templates/a.yaml',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n',
      /helm template/,
    ],
    ['k8s/a.yaml', 'apiVersion: v1\nkind: [\n', /not valid YAML/],
    [
      'k8s/release.yaml',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a }\n',
      /objects of a chart/,
    ],
    ['package.json', '{', /not valid JSON/],
    ['Makefile', 'include other.mk\nall:\n', /includes other files/],
  ])('%s may name more than was read', (path, text, reason) => {
    expect(read(path, text).unread.join()).toMatch(reason);
  });
});
