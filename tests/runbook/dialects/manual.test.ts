import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DIALECTS } from '../../../src/runbook/dialects/dialect.ts';

const page = readFileSync('src/site/manual/dialects.mdx', 'utf8');

test('the manual has a row for every system whose marks are read', () => {
  const rows = [...page.matchAll(/^\| ([A-Z][^|]*?) \|/gm)].flatMap(([, cell = '']) => cell.split(', '));
  const systems = Object.values(DIALECTS).flatMap((name) => name.split(' or '));
  expect(systems.filter((name) => !rows.includes(name))).toEqual([]);
});
