import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** What each folder of `src` may import besides itself; `type:` where only types. design.md, section 2. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  shell: [],
  runbook: ['shell'],
  lint: ['runbook', 'shell'],
  search: ['runbook', 'shell'],
  alerts: ['runbook', 'shell'],
  review: ['runbook', 'shell'],
  run: ['runbook', 'shell'],
  tools: ['type:runbook', 'type:shell', 'type:lint', 'type:search', 'type:alerts', 'type:review', 'type:run'],
  judge: ['runbook', 'shell', 'lint', 'search', 'alerts', 'review', 'run', 'tools'],
  cli: ['runbook', 'shell', 'lint', 'search', 'alerts', 'review', 'run', 'tools', 'judge'],
  site: [
    'runbook',
    'shell',
    'search',
    'alerts',
    'review',
    'tools',
    'judge',
    'lint/rules/index.ts',
    'run/expect.ts',
  ],
};

const MEANINGLESS = /^(utils?|helpers?|common|lib|types|constants)(\.|$)/;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const entries = readdirSync(src, { recursive: true, withFileTypes: true }).map((entry) => ({
  path: relative(src, join(entry.parentPath, entry.name)),
  isFolder: entry.isDirectory(),
}));
const programs = entries.filter(({ path }) => /\.(ts|mjs|js|astro)$/.test(path)).map(({ path }) => path);
const imports = programs.flatMap((path) => listImports(path, readFileSync(join(src, path), 'utf8')));

/** Relative imports of a file, by paths inside `src`. */
function listImports(from: string, text: string): Import[] {
  // Match `import { a } from './b.ts'`, `export * from './b.ts'`, `import './b.css'`, `import('./b.ts')`.
  const named = text.matchAll(
    /\b(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]*?\bfrom\s*)?'(\.{1,2}\/[^']+)'/g,
  );
  const called = text.matchAll(/\bimport\(\s*()'(\.{1,2}\/[^']+)'\s*\)/g);
  return [...named, ...called].map(([, type, path = '']) => {
    return { from, to: join(dirname(from), path), isType: Boolean(type) };
  });
}

const folderOf = (path: string): string => path.split('/')[0] ?? '';

function isAllowed({ from, to, isType }: Import): boolean {
  const [own, other] = [folderOf(from), folderOf(to)];
  const allowed = MAY_IMPORT[own] ?? [];
  return (
    own === other ||
    allowed.includes(other) ||
    allowed.includes(to) ||
    (isType && allowed.includes(`type:${other}`))
  );
}

describe('the folders of src', () => {
  test('are those of the design', () => {
    const folders = entries.filter(({ path, isFolder }) => isFolder && !path.includes('/'));
    expect(folders.map(({ path }) => path).filter((name) => !(name in MAY_IMPORT))).toEqual([]);
  });

  test('import each other one way', () => {
    const wrong = imports.filter((found) => !isAllowed(found));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('hold something', () => {
    const isEmpty = (folder: string): boolean => !entries.some(({ path }) => path.startsWith(`${folder}/`));
    const folders = entries.filter(({ isFolder }) => isFolder).map(({ path }) => path);
    expect(folders.filter(isEmpty)).toEqual([]);
  });

  test('hold nothing that is named after its place and not its meaning', () => {
    const names = entries
      .map(({ path }) => path)
      .filter((path) => MEANINGLESS.test(path.split('/').at(-1) ?? ''));
    expect(names).toEqual([]);
  });
});

test('no file needs itself to be loaded', () => {
  const needs = Map.groupBy(
    imports.filter(({ isType }) => !isType),
    ({ from }) => from,
  );
  expect(programs.flatMap((path) => findCycle(path, needs))).toEqual([]);
});

/** A way from a file back to itself. */
function findCycle(start: string, needs: ReadonlyMap<string, readonly Import[]>): string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const { to } of needs.get(path) ?? []) {
      if (to === start) return [way(path, cameFrom, start)];
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, path);
      queue.push(to);
    }
  }
  return [];
}

function way(end: string, cameFrom: ReadonlyMap<string, string>, start: string): string {
  const steps = [end];
  for (let at = cameFrom.get(end); at !== undefined && at !== start; at = cameFrom.get(at)) steps.unshift(at);
  return [start, ...steps, start].join(' -> ');
}
