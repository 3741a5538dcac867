import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const script = (isBounded: boolean): string => `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { setTimeout } from 'node:timers/promises';
  import { boundNewObjects } from ${JSON.stringify(new URL('../../src/tools/bound-new-objects.ts', import.meta.url).href)};
  if (${isBounded}) boundNewObjects();
  const kept = [];
  for (let turn = 0; turn < 80; turn += 1) {
    for (let one = 0; one < 60_000; one += 1) kept.push({ turn, one });
    await setTimeout(3);
  }
  console.log(getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size / 1024 / 1024);
`;
const megabytes = (isBounded: boolean): number =>
  Number(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script(isBounded)], {
      encoding: 'utf8',
    }),
  );

test('the space for new objects grows once', () => {
  expect(megabytes(true)).toBe(64);
  expect(megabytes(false)).toBeGreaterThan(64);
});
