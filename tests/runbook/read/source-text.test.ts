import { describe, expect, test } from 'vitest';
import { decodeText, LARGEST_FILE, lineIndex, offsetOfLine } from '../../../src/runbook/read/source-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const START = { line: 1, column: 1, offset: 0 };

describe('a file is read as text', () => {
  test.each<[string, Uint8Array, string]>([
    ['plain', bytes('# Disk full\n'), '# Disk full\n'],
    ['with a byte order mark', bytes('\uFEFF# Disk full\n'), '# Disk full\n'],
    ['with Windows line endings', bytes('a\r\nb\r\n'), 'a\r\nb\r\n'],
    ['with tabs', bytes('\ta\n'), '\ta\n'],
    ['without a final line ending', bytes('a\nb'), 'a\nb'],
    ['in several scripts', bytes('Größe 容量 😀'), 'Größe 容量 😀'],
    ['with a replacement character of its own', bytes('a \uFFFD b'), 'a \uFFFD b'],
    ['empty', bytes(''), ''],
    ['as long as allowed', new Uint8Array(LARGEST_FILE).fill(97), 'a'.repeat(LARGEST_FILE)],
  ])('%s', (_, given, text) => {
    expect(decodeText('a.md', given)).toEqual({ path: 'a.md', text, faults: [] });
  });
});

describe('a file is refused, with the reason', () => {
  test.each<[string, Uint8Array, string]>([
    ['over 2 MB', new Uint8Array(LARGEST_FILE + 1).fill(97), 'Split this file: it is over 2 MB.'],
    [
      'UTF-16, little end first',
      Uint8Array.of(0xff, 0xfe, 0x61, 0),
      'Save this file as UTF-8: it is UTF-16.',
    ],
    ['UTF-16, big end first', Uint8Array.of(0xfe, 0xff, 0, 0x61), 'Save this file as UTF-8: it is UTF-16.'],
    [
      'UTF-16 without a mark',
      Uint8Array.of(0x61, 0, 0x62, 0),
      'Remove this file or save it as text: it holds binary data.',
    ],
    [
      'an image',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0),
      'Remove this file or save it as text: it holds binary data.',
    ],
  ])('%s', (_, given, message) => {
    const fault = { ruleId: 'file-is-text', message, range: { start: START, end: START } };
    expect(decodeText('a.md', given)).toEqual({ path: 'a.md', text: '', faults: [fault] });
  });
});

test('a stray U+0000 in a text is reported where it stands', () => {
  const text = `${'Words of a page. '.repeat(9)}\n\0More.\n`;
  const [fault] = decodeText('a.md', new TextEncoder().encode(text)).faults;
  expect(fault?.message).toContain('Remove the character U+0000 that stands here');
  expect(fault?.range?.start).toEqual({ line: 2, column: 1, offset: 154 });
});

test('a byte that is no UTF-8 is reported where it stands, and the rest is read', () => {
  const latin1 = Uint8Array.of(...bytes('one\ntwo '), 0xfc, ...bytes('ber\n'));
  const start = { line: 2, column: 5, offset: 8 };
  expect(decodeText('a.md', latin1)).toEqual({
    path: 'a.md',
    text: 'one\ntwo \uFFFDber\n',
    faults: [
      {
        ruleId: 'file-is-text',
        message: 'Save this file as UTF-8: a byte here is not.',
        range: { start, end: { line: 2, column: 6, offset: 9 } },
      },
    ],
  });
});

describe('lines and columns', () => {
  test.each<[string, number, { line: number; column: number; offset: number }]>([
    ['a\nb', 0, { line: 1, column: 1, offset: 0 }],
    ['a\nb', 1, { line: 1, column: 2, offset: 1 }],
    ['a\nb', 2, { line: 2, column: 1, offset: 2 }],
    ['a\r\nb', 3, { line: 2, column: 1, offset: 3 }],
    ['a\rb', 2, { line: 2, column: 1, offset: 2 }],
    ['a\n', 2, { line: 2, column: 1, offset: 2 }],
    ['😀b', 2, { line: 1, column: 3, offset: 2 }],
    ['a', 99, { line: 1, column: 2, offset: 1 }],
    ['a', -1, { line: 1, column: 1, offset: 0 }],
    ['', 0, { line: 1, column: 1, offset: 0 }],
  ])('of %j at %i', (text, offset, point) => {
    expect(lineIndex(text)(offset)).toEqual(point);
  });

  test('of the same text are the same after others were asked about', () => {
    const texts = ['a\nb', 'c\n\nd', 'e', 'f\ng', 'h\n\n\ni', 'a\nb'];
    expect(texts.map((text) => lineIndex(text)(text.length).line)).toEqual([2, 3, 1, 2, 4, 2]);
  });

  test('a line has an offset if the text has the line', () => {
    expect([0, 1, 2, 3].map((line) => offsetOfLine('a\nb', line))).toEqual([undefined, 0, 2, undefined]);
  });
});
