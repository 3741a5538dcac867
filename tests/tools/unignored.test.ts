import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { unignored } from '../../src/tools/unignored.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'opsbook-unignored-')));
afterAll(() => rmSync(root, { recursive: true }));

test('a folder that git would take along is told with the line that leaves it out', async () => {
  const dist = join(root, 'docs/dist');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'index.html'), '');
  expect(await unignored(dist)).toBeUndefined();
  execFileSync('git', ['init', '-q'], { cwd: root });
  expect(await unignored(dist)).toBe('/docs/dist/');
  writeFileSync(join(root, '.gitignore'), 'dist/\n');
  expect(await unignored(dist)).toBeUndefined();
});
