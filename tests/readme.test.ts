import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('opens with what opsbook really says of the broken runbook', () => {
  const words = ['lint', '-', '--stdin-path', 'content/runbooks/pilot/tasks-stuck.mdx'];
  const { stdout, status } = spawnSync(process.execPath, ['src/cli/main.ts', ...words], {
    cwd: ROOT,
    input: firstFence('mdx'),
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  expect(firstFence('text')).toBe(stdout);
  expect(status).toBe(1);
});

test('is read in a minute', () => {
  expect(readme.split('\n').length).toBeLessThan(120);
});

/** The text of the first fence in a language. */
function firstFence(language: string): string {
  return new RegExp(`^(\`{3,})${language}\\n(.*?)^\\1\\n`, 'ms').exec(readme)?.[2] ?? '';
}
