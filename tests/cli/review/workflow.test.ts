import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { newReviewBook } from './review-book.ts';
import type { ReviewBook } from './review-book.ts';

const GUIDE = new URL('../../../content/guides/review-reminders.mdx', import.meta.url);

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: {
    readonly remind: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] };
  };
}

/** The workflow as the guide shows it. */
function readWorkflow(): Workflow {
  const text = /```yaml \{ignore\}\n([\s\S]*?)\n```/.exec(readFileSync(GUIDE, 'utf8'))?.[1] ?? '';
  // The test below fails when it is not of this shape.
  return parse(text) as Workflow;
}

const hasJq = (() => {
  try {
    execFileSync('jq', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

let book: ReviewBook;
beforeEach(() => {
  book = newReviewBook();
});
afterEach(() => book.remove());

describe('the workflow in the guide about reminders', () => {
  const { steps } = readWorkflow().jobs.remind;

  test('may write issues and nothing else, and fetches the whole history', () => {
    expect(readWorkflow().permissions).toEqual({ contents: 'read', issues: 'write' });
    expect(steps[0]).toMatchObject({ with: { 'fetch-depth': 0 } });
  });

  test('calls a command that there is', async () => {
    const run = steps.find(({ name }) => name === 'Say what is due')?.run ?? '';
    const [, words = ''] = /^npx opsbook (.*) > issues\.json$/.exec(run) ?? [];
    const { status, out } = await book.opsbook(...words.split(' '));
    expect([status, (JSON.parse(out) as unknown[]).length]).toEqual([0, 1]);
  });

  test.skipIf(!hasJq).each([
    [
      'opens an issue',
      '[]',
      /^issue create --title Runbook reviews 2026-Q4: Platform --label runbook-review --body-file body.md$/m,
    ],
    [
      'updates the one of the quarter',
      '[{"number": 7, "title": "Runbook reviews 2026-Q4: Platform"}]',
      /^issue edit 7 --body-file body.md$/m,
    ],
    [
      'leaves that of another quarter',
      '[{"number": 7, "title": "Runbook reviews 2026-Q3: Platform"}]',
      /^issue create --title Runbook reviews 2026-Q4/m,
    ],
  ])('%s', async (_, open, call) => {
    const { out } = await book.opsbook('review', 'remind', '--format', 'github-issue');
    const bin = join(book.root, 'bin');
    mkdirSync(bin);
    writeFileSync(join(book.root, 'issues.json'), out);
    writeFileSync(join(book.root, 'open.json'), open);
    writeFileSync(
      join(bin, 'gh'),
      '#!/bin/sh\necho "$@" >> calls.txt\nif [ "$1 $2" = "issue list" ]; then cat open.json; fi\n',
    );
    chmodSync(join(bin, 'gh'), 0o755);
    const run = steps.at(-1)?.run ?? '';
    // As the runner of GitHub Actions calls it.
    execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: book.root,
      env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    });
    expect(readFileSync(join(book.root, 'calls.txt'), 'utf8')).toMatch(call);
    expect(readFileSync(join(book.root, 'body.md'), 'utf8')).toContain('opsbook-review 2026-Q4 platform');
  });
});

describe('the workflow that init --sign-offs writes', () => {
  /** Runs a script as the runner of GitHub Actions does. */
  const bash = (script: string, environment: Readonly<Record<string, string>>): void =>
    void execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: book.root,
      env: {
        ...process.env,
        PATH: `${join(book.root, '.git/fake')}:${process.env['PATH'] ?? ''}`,
        ...environment,
      },
    });
  const program = (name: string, text: string): void => {
    writeFileSync(join(book.root, '.git/fake', name), `#!/bin/sh\n${text}`);
    chmodSync(join(book.root, '.git/fake', name), 0o755);
  };

  test('signs what was merged, and proposes it, in a book that is there', async () => {
    const before = book.git('rev-parse', 'HEAD').trim();
    mkdirSync(join(book.root, '.git/fake'), { recursive: true });
    expect((await book.opsbook('init', '--sign-offs', '--dry-run')).out).toContain(': would be written\n');
    expect((await book.opsbook('init', '--sign-offs')).status).toBe(0);
    expect((await book.opsbook('init', '--sign-offs')).out).toContain('left alone');
    const path = '.github/workflows/opsbook-sign-offs.yml';
    // The workflow above is of this shape, as its steps show.
    const workflow = parse(readFileSync(join(book.root, path), 'utf8')) as {
      readonly permissions: unknown;
      readonly jobs: { readonly sign: { readonly steps: readonly { readonly run?: string }[] } };
    };
    expect(workflow.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
    book.commit('A workflow', 'Ann');
    const remote = join(book.root, '.git/remote.git');
    execFileSync('git', ['init', '-q', '--bare', remote]);
    book.git('remote', 'add', 'origin', remote);
    book.git('push', '-q', 'origin', 'HEAD:refs/pull/12/head');
    program('gh', 'echo "$@" >> "$RUNNER_TEMP/calls"\nif [ "$1" = api ]; then echo 12; fi\n');
    program('npm', 'echo "npm $@" >> "$RUNNER_TEMP/calls"\n');
    program(
      'opsbook',
      'echo "opsbook $@" >> "$RUNNER_TEMP/calls"\nif [ "$1" = review ]; then echo signed >> "$PWD/signed"; fi\n',
    );
    const temporary = join(book.root, '.git/fake');
    const environment = {
      RUNNER_TEMP: temporary,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SHA: book.git('rev-parse', 'HEAD').trim(),
      BEFORE: before,
      OPSBOOK_PACKAGE: 'opsbook',
      OPSBOOK_ROOT: '.',
    };
    for (const { run } of workflow.jobs.sign.steps) if (run !== undefined) bash(run, environment);
    const calls = readFileSync(join(temporary, 'calls'), 'utf8');
    expect(calls).toContain('opsbook review from-pull-request --root . --number 12 --evidence');
    expect(calls).toContain('pr create --title Sign-offs of #12 --body');
    expect(book.git('ls-remote', remote)).toMatch(/refs\/heads\/sign-offs-[0-9a-f]{12}\n/);
  });

  test('is printed for GitLab, as YAML that its runner can read', async () => {
    book.write('.gitlab-ci.yml', '');
    const { out } = await book.opsbook('init', '--sign-offs');
    const job = parse(out.slice(out.indexOf('# OPSBOOK_PACKAGE'))) as Readonly<
      Record<string, { readonly script: readonly string[] }>
    >;
    const [find = ''] = job['opsbook-sign-offs']?.script ?? [];
    mkdirSync(join(book.root, '.git/fake'), { recursive: true });
    const event = (action: string): string =>
      JSON.stringify({ object_kind: 'merge_request', object_attributes: { action, iid: 3 } });
    for (const [action, number] of [
      ['merge', '3'],
      ['open', ''],
    ] as const) {
      book.write('payload.json', event(action));
      bash(`${find}\n[ "$NUMBER" = "${number}" ]`, { TRIGGER_PAYLOAD: join(book.root, 'payload.json') });
    }
  });
});
