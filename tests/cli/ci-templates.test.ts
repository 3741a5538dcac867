import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { DOWNLOADED, whyLeftOut } from '../install/install-opsbook.ts';
import { cloneOf, makeRepository } from '../tools/repository.ts';
import type { Repository } from '../tools/repository.ts';

const PROJECT = join(import.meta.dirname, '../..');

const PAGE =
  '---\ntitle: One\nkind: reference\nsummary: About one.\nservice: worker\nowner: platform\n---\n\nSee [two](two.mdx).\n';
const BOOK = {
  'docs/ops/opsbook.yaml': 'site: { title: Small }\n',
  'docs/ops/content/teams.yaml': 'platform:\n  name: Platform\n',
  'docs/ops/content/services/worker.yaml':
    'name: Worker\nsystem: shop\nowner: platform\ndescription: Works.\n',
  'docs/ops/content/runbooks/one.mdx': PAGE,
  'docs/ops/content/runbooks/two.mdx': PAGE.replace('title: One', 'title: Two').replace('two.mdx', 'one.mdx'),
  'docs/ops/content/runbooks/wrong.mdx': PAGE.replace('title: One', 'title: Wrong').replace(
    'two.mdx',
    'never.mdx',
  ),
};

const made: Repository[] = [];
afterEach(() => made.splice(0).forEach((one) => one.remove()));

/** A clone as CI makes it, of a branch that removes a page to which another one links. */
function pullRequest(...flags: string[]): Repository {
  const origin = makeRepository();
  made.push(origin);
  for (let before = 0; before < 10; before += 1) origin.commit('before');
  // As forges do: what a clone holds may be asked for by its digest.
  origin.git('config', 'uploadpack.allowReachableSHA1InWant', 'true');
  origin.write(BOOK);
  origin.commit();
  origin.git('switch', '-q', '-c', 'topic');
  origin.write({ 'docs/ops/content/runbooks/two.mdx': undefined });
  origin.commit();
  const clone = cloneOf(origin, '--branch=topic', ...flags);
  made.push(clone);
  return clone;
}

interface Ran {
  readonly status: number;
  readonly out: string;
}

