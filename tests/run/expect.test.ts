import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOutput, parseExpectation } from '../../src/run/expect.ts';
import type { ComparedLine } from '../../src/run/compared-line.ts';
import type { Ending } from '../../src/run/expect.ts';

/** A comparison as a person would draw it: `=` fits, `o` left out, `-` missing, `+` unexpected. */
function draw(expected: string, actual: string, ending: Ending = {}): string[] {
  return compareOutput(parseExpectation(expected), actual, ending).lines.map(drawLine);
}

function drawLine(line: ComparedLine): string {
  if (line.kind === 'fits') return `= ${line.actual}`;
  if (line.kind === 'unexpected') return `+ ${line.actual}`;
  return `${line.kind === 'missing' ? '-' : 'o'} ${line.expected.source}`;
}

const isMatch = (expected: string, actual: string, ending: Ending = {}): boolean =>
  compareOutput(parseExpectation(expected), actual, ending).isMatch;

describe('a line of an expectation', () => {
  it.each([
    ['Hello', 'Hello\n'],
    ['Hello (equal)', 'Hello\n'],
    ['Hello (eq)', 'Hello\n'],
    ['f (x)', 'f (x)\n'],
    ['(x)', '(x)\n'],
    ['(glob) (equal)', '(glob)\n'],
    ['Hello (no-eol)', 'Hello'],
    ['Hel*o? (glob)', 'Hello!\n'],
    ['a\\*b (gl)', 'a*b\n'],
    ['[x].(y)+ (glob)', '[x].(y)+\n'],
    ['*😀? (glob)', 'a😀😀\n'],
    ['\\d+ (regex)', '42\n'],
    ['(\\(integer\\) )?\\d+ (re)', '(integer) 7\n'],
    ['a|b (regex)', 'b\n'],
    ['\\-+ (regex)', '---\n'],
    ['\\p{L}. (regex)', 'é😀\n'],
    ['a\\tb\\e[1m (escaped)', 'a\tb\x1b[1m\n'],
    ['\\xe2\\x82\\xac\\\\n (esc)', '€\\n\n'],
    ['a\\tb (escaped)', 'a\tb'],
    ['a\\t* (escaped) (glob)', 'a\tbc\n'],
    ['', ''],
    ['\n', '\n\n'],
    ['(1 row)\n', '(1 row)\n\n'],
    ['(equal)', '\n'],
    ['\\342\\202\\254\\0 (escaped)', '€\0\n'],
    ['\\xef\\xbb\\xbfa (escaped)', '\uFEFFa\n'],
    ['a\r\nb', 'a\nb\r\n'],
  ])('%j is fitted by %j', (expected, actual) => {
    expect(draw(expected, actual).filter((line) => !line.startsWith('='))).toEqual([]);
    expect(isMatch(expected, actual)).toBe(true);
  });

  it.each([
    ['Hello', 'hello\n'],
    ['Hello', 'Hello'],
    ['Hello', ' Hello\n'],
    ['Hello', 'Hello\n\n'],
    ['Hello (no-eol)', 'Hello\n'],
    ['Hel* (glob)', 'ello\n'],
    ['a.c (glob)', 'abc\n'],
    ['\\d+ (regex)', '42 \n'],
    ['a|b (regex)', 'ab\n'],
    ['(a (regex)', '(a\n'],
    ['(?=a)a (regex)', 'a\n'],
    ['', 'x\n'],
  ])('%j is not fitted by %j', (expected, actual) => {
    expect(isMatch(expected, actual)).toBe(false);
  });

  it('says why its pattern cannot be read', () => {
    expect(parseExpectation('(?=a)a (regex)').lines[0]?.fault).toBe('it looks ahead or behind');
    expect(parseExpectation('(a (regex)').lines[0]?.fault).toContain('Unterminated group');
    expect(parseExpectation('a (regex)').lines[0]?.fault).toBeUndefined();
  });

  it.each([
    ['a (?)\nb', ['b', 'a\nb'], ['', 'a', 'a\na\nb']],
    ['a (*)\nb', ['b', 'a\nb', 'a\na\nb'], ['a', 'a\nc\nb']],
    ['a (+)', ['a', 'a\na'], ['', 'b']],
    ['x* (glob+)', ['x1\nx2'], ['y', 'x\ny']],
    ['\\d (regex*)\nz', ['1\n2\nz', 'z'], ['12\nz']],
    ['first\n(*)\nlast', ['first\nlast', 'first\n\nx\nlast'], ['first', 'last']],
    ['first\n(+)', ['first\nx\ny'], ['first']],
    ['first\n(?)', ['first', 'first\nx'], ['first\nx\ny']],
    ['(*)\nb\n(*)', ['b', 'a\nb\nb\nc'], ['a']],
    ['NAME*\n*Up* (glob+)\n(*)', ['NAME*\na Up 3m\nb Up 2m\nc Exited'], ['NAME*\nc Exited']],
  ])('%j may stand for several lines, or none', (expected, fitting, unfitting) => {
    const text = (lines: string): string => (lines === '' ? '' : `${lines}\n`);
    expect(fitting.filter((lines) => !isMatch(expected, text(lines)))).toEqual([]);
    expect(unfitting.filter((lines) => isMatch(expected, text(lines)))).toEqual([]);
  });
});

