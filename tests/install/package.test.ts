import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, listCalls, visit, WHO } from './as-somebody-else.ts';
import type { Somebody } from './as-somebody-else.ts';
import { install, NODES, pack, whyLeftOut, YARN_PROGRAM } from './install-opsbook.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

const top = mkdtempSync(join(tmpdir(), 'opsbook-package-'));
// What a shell, a URL and a glob would each read in their own way.
const home = join(top, 'ünser book #1');
const program = join(home, 'node_modules/opsbook/dist-program/cli/opsbook.mjs');
const calls = join(top, 'calls');
let tarball = '';

beforeAll(() => {
  chmodSync(top, 0o777); // somebody else works here
  writeFileSync(calls, '');
  chmodSync(calls, 0o666);
  tarball = pack(join(top, 'packed'));
  if (whyLeftOut(['npm-cache']) === undefined) install(tarball, home, 'npm');
});

afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', top]);
  rmSync(top, { recursive: true, force: true });
});

/** Makes a git repository whose runbooks lie where its team has put them, open to everybody. */
function makeRepository(name: string, files: Readonly<Record<string, string>> = REPOSITORY): string {
  const folder = join(top, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = (...words: string[]) => execFileSync('git', words, { cwd: folder, stdio: 'ignore' });
  git('init', '--initial-branch=main');
  git('add', '-A');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--message=Runbooks');
  execFileSync('chmod', ['-R', 'a+rwX', folder]);
  return folder;
}

const REPOSITORY = {
  'package.json': '{ "workspaces": ["packages/*"] }\n',
  'packages/web/package.json': '{ "name": "web" }\n',
  'opsbook.yaml': 'runbooks: docs/ops\nalerts:\n  rules: [monitoring/*.yml]\n',
  'docs/ops/db/disk-full.md':
    '# Disk full\n\nThe database has no space left.\n\n```bash {name=free verify}\ndf -P /\n```\n',
  'monitoring/db.yml':
    'groups:\n  - name: db\n    rules:\n      - alert: DiskFull\n        expr: node_filesystem_avail_bytes < 1\n',
};

/** A repository that opsbook is new in. */
const SEVERAL = {
  'package.json': '{ "devDependencies": { "opsbook": "file:tools/opsbook-0.1.0.tgz" } }\n',
  '.github/CODEOWNERS': '* @ops\n',
  'docs/runbooks/db/disk-full.md': '# Disk full\n\nSee [the other](gone.md).\n',
  'docs/runbooks/web/down.md': '# Down\n\nRestart it.\n',
  'team/playbooks/handover.md': '# Handover\n\nTell them.\n',
  'tools/README.md': '# Tools\n',
};

/** Somebody in a folder of a repository, with git, and a cache of their own. */
function somebodyIn(folder: string, node: string): Somebody {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: top, OPSBOOK_CACHE: join(top, 'cache') };
  const trust = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
  return { node, program, folder, calls, environment: { ...environment, ...trust } };
}

const fine = { status: 0, said: '' };

