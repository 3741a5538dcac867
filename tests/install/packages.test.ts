import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { bundledLanguagesInfo } from 'shiki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listInstalled, renderInstalled } from '../../scripts/installed/list-installed.ts';
import { GRAMMARS_LEFT_OUT } from '../../src/site/render/grammars-left-out.ts';
import { ask, WHO } from './as-somebody-else.ts';
import { install, NODES, pack, PROJECT, whyLeftOut } from './install-opsbook.ts';

const NAMES = ['opsbook', '@opsbook/lint'] as const;
const MOST: Readonly<Record<(typeof NAMES)[number], { packages: number; bytes: number; tarball: number }>> = {
  opsbook: { packages: 130, bytes: 130e6, tarball: 3e6 },
  '@opsbook/lint': { packages: 25, bytes: 40e6, tarball: 3e6 },
};
const missing = whyLeftOut(['npm-cache']);

const top = mkdtempSync(join(tmpdir(), 'opsbook-packages-'));
// Beside that folder, which everybody may write to: there, nothing would be kept.
const caches = `${top}-cache`;
const tarballs = new Map<string, string>();
const modulesOf = (name: string): string => join(top, 'installed', name, 'node_modules');

beforeAll(() => {
  execFileSync('chmod', ['a+rwx', top]);
  for (const name of NAMES) {
    const tarball = pack(join(top, 'packed', name), name);
    tarballs.set(name, tarball);
    if (missing === undefined) install(tarball, join(top, 'installed', name), 'npm');
  }
});

afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', top]);
  for (const one of [top, `${caches}-22`, `${caches}-24`]) rmSync(one, { recursive: true, force: true });
});

/** The manual's page about installing, with what it says of each package: a table below its heading. */
const manual = readFileSync(join(PROJECT, 'src/site/manual/install.mdx'), 'utf8');

interface Row {
  readonly name: string;
  readonly licence: string;
  readonly megabytes: number;
}

function rowsOf(table: string): Row[] {
  const rows = [...table.matchAll(/^\| `(\S+)` \| (\S+) \| ([\d.]+) \|$/gm)];
  return rows.map(([, name = '', licence = '', size]) => ({ name, licence, megabytes: Number(size) }));
}

function tableOf(name: string): Row[] {
  return rowsOf(manual.split(`\n### What comes with \`${name}\`\n`)[1]?.split('\n#')[0] ?? '');
}

describe.each(NAMES)('%s', (name) => {
  test.skipIf(missing !== undefined)(
    `brings the packages that the manual lists${missing === undefined ? '' : `: ${missing}`}`,
    () => {
      const installed = listInstalled(modulesOf(name));
      const now = rowsOf(renderInstalled(installed));
      const named = (rows: readonly Row[]) => rows.map((row) => `${row.name} ${row.licence}`);
      const written = tableOf(name);
      // What has changed is written down with `npm run installed`, so that growth is seen in review.
      expect(named(now)).toEqual(named(written));
      // Another system's Pagefind and another patch of a package differ by a little.
      const grown = now.filter((row, index) => row.megabytes > (written[index]?.megabytes ?? 0) * 1.1 + 0.2);
      expect(grown).toEqual([]);
      expect(installed.length).toBeLessThanOrEqual(MOST[name].packages);
      expect(installed.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(MOST[name].bytes);
    },
  );

  test('is a tarball of at most 3 MB', () => {
    expect(statSync(tarballs.get(name) ?? '').size).toBeLessThanOrEqual(MOST[name].tarball);
  });
});

describe.each(Object.entries(NODES))('@opsbook/lint, on %s', (nodeName, node = '') => {
  const reason = whyLeftOut(nodeName === 'Node 22' ? ['npm-cache', 'node-22'] : ['npm-cache']);
  const program = join(modulesOf('@opsbook/lint'), '@opsbook/lint/dist-program/cli/opsbook.mjs');

  test.skipIf(reason !== undefined)(`judges a book for ${reason ?? WHO}`, () => {
    const folder = join(top, `book on ${nodeName}`);
    mkdirSync(join(folder, 'runbooks'), { recursive: true });
    const page =
      "# Full\n\nSee [more](gone.md).\n\n```bash\necho '{}' | jq '.a |'\n```\n\n```sql\nSELEC 1;\n```\n\n```bash\nkubectl get pods --namspace x\n```\n";
    writeFileSync(join(folder, 'runbooks/full.md'), page);
    execFileSync('chmod', ['-R', 'a+rwX', folder]);
    const calls = join(folder, 'calls');
    writeFileSync(calls, '');
    const environment = { PATH: process.env['PATH'] ?? '', OPSBOOK_CACHE: `${caches}-${nodeName.slice(-2)}` };
    const somebody = { node, program, folder, calls, environment };
    const found = ask(somebody, 'lint', '--format', 'json');
    expect(found).toMatchObject({ status: 1, said: '' });
    // The shape of `--format json`.
    const rules = (JSON.parse(found.out) as { ruleId: string }[]).map(({ ruleId }) => ruleId);
    expect(rules).toEqual(
      expect.arrayContaining(['link-resolves', 'jq-parses', 'sql-parses', 'command-known']),
    );
    expect(ask(somebody, '--version')).toMatchObject({ status: 0, out: '0.1.0\n' });
    expect(ask(somebody, 'alerts', 'check').status).toBe(0);
    expect(ask(somebody, 'build')).toEqual({
      status: 2,
      out: '',
      said: 'opsbook: unknown command `build`. See opsbook --help. This is the linter alone, @opsbook/lint; the package opsbook has every command.\n',
    });
  });
});

test.skipIf(missing !== undefined)('@opsbook/lint holds no native code, and nothing of a site', () => {
  const modules = modulesOf('@opsbook/lint');
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' });
  expect(files.filter((path) => /\.(node|so|dylib|dll|exe)$|(^|\/)pagefind/.test(path))).toEqual([]);
  const program = join(modules, '@opsbook/lint/dist-program/cli');
  const names = readdirSync(program).filter((name) => /^(site|build|serve|dev|draw)\b/.test(name));
  expect(names).toEqual([]);
});

test.skipIf(missing !== undefined)(
  'opsbook brings the grammars of fences, and nothing of those that it leaves out',
  () => {
    const folder = join(modulesOf('opsbook'), 'opsbook/dist-program/cli/languages');
    // Matches `bash` of `bash-Dx3k_9aA.mjs`: eight characters of a digest.
    const files = readdirSync(folder).map((file) => file.replace(/-[\w-]{8}\.mjs$/, ''));
    expect(files).toContain('yaml');
    // A grammar that only stands inside of others has no file of its own.
    const own = bundledLanguagesInfo.map(({ id }) => id).filter((name) => GRAMMARS_LEFT_OUT.has(name));
    expect(own.length).toBeGreaterThan(50);
    expect(files.filter((name) => GRAMMARS_LEFT_OUT.has(name))).toEqual([]);
    // All of them are in one packed file.
    const packed = readFileSync(join(folder, '../grammars.json.br'));
    const grammars = JSON.parse(brotliDecompressSync(packed).toString()) as Record<string, string>;
    for (const name of ['sql', 'yaml', 'shellscript']) expect(grammars[name]?.length).toBeGreaterThan(1000);
    expect(own.filter((name) => name in grammars)).toEqual([]);
  },
);
