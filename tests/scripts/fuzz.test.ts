import { describe, expect, test } from 'vitest';
import { keptFailures, targetsWithFailures } from '../../scripts/fuzz/kept-failures.ts';
import { TARGETS } from '../../scripts/fuzz/targets.ts';
import { SEED } from '../fixed-seed.ts';

test('every kept failure is one of a target that there is', () => {
  const names = TARGETS.map(({ name }) => name);
  expect(targetsWithFailures().filter((name) => !names.includes(name))).toEqual([]);
});

// Something of everything that `npm run fuzz` attacks for longer, and with new seeds.
describe.each(TARGETS.map((target) => [target.name, target] as const))('the target %s', (name, target) => {
  test(`holds for the first inputs of one seed: ${target.holds}`, async () => {
    const { failure, rounds } = await target.attack({ seed: SEED, rounds: target.roundsInTests });
    expect(failure).toBeUndefined();
    expect(rounds).toBe(target.roundsInTests);
  });

  const kept = keptFailures(name);
  test.runIf(kept.length > 0).each(kept.map((failure) => [failure.name, failure.input] as const))(
    'holds for %s, which once failed',
    async (_, input) => {
      await target.again(input);
    },
  );
});
