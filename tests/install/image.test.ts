import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOWNLOADED, pack, PROJECT, whyLeftOut } from './install-opsbook.ts';

/**
 * The Dockerfile without Docker: the steps that install are run here, with other folders in the place of the image's.
 * What is left out: the base image, apt-get, and git's settings for the whole system.
 */
interface Stage {
  readonly from: string;
  readonly name: string;
  readonly steps: readonly { readonly word: string; readonly rest: string }[];
}

const stages: readonly Stage[] = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8')
  .split(/^FROM /m)
  .slice(1)
  .map((text) => {
    const [head = '', ...lines] = text.split('\n');
    const [from = '', , name = ''] = head.split(' ');
    const steps = lines
      .filter((line) => /^[A-Z]+ /.test(line))
      .map((line) => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
    return { from, name, steps };
  });

const stageOf = (name: string): Stage =>
  stages.find((stage) => stage.name === name) ?? { from: '', name, steps: [] };
const restOf = (name: string, word: string): string[] =>
  stageOf(name)
    .steps.filter((step) => step.word === word)
    .map(({ rest }) => rest);

const missing = whyLeftOut(['npm-cache']);
const top = mkdtempSync(join(tmpdir(), 'opsbook-image-'));
const out = join(top, 'out');

beforeAll(() => {
  // What the stage `made` leaves, by the same commands that it runs.
  const tarballs = [pack(join(top, 'whole')), pack(join(top, 'linter'), '@opsbook/lint')];
  mkdirSync(out);
  for (const tarball of tarballs) cpSync(tarball, join(out, tarball.split('/').at(-1) ?? ''));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

test('the image is made of both packages, and runs as a user without rights', () => {
  expect(restOf('made', 'RUN')).toEqual([
    'npm ci --no-audit --no-fund',
    'npm pack --silent --pack-destination /out . && npm pack --silent --pack-destination /out ./dist-program/linter',
  ]);
  expect(stageOf('lint').from).toBe('base');
  // Without `--target` the last stage is built.
  expect(stages.at(-1)?.name).toBe('opsbook');
  for (const name of ['lint', 'opsbook']) expect(restOf(name, 'USER')).toEqual(['node']);
  expect(restOf('base', 'RUN')[0]).toContain('install --yes --no-install-recommends git');
});

describe.each(['lint', 'opsbook'])('the stage %s', (name) => {
  test.skipIf(missing !== undefined)(`installs, and runs what it is told to${missing ?? ''}`, () => {
    const place = join(top, `image ${name}`);
    const opt = join(place, 'opt');
    mkdirSync(opt, { recursive: true });
    const env = {
      PATH: process.env['PATH'],
      HOME: top,
      npm_config_prefix: join(place, 'usr'),
      npm_config_offline: 'true',
      npm_config_cache: join(DOWNLOADED, 'npm-cache'),
    };
    const [copied = ''] = restOf(name, 'COPY');
    const [, glob = ''] = /^--from=made \/out\/(\S+) \/opt\/$/.exec(copied) ?? [];
    const shell = (script: string): void =>
      void execFileSync('bash', ['-ec', script], { cwd: top, env, stdio: 'pipe' });
    shell(`cp ${out}/${glob} '${opt}/'`);
    for (const step of restOf(name, 'RUN')) shell(step.replaceAll('/opt/', `${opt.replaceAll(' ', '\\ ')}/`));
    const book = join(place, 'book');
    mkdirSync(join(book, 'runbooks'), { recursive: true });
    writeFileSync(join(book, 'runbooks/a.md'), '# A\n\nSee [b](gone.md).\n');
    // The shape of the exec form: a list of words.
    const words = JSON.parse(restOf(name, 'CMD')[0] ?? '[]') as string[];
    const [entry = ''] = JSON.parse(restOf('base', 'ENTRYPOINT')[0] ?? '[]') as string[];
    const run = (argv: readonly string[]) => {
      const program = join(place, 'usr/bin', entry);
      const environment = { ...env, OPSBOOK_CACHE: join(place, 'cache') };
      const { status, stdout } = spawnSync(program, argv, { cwd: book, env: environment, encoding: 'utf8' });
      return { status, stdout };
    };
    expect(run(['--version'])).toEqual({ status: 0, stdout: '0.1.0\n' });
    expect(run(words).status).toBe(name === 'lint' ? 1 : 0);
    expect(run(['lint']).stdout).toContain('runbooks/a.md:3:5  error');
  });
});
