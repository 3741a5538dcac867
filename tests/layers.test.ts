import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** What each folder of `src` may import besides itself; `type:` where only types. design.md, section 2. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  almanac: [],
  shell: [],
  runbook: ['shell'],
  lint: ['runbook', 'shell'],
  search: ['almanac', 'runbook', 'shell'],
  world: ['runbook', 'shell'],
  alerts: ['runbook', 'shell'],
  review: ['runbook', 'shell'],
  run: ['runbook', 'shell'],
  tools: ['type:runbook', 'type:shell', 'type:lint', 'type:search', 'type:alerts', 'type:review', 'type:run'],
  judge: ['runbook', 'shell', 'lint', 'search', 'world', 'alerts', 'review', 'run', 'tools'],
  api: ['almanac', 'runbook', 'lint', 'search', 'tools', 'judge'],
  machine: ['almanac', 'runbook', 'shell', 'lint', 'search', 'world', 'alerts', 'review', 'run', 'judge'],
  cli: [
    'almanac',
    'machine',
    'runbook',
    'shell',
    'lint',
    'search',
    'alerts',
    'review',
    'run',
    'tools',
    'judge',
    'site',
  ],
  site: [
    'almanac',
    'runbook',
    'shell',
    'search',
    'alerts',
    'review',
    'tools',
    'judge',
    'lint/rules/index.ts',
    'run/expect.ts',
    'run/compared-line.ts',
    'run/expected-example.ts',
    'run/meaning.ts',
    // The incident desk: one format and one filler, in the terminal and in the browser.
    'run/duration.ts',
    'run/dues.ts',
    'run/entry.ts',
    'run/incident.ts',
    'run/incident-file.ts',
    'run/incident-note.ts',
    'run/pasted-secrets.ts',
    'run/status-update.ts',
    'run/timeline.ts',
    'run/run-address.ts',
    'run/run-protocol.ts',
  ],
};

/** Modules of node that touch nothing outside the program: any folder may import them. */
const PURE = new Set(
  ['crypto', 'events', 'path', 'string_decoder', 'timers/promises', 'url', 'util'].map(
    (name) => `node:${name}`,
  ),
);

/** Of those, what runs in a browser too has none: `search` and `shell` are loaded there. */
const NO_NODE_AT_ALL = new Set(['search', 'shell', 'alerts', 'review', 'runbook']);

/**
 * Files outside `tools` that touch disk, terminal or machine, and why they still do. The list only gets shorter:
 * a file that needs no such module any more must leave it.
 */
const TOUCHES_OUTSIDE: Readonly<Record<string, string>> = {
  'cli/start.ts': 'has Node keep what it made of the files of the program, and compile WebAssembly once',
  'cli/terminal.ts': 'is the terminal of this process',
};

