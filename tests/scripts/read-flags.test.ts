import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPTS = readdirSync('scripts').filter(
  (name) => name.endsWith('.ts') && /= readFlags\(/.test(readFileSync(join('scripts', name), 'utf8')),
);

it.each([
  ...SCRIPTS.map((name) => [name, '--no-such-flag']),
  ['bench.ts', '--runbooks', 'many'],
  ['bench.ts', '--pages', 'no-such-folder'],
  ['bench-books.ts', 'no-such-folder'],
  ['bench-lint.ts', 'no-such-file'],
  ['bench-names.ts', 'no-such-folder'],
  ['mutants.ts', '--count', '-1'],
  ['screens.ts', '--site', 'no-such-folder'],
])('answers `%s` with one line: %s', (script, ...words) => {
  const ended = spawnSync(process.execPath, [join('scripts', script), ...words], { encoding: 'utf8' });
  expect(ended.status).toBe(2);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(/^[^\n]+\.\n$/u);
});

it('is what no script goes around', () => {
  const around = readdirSync('scripts').filter(
    (name) => name.endsWith('.ts') && readFileSync(join('scripts', name), 'utf8').includes('{ parseArgs'),
  );
  expect(around).toEqual(['read-flags.ts']);
});
