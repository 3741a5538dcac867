import { expect, test } from 'vitest';
import { countTests, triedAgain } from '../../scripts/check/count-tests.ts';

const CASES = [
  {
    closes: ' Test Files  2 passed (2)\n      Tests  31 passed (31)\n   Start at  06:00:00\n',
    counts: { passed: 31, failed: 0, skipped: 0 },
  },
  {
    closes:
      ' Test Files  1 failed | 1 passed (2)\n      Tests  2 failed | 7 passed | 1 skipped | 3 todo (13)\n',
    counts: { passed: 7, failed: 2, skipped: 4 },
  },
  {
    closes: 'Running 5 tests using 2 workers\n·····\n  5 passed (3.2s)\n',
    counts: { passed: 5, failed: 0, skipped: 0 },
  },
  {
    closes:
      '  1 failed\n    tests/site/find.spec.ts:3:1 › finds 2 passed\n  2 flaky\n  1 skipped\n  4 passed (1.5m)\n',
    counts: { passed: 6, failed: 1, skipped: 1 },
  },
  {
    closes: 'pilot/x\n  passed   a  0.1 s\n\n78 run: 78 passed, 0 failed, 16 skipped (16 docker not found)\n',
    counts: { passed: 78, failed: 0, skipped: 16 },
  },
  { closes: 'No findings, 74 pages read.\n', counts: undefined },
];

test.each(CASES)('counts $counts', ({ closes, counts }) => {
  expect(countTests(closes)).toEqual(counts);
});

test('names what passed only when it was tried again', () => {
  const closes =
    '  1 flaky\n    tests/site/incident.spec.ts:73:1 › an incident is lived through \n  1 skipped\n  4 passed (1.5m)\n';
  expect(triedAgain(closes)).toEqual(['tests/site/incident.spec.ts:73:1 › an incident is lived through']);
  expect(triedAgain('  5 passed (3.2s)\n')).toEqual([]);
});
