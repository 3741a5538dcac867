import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { install, NODES, pack, PROJECT, whyLeftOut } from './install-opsbook.ts';

const missing = whyLeftOut(['npm-cache']);
const top = mkdtempSync(join(tmpdir(), 'opsbook-library-'));
const home = join(top, 'project');
const book = join(top, 'book');

const PAGE = `---
title: Disk full
kind: incident
summary: The database has no space left.
service: db
owner: data
severity: sev1
symptoms: [Writes fail]
params:
  HOST: { description: The machine, default: db-1 }
---

## Diagnosis

\`\`\`bash {name=free}
ssh "$HOST" df -h
\`\`\`

## Mitigation

\`\`\`bash {name=clean}
ssh "$HOST" rm -rf /var/lib/postgresql/old
\`\`\`

See [more](gone.mdx).
`;

beforeAll(() => {
  const tarball = pack(join(top, 'packed'));
  if (missing === undefined) install(tarball, home, 'npm');
  const write = (path: string, text: string): void => {
    mkdirSync(join(book, path, '..'), { recursive: true });
    writeFileSync(join(book, path), text);
  };
  write('opsbook.yaml', 'site: { title: Small }\n');
  write('content/runbooks/db/disk-full.mdx', PAGE);
  write('content/teams.yaml', 'data: { name: Data }\n');
  write('content/services/db.yaml', 'name: DB\nsystem: shop\nowner: data\ndescription: Keeps.\n');
});

afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', top]);
  rmSync(top, { recursive: true, force: true });
});

/** What a program does with the library: prints its answers. */
const USE = `
const { findings, pages } = await lint(ROOT, { rules: ['link-resolves'] });
const [first] = await find(ROOT, 'writes fail');
const read = await readBook(ROOT);
const [runbook] = read.runbooks;
const refused = await lint(ROOT, { rules: ['link-resolvs'] }).catch((error) => error.message);
console.log(JSON.stringify({
  findings: findings.map(({ ruleId, line }) => [ruleId, line]), pages, refused,
  first: first && [first.id, first.isSure],
  title: read.title, id: runbook?.id, params: runbook?.params.map(({ name }) => name),
  risks: runbook?.snippets.map(({ name, risk, line }) => [name, risk, line]),
  services: read.services.map(({ id }) => id), teams: read.teams.map(({ name }) => name),
}));
`;

const ANSWER = {
  findings: [['link-resolves', 25]],
  pages: 1,
  refused: 'No rule is called \`link-resolvs\`. Did you mean \`link-resolves\`?',
  first: ['db/disk-full', true],
  title: 'Small',
  id: 'db/disk-full',
  params: ['HOST'],
  risks: [
    ['free', 'read', 16],
    ['clean', 'destroy', 22],
  ],
  services: ['db'],
  teams: ['Data'],
};

/** Ways in which a program takes in a package. */
const PROGRAMS = {
  'an ES module': ['use.mjs', `import { find, lint, readBook } from 'opsbook';\n`, ''],
  'a CommonJS module': [
    'use.cjs',
    `const { find, lint, readBook } = require('opsbook');\n(async () => {`,
    '})();',
  ],
} as const;

describe.each(Object.entries(NODES))('the library, on %s', (name, node = '') => {
  const reason = whyLeftOut(name === 'Node 22' ? ['npm-cache', 'node-22'] : ['npm-cache']);
  test.skipIf(reason !== undefined).each(Object.entries(PROGRAMS))(
    `answers %s${reason === undefined ? '' : `: ${reason}`}`,
    (_, [file, before, after]) => {
      const path = join(home, file);
      writeFileSync(path, `${before}const ROOT = ${JSON.stringify(book)};${USE}${after}`);
      const env = { PATH: process.env['PATH'], HOME: top, OPSBOOK_CACHE: join(top, 'cache') };
      const { stdout, stderr, status } = spawnSync(node, [path], { env, encoding: 'utf8' });
      expect({ status, stderr: stderr.replace(/^.*ExperimentalWarning[^\n]*\n.*\n/, '') }).toEqual({
        status: 0,
        stderr: '',
      });
      expect(JSON.parse(stdout)).toEqual(ANSWER);
    },
  );
});

const TYPED = `
import { find, lint, readBook } from 'opsbook';
import type { Finding, Found, ReadBook, ReadRunbook, ReadSnippet } from 'opsbook';

export async function errors(root: string): Promise<readonly Finding[]> {
  const { findings } = await lint(root, { today: '2026-10-01' });
  return findings.filter(({ level }) => level === 'error');
}
export async function best(root: string): Promise<Found | undefined> {
  const [first] = await find(root, 'disk full', { limit: 1 });
  return first;
}
export async function destroying(root: string): Promise<ReadSnippet[]> {
  const book: ReadBook = await readBook(root);
  return book.runbooks.flatMap(({ snippets }: ReadRunbook) => snippets.filter(({ risk }) => risk === 'destroy'));
}
// @ts-expect-error a root is a text
void lint(1);
// @ts-expect-error there is no such option
void find('.', 'x', { most: 1 });
`;

test.skipIf(missing !== undefined).each([
  ['NodeNext', 'NodeNext'],
  ['ESNext', 'Bundler'],
])('the library has types in TypeScript with module %s', (module, moduleResolution) => {
  const folder = join(home, `typed-${module}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'use.mts'), TYPED);
  const compilerOptions = {
    module,
    moduleResolution,
    target: 'ES2023',
    strict: true,
    noEmit: true,
    types: [],
  };
  const options = { ...compilerOptions, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['use.mts'] }),
  );
  const compiler = join(PROJECT, 'node_modules/typescript/lib/tsc.js');
  const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
