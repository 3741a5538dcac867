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

  it.each([
    ['OK', '\u001B[32mOK\u001B[0m\n', '- OK\n+ \\x1b[32mOK\\x1b[0m (escaped)'],
    ['\u00E9', 'e\u0301\n', '- \u00E9\n+ e\\xcc\\x81 (escaped)'],
    ['done (regex)', 'done (regex)\n', '- done (regex)\n+ done (regex) (equal)'],
    ['a', '\uFEFFa\n', '- a\n+ \\xef\\xbb\\xbfa (escaped)'],
    ['a', 'a \n', '- a\n+ a␣'],
    ['a b', 'a\tb\n', '- a␣b\n+ a⇥b'],
    ['pass', 'p\u0430ss\n', '- pass\n+ p\\xd0\\xb0ss (escaped)'],
    ['p\u0430ss', 'pass\n', '- p\\xd0\\xb0ss (escaped)\n+ pass'],
    ['\u03BF', '\u043E\n', '- \\xce\\xbf (escaped)\n+ \\xd0\\xbe (escaped)'],
    ['a-b', 'a\u2010b\n', '- a-b\n+ a\\xe2\\x80\\x90b (escaped)'],
    ['\u043F\u0440\u0430', '\u043F\u0440\u0438\n', '- \u043F\u0440\u0430\n+ \u043F\u0440\u0438'],
    ['pass', 'pa\u0441\n', '- pass\n+ pa\u0441'],
    ['a', 'a', '- a\n+ a (no-eol)'],
  ])('shows what cannot be seen: %j and %j', (expected, actual, shown) => {
    expect(renderComparison(compareOutput(parseExpectation(expected), actual, { exitStatus: 0 }))).toBe(
      shown,
    );
  });
});

describe('a fence of empty lines', () => {
  it.each([
    ['(1 row)\n\n', ['(1 row)', '']],
    ['\n', ['']],
    ['\n\n', ['', '']],
  ])('is what --update writes for %j, and fits it then', (printed, wanted) => {
    const text = (lines: readonly string[]): string =>
      ['```bash {name=a}', 'x', '```', '', '```output', ...lines, '```', ''].join('\n');
    const read = (lines: readonly string[]) =>
      parseRunbook({ path: 'a.md', text: text(lines), faults: [] }, 'a');
    const before = read(['old']);
    const compare = (page: typeof before) =>
      compareOutput(parseExpectation(page.snippets[0]?.expected ?? ''), printed, { exitStatus: 0 });
    const fence = before.snippets[0]?.output;
    if (!fence) throw new Error('no fence');
    const after = updatePage(before, [{ fence, lines: updatedExpectation(compare(before), true) }]);
    expect(after).toBe(text(wanted));
    expect(compare(read(wanted)).isMatch).toBe(true);
  });
});