function bash({ folder }: Repository, script: string, environment: Readonly<Record<string, string>>): Ran {
  const bin = join(folder, '.git/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    join(bin, 'opsbook'),
    `#!/bin/sh\nexec "${process.execPath}" "${PROJECT}/dist-program/cli/opsbook.mjs" "$@"\n`,
  );
  chmodSync(join(bin, 'opsbook'), 0o755);
  const env = {
    ...process.env,
    // Set by whoever runs these tests through npm.
    npm_lifecycle_event: '',
    // vitest asks for colours where CI is set.
    FORCE_COLOR: '0',
    PATH: `${bin}:${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`,
    ...environment,
  };
  try {
    const out = execFileSync('bash', ['-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { status: 0, out };
  } catch (error) {
    // A command that fails carries what it wrote.
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { status, out: stdout + stderr };
  }
}

const ERROR = 'content/runbooks/one.mdx';

describe('the GitHub Action', () => {
  // The shape of an action: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax
  const action = parse(readFileSync(join(PROJECT, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
    readonly outputs: Readonly<Record<string, { readonly value: string }>>;
    readonly runs: { readonly steps: readonly ActionStep[] };
  };
  // What the steps install comes out of the cache that set-up has filled.
  const offline = { npm_config_offline: 'true', npm_config_cache: join(DOWNLOADED, 'npm-cache') };
  const missing = whyLeftOut(['npm-cache']);
  const it = test.skipIf(missing !== undefined);
  const because = missing === undefined ? '' : `: ${missing}`;

  interface ActionStep {
    readonly id?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }

  interface ActionRun extends Ran {
    readonly outputs: Readonly<Record<string, string>>;
    /** The other actions that were asked for. */
    readonly used: readonly string[];
  }

  /** Runs the steps as a runner does: their own scripts in bash, those of other actions only noted. */
  function run(
    clone: Repository,
    given: Readonly<Record<string, string>>,
    around: Readonly<Record<string, string>> = {},
  ): ActionRun {
    const temp = join(clone.folder, '.git/temp');
    mkdirSync(temp, { recursive: true });
    const outputs = new Map<string, string>();
    const used: string[] = [];
    const fill = (text: string): string =>
      text
        .replace(
          /\$\{\{ inputs\.([\w-]+) \}\}/g,
          (_, name: string) => given[name] ?? action.inputs[name]?.default ?? '',
        )
        .replace(/\$\{\{ steps\.([\w.-]+) \}\}/g, (_, name: string) => outputs.get(name) ?? '')
        .replaceAll('${{ runner.temp }}', temp);
    let last: Ran = { status: 0, out: '' };
    for (const step of action.runs.steps) {
      if (step.if !== undefined) {
        // `steps.choose.outputs.node == ''` is the one condition that there is.
        const [, name = '', value] = /^steps\.([\w.-]+) == '(.*)'$/.exec(step.if) ?? [];
        if ((outputs.get(name) ?? '') !== value) continue;
      }
      if (step.uses !== undefined) used.push(step.uses);
      if (step.run === undefined) continue;
      const file = join(temp, 'output');
      writeFileSync(file, '');
      const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)]);
      last = bash(clone, step.run, {
        ...offline,
        ...(Object.fromEntries(env) as Record<string, string>),
        GITHUB_ACTION_PATH: PROJECT,
        GITHUB_OUTPUT: file,
        GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
        ...around,
      });
      for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean))
        outputs.set(
          `${step.id ?? ''}.outputs.${line.split('=')[0] ?? ''}`,
          line.slice(line.indexOf('=') + 1),
        );
      if (last.status !== 0) break;
    }
    const values = Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value)]);
    return { ...last, outputs: Object.fromEntries(values) as Record<string, string>, used };
  }

  it(`annotates what a pull request breaks, in a checkout of one commit${because}`, () => {
    const clone = pullRequest('--depth=1');
    const sarif = join(clone.folder, 'opsbook.sarif');
    const given = { root: 'docs/ops', 'sarif-file': sarif };
    const { status, out, outputs, used } = run(clone, given, { GITHUB_BASE_REF: 'main' });
    expect(status).toBe(1);
    expect(out).toMatch(new RegExp(`^::error file=docs/ops/${ERROR},line=9`, 'm'));
    expect(out).not.toContain('wrong.mdx');
    expect(readFileSync(join(clone.folder, '.git/temp/summary.md'), 'utf8')).toContain(
      '1 runbook changed since origin/main',
    );
    expect(outputs).toMatchObject({ findings: '1', errors: '1', warnings: '0', 'sarif-file': sarif });
    expect(readFileSync(sarif, 'utf8')).toContain(`docs/ops/${ERROR}`);
    // This machine's Node is left alone.
    expect(used.map((name) => name.split('@')[0])).toEqual(['actions/cache']);
    // Nothing but what was asked for came into the repository.
    expect(clone.git('status', '--porcelain').trim()).toBe('?? opsbook.sarif');
  });

  it(`fetches no deeper than the commit at which the branch left its base${because}`, () => {
    const clone = pullRequest('--depth=1');
    run(clone, { root: 'docs/ops' }, { GITHUB_BASE_REF: 'main' });
    const count = Number(clone.git('rev-list', '--count', '--all').trim());
    // The branch's commit and its base; the ten before it stay where they are.
    expect(count).toBeLessThan(6);
    expect(clone.git('rev-parse', '--is-shallow-repository').trim()).toBe('true');
  });

  it(`judges the whole book outside a pull request, but for what the baseline holds${because}`, () => {
    const clone = pullRequest();
    const { out } = run(clone, { root: 'docs/ops' });
    expect(out).toContain('wrong.mdx');
    const baseline = join(clone.folder, 'docs/ops/baseline.json');
    const given = { root: 'docs/ops', baseline };
    run(clone, given);
    expect(existsSync(baseline)).toBe(true);
    expect(run(clone, given).status).toBe(0);
  });

  it(`fails on what it was told to fail on${because}`, () => {
    const clone = pullRequest();
    expect(run(clone, { root: 'docs/ops', 'fail-on': 'never' })).toMatchObject({
      status: 0,
      outputs: { errors: '2' },
    });
    expect(run(clone, { root: 'nowhere', 'fail-on': 'never' }).status).toBe(2);
    const wrong = run(clone, { root: 'docs/ops', 'fail-on': 'warnings' });
    expect(wrong.status).toBe(2);
    expect(wrong.out).toContain('`fail-on` takes error, warning or never, not `warnings`.');
    // What is left is a warning: nothing leads to the page.
    clone.write({
      'docs/ops/content/runbooks/wrong.mdx': undefined,
      'docs/ops/content/runbooks/one.mdx': PAGE.replace('See [two](two.mdx).', 'Nothing to do.'),
    });
    expect(run(clone, { root: 'docs/ops' }).status).toBe(0);
    const strict = run(clone, { root: 'docs/ops', 'fail-on': 'warning' });
    expect(strict.outputs['errors']).toBe('0');
    expect(strict.outputs['warnings']).not.toBe('0');
    expect(strict.status).toBe(1);
  });

  it(`takes a Node of the runner where the one on the PATH is too old, or asks for one${because}`, () => {
    const clone = pullRequest();
    const bin = join(clone.folder, '.git/bin');
    mkdirSync(bin, { recursive: true });
    const old = '#!/bin/sh\nexit 1\n';
    writeFileSync(join(bin, 'node'), old, { mode: 0o755 });
    const cache = join(clone.folder, '.git/tools');
    const none = run(clone, { root: 'docs/ops', version: 'none' }, { RUNNER_TOOL_CACHE: cache });
    expect(none.used.map((name) => name.split('@')[0])).toContain('actions/setup-node');
    const place = join(cache, 'node/24.1.0/x64/bin');
    mkdirSync(place, { recursive: true });
    symlinkSync(process.execPath, join(place, 'node'));
    const found = run(clone, { root: 'docs/ops' }, { RUNNER_TOOL_CACHE: cache });
    expect(found.used.map((name) => name.split('@')[0])).toEqual(['actions/cache']);
    expect(found).toMatchObject({ status: 1, outputs: { errors: '2' } });
  });

  test('gives later steps the PATH that was, where a Node had to be set up', () => {
    const clone = pullRequest();
    const bin = join(clone.folder, '.git/bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'node'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    // As if installed already; the wrong input ends the step before it is asked.
    const installed = join(clone.folder, '.git/temp/opsbook/node_modules/.bin');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'opsbook'), '');
    const path = join(clone.folder, '.git/path');
    const around = { RUNNER_TOOL_CACHE: join(clone.folder, '.git/tools'), GITHUB_PATH: path };
    const { out } = run(clone, { root: 'docs/ops', version: '0.1.0', 'fail-on': 'nothing' }, around);
    expect(out).toContain('not `nothing`');
    expect(readFileSync(path, 'utf8').startsWith(`${bin}:`)).toBe(true);
  });

  test('names other actions by the digest of a commit, and asks no package manager of the repository', () => {
    for (const { uses, with: given } of action.runs.steps.filter((step) => step.uses !== undefined)) {
      expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      if (uses?.startsWith('actions/setup-node@')) expect(given?.['package-manager-cache']).toBe(false);
    }
  });
});

