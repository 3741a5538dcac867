import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONTEXTS, VALUES } from '../../scripts/fuzz/targets/contexts.ts';

const PAGE = readFileSync(new URL('../../src/site/manual/security.mdx', import.meta.url), 'utf8');

test('the figures of the manual are those of what is tried', () => {
  const [, scripts = '', values = ''] =
    /More than ([\d,]+) scripts are filled with (\d+) values/.exec(PAGE) ?? [];
  const said = Number(scripts.replace(',', ''));
  expect(CONTEXTS.length).toBeGreaterThan(said);
  // Rounded down to hundreds, so that it is not out of date with each script.
  expect(said).toBe(Math.floor((CONTEXTS.length - 1) / 100) * 100);
  expect(VALUES.length).toBe(Number(values));
  // As the page and as a run fill them.
  const cases = (CONTEXTS.length * VALUES.length * 2) / 1_000_000;
  expect(PAGE).toContain(`about ${cases.toFixed(1)} million cases`);
});