describe.each(Object.entries(NODES))('installed with npm, on %s', (name, node = '') => {
  const missing = whyLeftOut(name === 'Node 22' ? ['npm-cache', 'node-22'] : ['npm-cache']);

  test.skipIf(missing !== undefined)(
    `${missing ?? WHO} goes through a foreign repository from a folder of its workspace`,
    async () => {
      const repository = makeRepository(`repository of ${name}`);
      const somebody = somebodyIn(join(repository, 'packages/web'), node);
      const say = (...words: readonly string[]) => ask(somebody, ...words);

      expect(say('--version')).toMatchObject({ ...fine, out: '0.1.0\n' });
      expect(say('lint')).toMatchObject({ status: 0, out: expect.stringContaining('1 page read.') });
      expect(say('find', 'no space left').out).toContain('db/disk-full');
      expect(say('show', 'db/disk-full')).toMatchObject({ ...fine, out: expect.stringContaining('df -P /') });
      expect(say('run', 'db/disk-full', '--yes', '--only', 'read').out).toContain('ok: exit status 0');
      expect(say('verify').out).toContain('1 run: 1 passed');
      expect(say('alerts', 'check').out).toContain('1 of 1 alert has a runbook.');
      expect(say('review', 'status')).toMatchObject({
        ...fine,
        out: expect.stringContaining('never reviewed'),
      });
      // Ruby's grammar names some that opsbook does not bring.
      const page = '# Disk full\n\n```bash\ndf -h\n```\n\n```ruby\nputs 1\n```\n';
      writeFileSync(join(repository, 'docs/ops/db/disk-full.md'), page);
      expect(say('diff', 'main')).toMatchObject({ ...fine, out: expect.stringContaining('df -h') });
      // A second build takes the place of the first: nothing in it may have kept the rights of the packages.
      expect(say('build').status).toBe(0);
      expect(say('build').status).toBe(0);
      expect(existsSync(join(repository, 'dist/pagefind/pagefind.js'))).toBe(true);
      for (const command of ['serve', 'dev'])
        expect(await visit(somebody, [command], '/runbooks/db/disk-full/')).toMatchObject({
          status: 200,
          text: expect.stringContaining('<h1'),
        });
      expect(listCalls(somebody)).toEqual([]);
    },
  );

  test.skipIf(missing !== undefined)(
    `${missing ?? WHO} goes from nothing to a green check where runbooks lie in several folders`,
    () => {
      const repository = makeRepository(`adopting on ${name}`, SEVERAL);
      // As `npm install --save-dev ./tools/opsbook-0.1.0.tgz` leaves it.
      copyFileSync(tarball, join(repository, 'tools/opsbook-0.1.0.tgz'));
      const say = (...words: readonly string[]) => ask(somebodyIn(repository, node), ...words);
      const { out, ...begun } = say('init');
      expect(begun).toEqual(fine);
      expect(out).toContain('Found 2 pages in docs/runbooks.');
      expect(out).toContain('Not in this book: 1 page in team/playbooks.');
      expect(out).toContain('tools/opsbook-0.1.0.tgz && git commit');
      expect(say('lint').status).toBe(1);
      expect(say('lint', '--baseline', 'opsbook-baseline.json')).toMatchObject(fine);
      const workflow = readFileSync(join(repository, '.github/workflows/opsbook.yml'), 'utf8');
      expect(workflow).toContain('OPSBOOK_PACKAGE: ./tools/opsbook-0.1.0.tgz\n');
      writeFileSync(join(repository, 'docs/runbooks/new.md'), '# New\n\nSee [that](never.md).\n');
      expect(say('lint', '--baseline', 'opsbook-baseline.json')).toMatchObject({
        status: 1,
        out: expect.stringContaining('docs/runbooks/new.md:3:5  error'),
      });
    },
  );

  test.skipIf(missing !== undefined)(`${missing ?? WHO} begins a book in an empty folder`, () => {
    const folder = join(top, `empty on ${name}`);
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    const somebody = somebodyIn(folder, node);
    expect(ask(somebody, 'init')).toMatchObject(fine);
    expect(ask(somebody, 'lint')).toMatchObject(fine);
    expect(ask(somebody, 'build')).toMatchObject(fine);
    expect(readFileSync(join(folder, 'dist/runbooks/web/website-down/index.html'), 'utf8')).toContain('<h1');
  });
});