/** The packages that each folder may import; `type:` where only types. One line each in CONTRIBUTING.md. */
const PACKAGES: Readonly<Record<string, string>> = {
  almanac: '',
  shell: '@grafana/lezer-logql @lezer/common @lezer/lr @prometheus-io/lezer-promql re2js unbash',
  runbook:
    'fastest-levenshtein gemoji github-slugger mdast-util-from-markdown mdast-util-mdx mdast-util-to-string ' +
    'micromark-core-commonmark micromark-extension-mdx-expression micromark-extension-mdx-jsx micromark-extension-mdx-md parse5 picomatch ' +
    'remark-frontmatter remark-gfm remark-parse unified unist-util-visit vfile-message yaml zod ' +
    'type:hast type:mdast type:micromark-util-types type:unist',
  lint:
    '@secretlint/core @secretlint/profiler @secretlint/secretlint-rule-preset-recommend cron-parser dockerfile-utils ' +
    'fastest-levenshtein jq-wasm jsonc-parser libpg-query mdast-util-to-string picomatch yaml zod type:mdast',
  search: 'mdast-util-to-string porter2 type:mdast',
  world: 'picomatch yaml',
  alerts: '@lezer/common picomatch yaml zod',
  review: 'feed ical-generator picomatch yaml',
  run: 'fastest-levenshtein yaml zod',
  tools: 'chokidar env-paths fflate p-queue pagefind parse5 picomatch send',
  judge: 'diff zod',
  api: '',
  machine:
    '@modelcontextprotocol/server mdast-util-gfm mdast-util-to-markdown mdast-util-to-string parse5 yaml zod type:mdast',
  cli: '@modelcontextprotocol/server diff mdast-util-to-string picocolors string-width wrap-ansi yaml zod type:mdast',
  site:
    '@astrojs/mdx @fontsource-variable/source-code-pro @fontsource-variable/source-sans-3 @mixmark-io/domino ' +
    '@observablehq/plot astro astro:* hast-util-raw hast-util-sanitize hast-util-to-html hastscript idb ' +
    'mdast-util-to-hast opsbook:match-worker shiki zod type:hast type:mdast type:unist',
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
    /\b(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]*?\bfrom\s*)?['"](\.{1,2}\/[^'"]+)['"]/g,
  );
  const called = text.matchAll(/\bimport\(\s*()['"`](\.{1,2}\/[^'"`]+)['"`]\s*\)/g);
  return [...named, ...called].map(([, type, path = '']) => {
    return { from, to: join(dirname(from), path), isType: Boolean(type) };
  });
}

/** What a file imports that is not ours: packages, and modules of node. */
function listForeign(from: string, text: string): Import[] {
  // Match `import x from 'yaml'`, `export type { A } from 'mdast'`, `import 'astro'`, `import('node:fs')`.
  const named = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]*?\bfrom\s*)?['"]([@\w][\w@/:.-]*)['"];?$/gm,
  );
  const called = text.matchAll(
    /\b(?:import|require|getBuiltinModule)\(\s*()['"`]([@\w][\w@/:.-]*)['"`]\s*\)/g,
  );
  return [...named, ...called].map(([, type, to = '']) => ({ from, to, isType: Boolean(type) }));
}

/** What may reach outside without an import: `tools`, the command line and the site's own scripts. */
const EDGES = /^(?:tools|cli|site)\//;

/** What a program reaches that it imports from nowhere. */
function reachedBy(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
  // Match `fetch(`, `new WebSocket(`, `process.env`, `localStorage.`; not `of.fetch(`, `{ process: 1 }`.
  return [
    ...code.matchAll(
      /(?<![\w.$'"`/])(?:(?:fetch|WebSocket|EventSource|XMLHttpRequest)\(|process\.\w+|(?:localStorage|sessionStorage|indexedDB|navigator)\.)/g,
    ),
  ].map(([reached]) => reached);
}

const listReached = (path: string): string[] => [
  ...new Set(reachedBy(readFileSync(join(src, path), 'utf8')).map((reached) => `${path} ${reached}`)),
];

const foreign = programs.flatMap((path) => listForeign(path, readFileSync(join(src, path), 'utf8')));

const touchesOutside = ({ to }: Import): boolean => isOfNode(to) && !PURE.has(withNode(to));
const withNode = (name: string): string => (name.startsWith('node:') ? name : `node:${name}`);
const isOfNode = (name: string): boolean => name.startsWith('node:') || isBuiltin(name);

function isAllowedForeign({ from, to, isType }: Import): boolean {
  const folder = folderOf(from);
  if (isOfNode(to)) {
    if (isType || folder === 'tools') return true;
    if (touchesOutside({ from, to, isType })) return from in TOUCHES_OUTSIDE;
    return !NO_NODE_AT_ALL.has(folder);
  }
  const name = to.startsWith('astro:')
    ? 'astro:*'
    : to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');
  const allowed = (PACKAGES[folder] ?? '').split(' ');
  return allowed.includes(name) || (isType && allowed.includes(`type:${name}`));
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

  test('import only the packages and modules of node that are theirs', () => {
    const wrong = foreign.filter((found) => !isAllowedForeign(found));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
    const needed = new Set(foreign.filter(touchesOutside).map(({ from }) => from));
    expect(Object.keys(TOUCHES_OUTSIDE).filter((path) => !needed.has(path))).toEqual([]);
  });

  test.each([
    ['runbook/x.ts', "import { existsSync } from 'node:fs';"],
    ['runbook/x.ts', "import { existsSync } from 'fs';"],
    ['shell/x.ts', "export * from 'node:child_process';"],
    ['lint/x.ts', "const { readFile } = await import('node:fs/promises');"],
    ['search/x.ts', "import { createHash } from 'node:crypto';"],
    ['review/x.ts', "import {\n  lookup,\n} from 'node:dns';"],
    ['cli/x.ts', "import { spawn } from 'node:child_process';"],
    ['site/x.ts', "import { readFileSync } from 'node:fs';"],
    ['runbook/x.ts', 'import { existsSync } from "node:fs";'],
    ['runbook/x.ts', 'void import(`node:fs`);'],
    ['runbook/x.ts', "const fs = process.getBuiltinModule('node:fs');"],
    ['runbook/x.ts', "import picocolors from 'picocolors';"],
    ['shell/x.ts', "import type { Root } from 'mdast';"],
  ])('would not be allowed that %s says %s', (path, text) => {
    expect(listForeign(path, text).map(isAllowedForeign)).toEqual([false]);
  });

  test.each([
    ['runbook/x.ts', "import { isGraver } from '../run/question.ts';"],
    ['runbook/x.ts', 'import { isGraver } from "../run/question.ts";'],
    ['runbook/x.ts', 'void import(`../run/question.ts`);'],
    ['tools/x.ts', "import { isGraver } from '../run/question.ts';"],
    ['search/x.ts', "import type { Rule } from '../lint/rule.ts';"],
    ['review/x.ts', "export * from '../tools/git.ts';"],
    ['site/x.ts', "import { planRun } from '../run/plan.ts';"],
    ['run/x.ts', "import '../tools/git.ts';"],
  ])('would not be allowed that %s has %s', (path, text) => {
    expect(listImports(path, text).map(isAllowed)).toEqual([false]);
  });

  test('reach the network, the process and the browser by their edges alone', () => {
    const wrong = programs.filter((path) => !EDGES.test(path)).flatMap((path) => listReached(path));
    expect(wrong).toEqual(['judge/findings-file.ts process.env', 'judge/index-file.ts process.env']);
  });

  test.each([
    ["await fetch('https://x.example');", ['fetch(']],
    ['new WebSocket(address);', ['WebSocket(']],
    ["process.exit(1); process.env['HOME'];", ['process.exit', 'process.env']],
    ['localStorage.setItem(a, b);', ['localStorage.']],
    ['of.fetch(1); const processed = { process: 1 }; a.localStorage.b; // process.env', []],
  ])('would say of %s that it reaches %j', (text, reached) => expect(reachedBy(text)).toEqual(reached));

  test('start git in one place', () => {
    const names = /(?:spawn|spawnSync|exec|execSync|execFile|execFileSync|run|programPath)\(\s*['"`]git\b/;
    const found = programs.filter((path) => names.test(readFileSync(join(src, path), 'utf8')));
    expect(found).toEqual(['tools/git.ts']);
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

test('no file needs itself, to be loaded or to be understood', () => {
  const needs = Map.groupBy(imports, ({ from }) => from);
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
