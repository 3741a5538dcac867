import { expect, it } from 'vitest';
import { dumpMasker } from '../../src/run/dump-masker.ts';

/** What is given for each piece, and at the end. */
const given = (secret: string, pieces: readonly string[]): readonly string[] => {
  const filter = dumpMasker([secret], '***');
  return [...pieces.map((piece) => filter.push(piece)), filter.end()];
};

/** A line of bytes in hex, so many signs long with its end. */
const line = (bytes: string, length: number): string => `${bytes.padEnd(length - 1)}\n`;

it.each<[string, string, readonly string[], readonly string[]]>([
  ['a line that a secret may begin in is held back', 'ab', ['61\n', '63\n'], ['', '61\n63\n', '']],
  ['a line that none begins in is not', 'ab', ['63\n', '62\n'], ['63\n', '62\n', '']],
  ['a line between two that hold a secret goes too', 'abc', ['61\n62\n63\n64\n'], ['***\n64\n', '']],
  ['a line before them stays', 'ab', ['63\n', '61\n62\n'], ['63\n', '***\n', '']],
  ['of one byte, nothing is held back', 'a', ['61\n', '62\n', '61\n'], ['***\n', '62\n', '***\n', '']],
  ['a line of 400 signs is read', 'ab', [line('61 62', 400)], ['***\n', '']],
  ['a longer one is not', 'ab', [line('61 62', 401)], [line('61 62', 401), '']],
  [
    'what follows no beginning of a dump is no dump',
    'a',
    ['Waiting', '', '61\n'],
    ['Waiting', '', '61\n', ''],
  ],
  ['a line without an end is read at the end', 'ab', ['61', '62'], ['', '', '***\n']],
])('%s', (_, secret, pieces, expected) => {
  expect(given(secret, pieces)).toEqual(expected);
});