test.skipIf(whyLeftOut(['npm-cache']) !== undefined)(
  'without git, HOME, PATH and a folder for temporary files, it works or says what is missing',
  () => {
    const repository = makeRepository('bare');
    const environment = { PATH: '/nowhere', HOME: '/nowhere', TMPDIR: '/nowhere' };
    const somebody = { ...somebodyIn(repository, process.execPath), environment };
    expect(ask(somebody, 'lint').status).toBe(0);
    expect(ask(somebody, 'build').status).toBe(0);
    expect(ask(somebody, 'find', 'no space left').out).toContain('db/disk-full');
    expect(ask(somebody, 'diff', 'main')).toEqual({
      status: 2,
      out: '',
      said: 'opsbook: git is not on the PATH.\n',
    });
    const closed = join(top, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    expect(ask(somebody, 'build', '--out', join(closed, 'site'))).toMatchObject({
      status: 2,
      said: expect.stringContaining('could not be written'),
    });
  },
);

const withoutPnpm = whyLeftOut(['pnpm', 'pnpm-store']);
test.skipIf(withoutPnpm !== undefined)(
  `installed with pnpm, it judges, builds and finds${withoutPnpm === undefined ? '' : `: ${withoutPnpm}`}`,
  () => {
    const folder = join(top, 'by pnpm');
    install(tarball, folder, 'pnpm');
    const somebody = {
      ...somebodyIn(makeRepository('for pnpm'), process.execPath),
      program: join(folder, 'node_modules/opsbook/dist-program/cli/opsbook.mjs'),
    };
    expect(ask(somebody, 'lint').status).toBe(0);
    expect(ask(somebody, 'build').status).toBe(0);
    expect(ask(somebody, 'find', 'no space left').out).toContain('db/disk-full');
  },
);

const withoutYarn = whyLeftOut(['yarn', 'yarn-cache', 'yarn.lock']);
test.skipIf(withoutYarn !== undefined)(
  `installed with Yarn's Plug'n'Play, it judges, builds and finds${withoutYarn === undefined ? '' : `: ${withoutYarn}`}`,
  () => {
    const folder = join(top, 'by yarn');
    install(tarball, folder, 'yarn');
    const repository = makeRepository('for yarn');
    // There are no files of the packages: Yarn runs the program with what finds them in its archives.
    const say = (...words: readonly string[]) => {
      const env = { ...somebodyIn(repository, '').environment, YARN_ENABLE_TELEMETRY: '0', NO_COLOR: '1' };
      const line = [YARN_PROGRAM, 'run', 'opsbook', ...words, '--root', repository];
      return spawnSync(process.execPath, line, { cwd: folder, env, encoding: 'utf8' });
    };
    expect(say('lint')).toMatchObject({ status: 0, stdout: expect.stringContaining('1 page read.') });
    expect(say('build')).toMatchObject({ status: 0, stdout: expect.stringContaining('Built 1 page') });
    expect(existsSync(join(repository, 'dist/pagefind/pagefind.js'))).toBe(true);
    expect(say('find', 'no space left').stdout).toContain('db/disk-full');
  },
);

test.skipIf(whyLeftOut(['npm-cache']) !== undefined)('a Node that has ended is told so in one line', () => {
  // The rest of the file is read by no such Node: this is what it would see of its version.
  const script = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); await import(${JSON.stringify(pathToFileURL(program).href)});`;
  const { status, said } = ask({ ...somebodyIn(top, process.execPath), program: '--eval' }, script);
  expect({ status, said }).toEqual({
    status: 2,
    said: `opsbook needs Node 22.12, 24 or newer; this is ${process.version}.\n`,
  });
});

test.skipIf(whyLeftOut(['npm-cache']) !== undefined)('nothing travels that only its makers need', () => {
  const folder = join(home, 'node_modules/opsbook');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  expect(Object.keys(manifest.dependencies)).toEqual(['jq-wasm', 'libpg-query', 'pagefind']);
  for (const path of ['tests', 'content', 'scripts', 'src/site/pages', 'astro.config.mjs'])
    expect({ path, isThere: existsSync(join(folder, path)) }).toEqual({ path, isThere: false });
  expect(readFileSync(join(folder, 'dist-program/LICENSES.md'), 'utf8')).toContain('## astro 7');
});
