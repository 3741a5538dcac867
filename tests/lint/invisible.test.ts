import { expect, test } from 'vitest';
import { withPlainSpaces, WIDTHLESS } from '../../src/lint/invisible.ts';

test.each(['\u200B', '\u2060', '\u034F', '\u115F', '\u3164', '\uFFA0', '\u206A', '\u{E0041}'])(
  'what nobody sees is taken for blanks, and every offset stays: %j',
  (char) => {
    expect(`a${char}b`.replace(WIDTHLESS, '')).toBe('ab');
    expect(withPlainSpaces(`a${char}b`)).toBe(`a${' '.repeat(char.length)}b`);
  },
);

test.each(['é', '한', '⚠️', '🏴'])('what has a shape stays: %s', (text) => {
  expect(withPlainSpaces(text)).toBe(text);
});
