import { expect, test } from 'vitest';
import { escapeCutter } from '../../src/run/escapes.ts';

test.each([
  [4094, 0],
  [4095, 4097],
])(
  'a title of a window with %i letters and no end is cut after %i: what is longer is none',
  (letters, given) => {
    const cutter = escapeCutter();
    const text = `\u001B]${'a'.repeat(letters)}`;
    expect(cutter.next(text)).toHaveLength(given);
    expect(cutter.rest()).toHaveLength(text.length - given);
    expect(cutter.rest()).toBe('');
  },
);

test('a sequence that has ended is given at once, with what follows', () => {
  const cutter = escapeCutter();
  expect(cutter.next('\u001B[31mred')).toBe('\u001B[31mred');
});
