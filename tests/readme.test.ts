import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('is read in a minute', () => {
  expect(readme.split('\n').length).toBeLessThan(120);
});

test('maps only what is there', () => {
  const paths = [...readme.matchAll(/^\| (`.+?`) +\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`<]+)`/g)].map(([, path = '']) => path),
  );
  expect(
    paths.filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, 'content', path))),
  ).toEqual([]);
});
