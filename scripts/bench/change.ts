import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOpsbook } from './run-command.ts';
import type { Ran } from './run-command.ts';

/** Judges one changed runbook of a book in git: the first time, and again. */
export async function judgeOneChange(root: string, cache: string): Promise<readonly Ran[]> {
  const copy = `${root}-in-git`;
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@example.org', ...args], { cwd: copy });
  try {
    await cp(root, copy, { recursive: true });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-q', '-m', 'book');
    const path = join(copy, 'content/runbooks/checkout/checkout-api-disk-full.mdx');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('## Impact\n', '## Impact\n\nOne more sentence.\n'));
    const words = ['lint', '--changed-since', 'main', '--root', copy];
    return [await runOpsbook(words, cache), await runOpsbook(words, cache)];
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
