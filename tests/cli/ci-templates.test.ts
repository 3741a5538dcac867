import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
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
    readonly runs: {
      readonly steps: readonly { readonly run?: string; readonly env?: Record<string, string> }[];
    };
  };

  function run(
    clone: Repository,
    given: Readonly<Record<string, string>>,
    around: Readonly<Record<string, string>>,
  ): Ran {
    const summary = join(clone.folder, '.git/summary.md');
    let last: Ran = { status: 0, out: '' };
    for (const { run: script, env = {} } of action.runs.steps) {
      if (script === undefined) continue;
      const inputs = Object.entries(env).map(([name, value]) => {
        const input = /inputs\.([\w-]+)/.exec(value)?.[1] ?? '';
        return [name, given[input] ?? action.inputs[input]?.default ?? ''];
      });
      last = bash(clone, script, {
        ...(Object.fromEntries(inputs) as Record<string, string>),
        GITHUB_ACTION_PATH: PROJECT,
        GITHUB_STEP_SUMMARY: summary,
        ...around,
      });
      if (last.status !== 0) break;
    }
    return last;
  }

  it('annotates what a pull request breaks, in a checkout of one commit', () => {
    const clone = pullRequest('--depth=1');
    const { status, out } = run(clone, { root: 'docs/ops' }, { GITHUB_BASE_REF: 'main' });
    expect(status).toBe(1);
    expect(out).toMatch(new RegExp(`^::error file=docs/ops/${ERROR},line=9`));
    expect(out).not.toContain('wrong.mdx');
    expect(readFileSync(join(clone.folder, '.git/summary.md'), 'utf8')).toContain(
      '1 runbook changed since origin/main',
    );
  });

  it('judges the whole book outside a pull request, but for what the baseline holds', () => {
    const clone = pullRequest();
    const { out } = run(clone, { root: 'docs/ops' }, { GITHUB_BASE_REF: '' });
    expect(out).toContain('wrong.mdx');
    const baseline = join(clone.folder, 'docs/ops/baseline.json');
    const given = { root: 'docs/ops', baseline };
    run(clone, given, { GITHUB_BASE_REF: '' });
    expect(existsSync(baseline)).toBe(true);
    expect(run(clone, given, { GITHUB_BASE_REF: '' }).status).toBe(0);
  });
});

describe('the GitLab template', () => {
  // The shape of a job: https://docs.gitlab.com/ci/yaml/
  const { opsbook } = parse(readFileSync(join(PROJECT, 'ci/opsbook.gitlab-ci.yml'), 'utf8')) as {
    readonly opsbook: {
      readonly script: readonly string[];
      readonly variables: Readonly<Record<string, string>>;
    };
  };

  it('writes a code quality report and a summary of a merge request', () => {
    const clone = pullRequest();
    const { status } = bash(clone, opsbook.script.join('\n'), {
      ...opsbook.variables,
      OPSBOOK_ROOT: 'docs/ops',
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
});

describe('the pre-commit hook', () => {
  // The shape of a hook: https://pre-commit.com/#creating-new-hooks
  const [hook] = parse(readFileSync(join(PROJECT, '.pre-commit-hooks.yaml'), 'utf8')) as {
    readonly entry: string;
    readonly language: string;
  }[];

  it('judges what is about to be committed, as git runs its hooks', () => {
    const clone = pullRequest();
    const root = join(clone.folder, 'docs/ops');
    clone.write({ 'docs/ops/content/runbooks/three.mdx': PAGE.replace('title: One', 'title: Three') });
    clone.git('add', '-A');
    const { status, out } = bash(clone, `cd "${root}" && ${hook?.entry ?? ''}`, {
      GIT_INDEX_FILE: '.git/index',
    });
    expect(status).toBe(1);
    expect(out).toMatch(/^content\/runbooks\/three\.mdx:9:5 {2}error/);
    expect(hook?.language).toBe('node');
  });
});
