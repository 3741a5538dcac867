import { expect, test } from 'vitest';
import { compareBaseline, makeBaseline, parseBaseline } from '../../src/lint/baseline.ts';
import type { Finding } from '../../src/runbook/finding.ts';

const found = (more: Partial<Finding> = {}): Finding => ({
  ...{ path: 'a.md', ruleId: 'x', message: 'Fix it.', level: 'error', url: '' },
  ...{ line: 1, column: 1, endLine: 1, endColumn: 2 },
  ...more,
});
const entry = (more = {}) => ({ path: 'a.md', ruleId: 'x', message: 'Fix it.', count: 1, ...more });
const held = (...entries: readonly object[]): string => JSON.stringify({ version: 1, findings: entries });

test('holds each finding as often as it is there, sorted, without its line', () => {
  const findings = [found({ path: 'b.md' }), found({ line: 3 }), found({ line: 9 }), found({ ruleId: 'w' })];
  expect(makeBaseline(findings)).toEqual({
    version: 1,
    findings: [entry({ ruleId: 'w' }), entry({ count: 2 }), entry({ path: 'b.md' })],
  });
});

test.each([
  ['one that moved', [found({ line: 70 })], 0, 0],
  ['one more of the same', [found(), found({ line: 2 })], 1, 0],
  ['none', [], 0, 1],
  ['of another file', [found({ path: 'b.md' })], 1, 1],
  ['of another rule', [found({ ruleId: 'y' })], 1, 1],
  ['that says something else', [found({ message: 'Fix that.' })], 1, 1],
])('of one that is known and now %s', (_, findings, fresh, fixed) => {
  const compared = compareBaseline({ version: 1, findings: [entry()] }, findings);
  expect([compared.fresh.length, compared.fixed]).toEqual([fresh, fixed]);
  expect(compared.rest.findings).toEqual(fixed === 0 ? [entry()] : []);
});

test('the first of several are those that are known', () => {
  const findings = [found(), found({ line: 2 }), found({ line: 3 })];
  const compared = compareBaseline({ version: 1, findings: [entry({ count: 2 })] }, findings);
  expect(compared.fresh).toEqual([findings[2]]);
  expect(compared.rest.findings).toEqual([entry({ count: 2 })]);
});

test.each([
  [held(entry()), true],
  [held(), true],
  [held(entry({ count: 0 })), false],
  [held(entry({ count: 1.5 })), false],
  [held({ path: 'a.md' }), false],
  ['{"version":2,"findings":[]}', false],
  ['{"findings":[]}', false],
  ['[]', false],
  ['', false],
])('%s is a baseline: %s', (text, is) => expect(parseBaseline(text) !== undefined).toBe(is));
