import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { compareOutput, parseExpectation } from '../../src/run/expect.ts';
import { renderComparison } from '../../src/run/render-comparison.ts';
import { updatePage } from '../../src/run/update-page.ts';
import { updatedExpectation } from '../../src/run/updated-expectation.ts';

const update = (expected: string, printed: string, exitStatus = 0): string =>
  updatedExpectation(
    compareOutput(parseExpectation(expected), printed, { exitStatus }),
    printed.endsWith('\n'),
  ).join('\n');

describe('an updated expectation', () => {
  it.each([
    ['keeps patterns that still fit', 'id \\d+ (regex)\nold', 'id 7\nnew\n', 'id \\d+ (regex)\nnew'],
    ['keeps a pattern for many lines once', '(*)\nend', 'a\nb\nfin\n', '(*)'],
    ['takes out what did not come', 'a\nb\nc', 'a\nc\n', 'a\nc'],
    ['writes a line that looks like a mark as what it is', 'x', 'a (glob)\n', 'a (glob) (equal)'],
    ['writes one without a newline so', 'x', 'x', 'x (no-eol)'],
    ['writes controls in escapes', 'x', 'a\u001B[1mb\n', 'a\\x1b[1mb (escaped)'],
    ['writes what would close its fence in escapes', 'x', '```\n', '\\x60\\x60\\x60 (escaped)'],
  ])('%s', (_, expected, printed, wanted) => {
    expect(update(expected, printed)).toBe(wanted);
  });

  it('ends in the exit status where it is not 0', () => {
    expect(update('a', 'a\n', 3)).toBe('a\n[3]');
    expect(update('a\n[3]', 'a\n', 0)).toBe('a');
  });

  it('fits what was printed', () => {
    for (const printed of [
      'a\n',
      'a (glob)\nb\n',
      '[1]\n',
      'x\ty\n',
      'no newline',
      '~~~\n\u0007\n',
      'a (equal)\n',
    ]) {
      const after = parseExpectation(update('before', printed));
      expect([printed, compareOutput(after, printed, { exitStatus: 0 }).isMatch]).toEqual([printed, true]);
    }
  });
});

describe('an updated page', () => {
  const fence = '```';
  const page = (lines: readonly string[], ending: string) =>
    parseRunbook({ path: 'content/runbooks/t.mdx', text: lines.join(ending), faults: [] }, 't');
  const lines = (indent: string): readonly string[] => [
    '# T',
    '',
    ...(indent ? ['- item', ''] : []),
    ...[
      `${fence}bash {name=a}`,
      'echo',
      fence,
      '',
      `${fence}output {of=a}`,
      'old',
      'kept \\d (regex)',
      fence,
    ].map((line) => (line === '' ? '' : indent + line)),
    '',
    'after',
  ];

  it.each([
    ['with line feeds', '', '\n'],
    ['with carriage returns', '', '\r\n'],
    ['in a list', '  ', '\n'],
  ])('changes only the lines of that fence, %s', (_, indent, ending) => {
    const before = page(lines(indent), ending);
    const found = before.snippets.find(({ name }) => name === 'a')?.output;
    if (!found) throw new Error('no fence');
    const text = updatePage(before, [{ fence: found, lines: ['new', 'kept \\d (regex)'] }]);
    expect(text).toBe(lines(indent).join(ending).replace('old', 'new'));
  });
});

describe('a difference', () => {
  it('shows what fits only beside what does not', () => {
    const comparison = compareOutput(parseExpectation('1\n2\n3\n4\n5'), '1\n2\n3\nx\n5\n', { exitStatus: 1 });
    expect(renderComparison(comparison)).toBe('  3\n- 4\n+ x\n  5\n- [0]\n+ [1]');
  });
});
