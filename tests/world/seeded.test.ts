import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seedBook } from '../../scripts/names/seeded.ts';

it('finds nine of ten mistyped names of ten kinds in the demo book', async () => {
  const kinds = [...(await seedBook(join(import.meta.dirname, '../..'))).values()];
  const sum = (of: 'seeded' | 'caught'): number => kinds.reduce((all, kind) => all + kind[of], 0);
  expect(kinds.length).toBeGreaterThanOrEqual(10);
  expect(sum('seeded')).toBeGreaterThanOrEqual(100);
  expect(sum('caught') / sum('seeded')).toBeGreaterThanOrEqual(0.9);
});
