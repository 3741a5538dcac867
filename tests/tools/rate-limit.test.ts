import { expect, test } from 'vitest';
import { rateLimit } from '../../src/tools/rate-limit.ts';

test('lets a burst through, then so many a second, and never saves up more than a burst', () => {
  const mayPass = rateLimit({ burst: 2, perSecond: 4 });
  const at = [0, 0, 0, 249, 250, 250, 499, 500, 60_000, 60_000, 60_000];
  expect(at.map(mayPass)).toEqual([true, true, false, false, true, false, false, true, true, true, false]);
});