describe('the GitLab component', () => {
  // Two documents: the inputs and the job: https://docs.gitlab.com/ci/components/
  const text = readFileSync(join(PROJECT, 'templates/lint.yml'), 'utf8');
  const [head = '', body = ''] = text.split('\n---\n');
  const { spec } = parse(head) as {
    readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: string }>> };
  };

  /** The job, as GitLab makes it of these inputs. */
  function jobOf(given: Readonly<Record<string, string>>) {
    const filled = body.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => {
      const known = spec.inputs[name];
      if (!known) throw new Error(`There is no input ${name}.`);
      return given[name] ?? known.default;
    });
    return parse(filled) as Readonly<
      Record<
        string,
        {
          readonly image: { readonly name: string; readonly entrypoint: readonly string[] };
          readonly script: readonly string[];
          readonly variables: Readonly<Record<string, string>>;
        }
      >
    >;
  }

  it('writes a code quality report and a summary of a merge request, in a clone of one commit', () => {
    const { runbooks } = jobOf({ 'job-name': 'runbooks', root: 'docs/ops' });
    const clone = pullRequest('--depth=1');
    const { status } = bash(clone, runbooks?.script.join('\n') ?? '', {
      ...runbooks?.variables,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    });
    expect(status).toBe(1);
    // The shape of GitLab's report.
    const report = JSON.parse(readFileSync(join(clone.folder, 'gl-code-quality-report.json'), 'utf8')) as {
      location: { path: string };
    }[];
    expect(report.map(({ location }) => location.path)).toEqual([`docs/ops/${ERROR}`]);
    expect(readFileSync(join(clone.folder, 'opsbook-summary.md'), 'utf8')).toContain('1 error');
  });

  it('runs its script in an image of opsbook too, whose entry point is no shell', () => {
    const { opsbook } = jobOf({ image: 'shop/opsbook:0-lint' });
    expect(opsbook?.image).toEqual({ name: 'shop/opsbook:0-lint', entrypoint: [''] });
  });

  it('forgives findings where it is told to, and the rest never', () => {
    const { opsbook } = jobOf({ root: 'docs/ops', 'fail-on': 'never' });
    const clone = pullRequest();
    const script = opsbook?.script.join('\n') ?? '';
    expect(bash(clone, script, { ...opsbook?.variables }).status).toBe(0);
    expect(bash(clone, script, { ...opsbook?.variables, OPSBOOK_ROOT: 'nowhere' }).status).toBe(2);
  });
});

