import { describe, expect, test } from 'vitest';
import { FORMATS, reporters } from '../../src/cli/reporters/index.ts';
import type { Finding } from '../../src/runbook/finding.ts';

// What every format owes its readers, whatever it looks like.

const PLACE = { path: 'a/b.md', line: 2, column: 3, endLine: 2, endColumn: 4 } as const;
const LINK = 'https://example.org/rules/no-placeholder/';
const FINDINGS: readonly Finding[] = [
  { ruleId: 'no-placeholder', level: 'error', message: 'Replace `<this>`.', url: LINK, ...PLACE },
  {
    ruleId: 'fence-closed',
    level: 'warning',
    message: 'Close this fence.',
    url: LINK,
    ...PLACE,
    line: 9,
    endLine: 9,
  },
  // A file that is gone, a place at its very end, a message of marks.
  { ruleId: 'x', level: 'error', message: '', url: '', ...PLACE, path: '', line: 1, column: 1 },
  {
    ruleId: 'y',
    level: 'warning',
    message: '%0A::error::]]>|"<&\n\u0007\u{1F6D1}\uD800',
    url: '',
    ...PLACE,
    line: 999,
  },
];

describe.each(FORMATS)('%s', (format) => {
  const render = (
    findings: readonly Finding[],
    hasColour = false,
    textOf = (_: string): string | undefined => 'one\ntwo\n',
  ) => reporters[format]({ findings, files: 2, hasColour, textOf });

  test('says the same of the same findings, and ends with its line', () => {
    const said = render(FINDINGS);
    expect(render(FINDINGS)).toBe(said);
    expect(said.endsWith('\n')).toBe(true);
  });

  test('names the rule, the file and the line of every finding', () => {
    const said = render(FINDINGS.slice(0, 2));
    for (const part of ['no-placeholder', 'fence-closed', 'a/b.md', 'Close this fence.'])
      expect(said).toContain(part);
    expect(said).toMatch(/\b2\b/);
    expect(said).toMatch(/\b9\b/);
  });

  test('has a text for no findings, for files without a text, and with colours', () => {
    expect(typeof render([])).toBe('string');
    expect(typeof render(FINDINGS, true, () => undefined)).toBe('string');
  });

  test('lets no message write a line of its own that its readers would take for a command', () => {
    const lines = render(FINDINGS).split('\n');
    expect(lines.filter((line) => line.startsWith('::error::]]>'))).toEqual([]);
  });
});
