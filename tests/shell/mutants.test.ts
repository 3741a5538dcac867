import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { isMisspelling, isNamed, judgeMutants } from '../../scripts/bench/mutants.ts';
import type { Judged } from '../../scripts/bench/mutants.ts';

describe("the demo book's commands, broken on purpose", () => {
  let judged: readonly Judged[];
  const share = (some: readonly Judged[], test: (one: Judged) => boolean): number =>
    some.filter(test).length / some.length;
  beforeAll(async () => {
    const content = fileURLToPath(new URL('../../content', import.meta.url));
    judged = await judgeMutants(content, { seed: 7, count: 300 });
  });

  test('are many, of many tools and of every kind', () => {
    expect(judged.length).toBeGreaterThanOrEqual(100);
    expect(new Set(judged.map(({ mutant }) => mutant.tool)).size).toBeGreaterThanOrEqual(15);
    expect(new Set(judged.map(({ mutant }) => mutant.kind)).size).toBe(4);
  });

  test('are caught', () => {
    expect(share(judged, ({ doubts }) => doubts.length > 0)).toBeGreaterThanOrEqual(0.97);
  });

  test('come with the name that was meant', () => {
    const misspelt = judged.filter((one) => isMisspelling(one) && one.doubts.length > 0);
    expect(share(misspelt, isNamed)).toBeGreaterThanOrEqual(0.95);
  });
});