describe('the pre-commit hook', () => {
  // The shape of a hook: https://pre-commit.com/#creating-new-hooks
  const [hook] = parse(readFileSync(join(PROJECT, '.pre-commit-hooks.yaml'), 'utf8')) as {
    readonly entry: string;
    readonly language: string;
  }[];
  /** As pre-commit calls it, in its copy of the hook's repository: here this one, which is ready. */
  const line = (flags: string): string => `"${PROJECT}/${hook?.entry ?? ''}" ${flags}`;

  it('judges what is about to be committed, as git runs its hooks', () => {
    const clone = pullRequest();
    clone.write({ 'docs/ops/content/runbooks/three.mdx': PAGE.replace('title: One', 'title: Three') });
    clone.git('add', '-A');
    const { status, out } = bash(clone, line('--root docs/ops'), { GIT_INDEX_FILE: '.git/index' });
    expect(status).toBe(1);
    expect(out).toMatch(/^content\/runbooks\/three\.mdx:9:5 {2}error/);
    expect(hook?.language).toBe('script');
  });

  it('judges everything before the first commit', () => {
    const fresh = makeRepository();
    made.push(fresh);
    fresh.write(BOOK);
    fresh.git('add', '-A');
    const { status, out } = bash(fresh, line('--root docs/ops'), {});
    expect(status).toBe(1);
    expect(out).toContain('content/runbooks/wrong.mdx:9:5  error');
  });
});

// Whoever asks `npm pack` for the name of its file gets that, and no word of what makes it.
test('a tarball is packed without a word of what makes it', () => {
  const out = execFileSync('npm', ['pack', '--dry-run'], {
    cwd: PROJECT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
  });
  expect(out).toBe('opsbook-0.1.0.tgz\n');
});
