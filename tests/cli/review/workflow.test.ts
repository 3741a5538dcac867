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
