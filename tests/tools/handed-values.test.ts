import { expect, it } from 'vitest';
import { openHands } from '../../src/tools/handed-values.ts';

const VALUES = new Map([
  ['A', '1'],
  ['B', '2'],
]);

/** What each snippet is given of A and B, and what is said to bash before it. */
const handed = (
  snippets: readonly (readonly [names: string | undefined, code: string])[],
  environment: Readonly<Record<string, string>> = {},
): readonly string[] => {
  const hands = openHands(VALUES, environment);
  return snippets.map(([names, code]) => {
    const { given, lines } = hands(
      { code, ...(names === undefined ? {} : { names: new Set(names) }) },
      VALUES,
    );
    return [[...given.keys()].join(''), ...lines.split('\n').filter(Boolean)].join(', ');
  });
};

it.each<[string, Parameters<typeof handed>, readonly string[]]>([
  ['all without names', [[[undefined, 'x']]], ['AB']],
  ['what it names, and what it does not is hidden', [[['A', 'x']]], ['A, export -n B']],
  [
    'of what is hidden it is said once',
    [
      [
        ['A', 'x'],
        ['A', 'y'],
      ],
    ],
    ['A, export -n B', 'A'],
  ],
  [
    'what was hidden and is named is shown again',
    [
      [
        ['A', 'x'],
        ['B', 'y'],
      ],
    ],
    ['A, export -n B', 'B, export -n A, export B'],
  ],
  ['what all began with stays', [[['A', 'x']], { B: '2' }], ['A']],
  ['what all began with in another value is hidden', [[['A', 'x']], { B: '3' }], ['A, export -n B']],
  [
    'what one handed on, all that come later have',
    [
      [
        ['A', 'export A'],
        ['B', 'y'],
      ],
    ],
    ['A, export -n B', 'AB, export B'],
  ],
  [
    'what is handed on by all has no names',
    [
      [
        [undefined, 'export A'],
        ['B', 'y'],
      ],
    ],
    ['AB', 'B, export -n A'],
  ],
])('a snippet is given %s', (_, words, expected) => {
  expect(handed(...words)).toEqual(expected);
});

it.each([
  ['declare -x A', true],
  ['typeset -x A', true],
  ['set -a', true],
  ['set -eua', true],
  ['set -o allexport', true],
  ['exported A', false],
  ['set -e', false],
  ['reset -a', false],
])('`%s` hands on: %s', (code, isHandedOn) => {
  expect(
    handed([
      ['A', code],
      ['', 'y'],
    ])[1],
  ).toBe(isHandedOn ? 'A' : ', export -n A');
});