describe('an exit status', () => {
  it.each([
    ['a\n[1]', { exitStatus: 1 }, true],
    ['a\n[1]', { exitStatus: 0 }, false],
    ['a', { exitStatus: 0 }, true],
    ['a', { exitStatus: 2 }, false],
    ['a\n[1]', {}, true],
  ])('%j with %j fits: %j', (expected, ending, fits) => {
    expect(isMatch(expected, 'a\n', ending)).toBe(fits);
  });

  it('is told beside what was expected', () => {
    const { exitStatus } = compareOutput(parseExpectation('[3]'), '', { exitStatus: 1 });
    expect(exitStatus).toEqual({ expected: 3, actual: 1 });
  });

  it('can be asked for as a line of output', () => {
    expect(isMatch('[1] (equal)', '[1]\n', { exitStatus: 0 })).toBe(true);
  });
});

describe('a comparison', () => {
  it('says of each line whether it fits', () => {
    expect(draw('a\nb\nc', 'a\nx\nc\n')).toEqual(['= a', '- b', '+ x', '= c']);
    expect(draw('a\nb', 'b\n')).toEqual(['- a', '= b']);
    expect(draw('a', 'a\nb\n')).toEqual(['= a', '+ b']);
    expect(draw('a\no (?)\nb', 'a\nb\n')).toEqual(['= a', 'o o (?)', '= b']);
    expect(draw('*Up* (glob)\n(*)', 'Exited\nUp\n')).toEqual(['+ Exited', '= Up', 'o (*)']);
  });

  it('of a paste does not mind lost newlines and blanks at the end', () => {
    const isPasted = true;
    expect(draw('a  \nb', 'a\r\nb', { isPasted })).toEqual(['= a', '= b']);
    expect(draw('a (no-eol)', 'a\n', { isPasted })).toEqual(['= a']);
    expect(isMatch(' a', 'a', { isPasted })).toBe(false);
  });

  it('of something very long stops, and says so', () => {
    const ending = { mostCells: 40 };
    const { isMatch, unread, lines } = compareOutput(parseExpectation('a\nb\n(*)'), 'x\n'.repeat(15), ending);
    expect([isMatch, unread]).toEqual([false, 5]);
    expect(lines.filter(({ kind }) => kind === 'unexpected' || kind === 'fits')).toHaveLength(10);
  });

  it('fits when and only when a regular expression of the same lines does', () => {
    const mark = fc.constantFrom('', ' (?)', ' (*)', ' (+)');
    const item = fc.tuple(fc.constantFrom('a', 'b'), mark);
    const output = fc.array(fc.constantFrom('a', 'b'), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), output, (items, lines) => {
        const text = items.map((parts) => parts.join('')).join('\n');
        const source = items.map(([line, mark]) => `(?:${line}\n)${mark.slice(2, 3)}`).join('');
        const actual = lines.map((line) => `${line}\n`).join('');
        expect(isMatch(text, actual)).toBe(new RegExp(`^${source}$`).test(actual));
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows every line of the output once and in order', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'b (+)', '(*)', 'a (?)'), { maxLength: 5 });
    const output = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 });
    fc.assert(
      fc.property(text, output, (items, lines) => {
        const compared = compareOutput(
          parseExpectation(items.join('\n')),
          lines.map((l) => `${l}\n`).join(''),
        );
        const shown = compared.lines.flatMap((line) => ('actual' in line ? [line.actual] : []));
        expect(shown).toEqual(lines);
      }),
    );
  });
});
