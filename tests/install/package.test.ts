import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

const folder = mkdtempSync(join(tmpdir(), 'opsbook-package-'));
// What a shell, a URL and a glob would each read in their own way.
const home = join(folder, 'ünser book #1');
const program = join(home, 'node_modules/opsbook');

/** Unpacks what `npm pack` makes into an empty folder, beside the packages that npm would install with it. */
beforeAll(() => {
  execFileSync(process.execPath, [join(PROJECT, 'scripts/compile.ts')]);
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: PROJECT,
  });
  mkdirSync(program, { recursive: true });
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  execFileSync('tar', ['xzf', tarball, '-C', program, '--strip-components=1']);
  // The shape that npm gives its own file.
  const { dependencies } = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8')) as Manifest;
  for (const name of Object.keys(dependencies))
    symlinkSync(join(PROJECT, 'node_modules', name), join(home, 'node_modules', name), 'junction');
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function opsbook(...words: readonly string[]): { status: number | null; out: string; said: string } {
  // As in a shell: whoever runs these tests does so through npm.
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD)/.test(name));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(program, 'dist-program/cli/opsbook.mjs'), ...words],
    {
      cwd: home,
      encoding: 'utf8',
      env: { ...Object.fromEntries(own), NO_COLOR: '1', OPSBOOK_CACHE: join(folder, 'cache') },
    },
  );
  return { status, out: stdout, said: stderr };
}

test('the packed program begins a book, judges it, builds it and finds in it', { timeout: 300_000 }, () => {
  expect(opsbook('init', 'book')).toMatchObject({ status: 0, said: '' });
  expect(opsbook('lint', '--root', 'book')).toMatchObject({ status: 0, said: '' });
  expect(opsbook('build', '--root', 'book')).toMatchObject({ status: 0, said: '' });
  const page = readFileSync(join(home, 'book/dist/runbooks/web/website-down/index.html'), 'utf8');
  expect(page).toContain('<h1');
  expect(existsSync(join(home, 'book/dist/pagefind/pagefind.js'))).toBe(true);
  expect(opsbook('find', 'the website is down', '--root', 'book').out).toContain('web/website-down');
  expect(opsbook('show', 'web/website-down', '--root', 'book')).toMatchObject({ status: 0, said: '' });
});

test('a folder of plain Markdown is judged and built as it is', { timeout: 300_000 }, () => {
  mkdirSync(join(home, 'notes'));
  writeFileSync(join(home, 'notes/disk.md'), '# Full disk\n\n```bash\ndf -h\n```\n');
  expect(opsbook('lint', '--root', 'notes').status).toBe(0);
  expect(opsbook('build', '--root', 'notes')).toMatchObject({ status: 0, said: '' });
});

test('nothing travels that only its makers need, and nobody else installs it', () => {
  const manifest = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8')) as Manifest;
  expect(Object.keys(manifest.dependencies)).toEqual(['jq-wasm', 'libpg-query', 'pagefind']);
  for (const path of ['tests', 'content', 'scripts', 'src/site/pages', 'astro.config.mjs'])
    expect({ path, isThere: existsSync(join(program, path)) }).toEqual({ path, isThere: false });
  expect(readFileSync(join(program, 'dist-program/LICENSES.md'), 'utf8')).toContain('## astro 7');
});
