import { expect, test } from 'vitest';
import { compareFindings, renderDifference } from '../../scripts/bench/compare-findings.ts';
import { countRules } from '../../scripts/bench/count-rules.ts';
import type { Finding } from '../../src/runbook/finding.ts';

function finding(path: string, line: number, ruleId: string): Finding {
  const place = { path, line, column: 1, endLine: line, endColumn: 2 };
  return { ...place, ruleId, level: 'error', message: 'Fix it.', url: '' };
}

test('shows only what one of two versions says, a doubled finding once', () => {
  const older = [finding('a.md', 3, 'shell-parses'), finding('a.md', 10, 'no-secret')];
  const newer = [finding('a.md', 10, 'no-secret'), finding('a.md', 10, 'no-secret'), finding('b.md', 1, 'x')];
  expect(renderDifference(compareFindings(older, newer)).split('\n')).toEqual([
    '- a.md:3:1  error  Fix it.  shell-parses',
    '+ a.md:10:1  error  Fix it.  no-secret',
    '+ b.md:1:1  error  Fix it.  x',
    '  no-secret: 0 gone, 1 new',
    '  shell-parses: 1 gone, 0 new',
    '  x: 0 gone, 1 new',
    '  1 gone, 2 new.',
  ]);
});

test('says nothing but a sum of two versions that agree', () => {
  const same = [finding('a.md', 3, 'shell-parses')];
  expect(renderDifference(compareFindings(same, [...same]))).toBe('  0 gone, 0 new.');
});

test('counts findings by rule, most first, and names what was not understood', () => {
  const findings = [
    finding('a.md', 1, 'dialect-known'),
    finding('a.md', 3, 'no-secret'),
    finding('b.md', 3, 'no-secret'),
  ];
  expect(countRules({ pages: 4, findings }).rows).toEqual([
    { what: 'no-secret', figure: '2', note: '0.50 a page, 2 errors' },
    { what: 'dialect-known', figure: '1', note: '0.25 a page, 1 errors' },
    { what: 'not understood', figure: '1', note: 'Fix it.' },
  ]);
});
