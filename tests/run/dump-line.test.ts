import { expect, it } from 'vitest';
import { readDumpLine } from '../../src/run/dump-line.ts';

/** Cells of four columns, as `od -c` and `od -a` write them. */
const cells = (...signs: readonly string[]): string => signs.map((sign) => sign.padStart(4)).join('');

it.each<[string, string, Readonly<Record<string, readonly number[]>>]>([
  [
    'escapes of `od -c`',
    `0000000${cells('\\0', '\\a', '\\b', '\\t', '\\n', '\\v', '\\f', '\\r', 'a', '303', '**', '')}`,
    { 'signs after an offset': [0, 7, 8, 9, 10, 11, 12, 13, 97, 195, 32] },
  ],
  [
    'names of `od -a`',
    `0000000${cells('nul', 'ht', 'nl', 'cr', 'sp', 'del')}`,
    { 'signs after an offset': [0, 9, 10, 13, 32, 127] },
  ],
  ['a name that is none', `0000000${cells('xyz')}`, {}],
  ['signs without an offset', cells('a', 'b'), { signs: [97, 98] }],
  [
    'a second line of `od -bc`',
    `       ${cells('a', 'b')}`,
    { signs: [32, 32, 97, 98], 'signs after an offset': [97, 98] },
  ],
  ['words that are no offset', 'xyzzyxx 61 62', {}],
  [
    'hex, in words of either order',
    '00000010: 6162 63',
    { 'hex after an offset': [97, 98, 99], 'hex, last byte first after an offset': [98, 97, 99] },
  ],
  [
    'hex without an offset, and signs after it',
    '6a 6b  |jk|',
    { hex: [106, 107], 'hex, last byte first': [106, 107] },
  ],
  [
    'words of octal, or hex',
    '0000000 061141 000143',
    {
      'hex after an offset': [6, 17, 65, 0, 1, 67],
      'hex, last byte first after an offset': [65, 17, 6, 67, 1, 0],
      'octal words after an offset': [97, 98, 99, 0],
    },
  ],
  ['one number', '7', { decimal: [7] }],
  ['numbers', '104 117 9', { decimal: [104, 117, 9] }],
  ['octal', ' 150 400', { octal: [104, 0], decimal: [150, 400], signs: [104, 0] }],
  ['words', 'xyz', {}],
  ['one byte in hex', '6a', { hex: [106], 'hex, last byte first': [106] }],
  ['one byte in octal', '150', { octal: [104], decimal: [150] }],
  [
    'one word of octal',
    '061141',
    { hex: [6, 17, 65], 'hex, last byte first': [65, 17, 6], 'octal words': [97, 98] },
  ],
  ['one sign', '   a', { signs: [97] }],
  ['an offset that is none', 'zz 00000010 61', {}],
  ['a byte that is no offset', 'x      61', {}],
  ['blanks of an offset', `       ${cells('303', 'a')}`, { 'signs after an offset': [195, 97] }],
  [
    'an offset that may be bytes',
    '0000 6a',
    {
      ...{ hex: [0, 0, 106], 'hex, last byte first': [0, 0, 106] },
      ...{ 'hex after an offset': [106], 'hex, last byte first after an offset': [106] },
    },
  ],
  [
    'hex of `xxd` before its signs',
    '00000010: 6162  63',
    { 'hex after an offset': [97, 98], 'hex, last byte first after an offset': [98, 97] },
  ],
  [
    'hex of others in two columns',
    '00000010 6a 6b  6c',
    {
      ...{ hex: [0, 0, 0, 16, 106, 107, 108], 'hex, last byte first': [16, 0, 0, 0, 106, 107, 108] },
      ...{ 'hex after an offset': [106, 107, 108], 'hex, last byte first after an offset': [106, 107, 108] },
    },
  ],
  ['nothing', '', {}],
])('a line is read as %s', (_, line, readings) => {
  expect(Object.fromEntries(readDumpLine(line))).toEqual(readings);
});
