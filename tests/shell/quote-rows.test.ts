import { describe, expect, test } from 'vitest';
import { putValue, putValues, sayUnfit, stoppingHole } from '../../src/shell/put-values.ts';
import { allowing, assignmentOf, quoteFor, unfitReason, withoutGuards } from '../../src/shell/quote.ts';
import { MEANINGS } from '../../src/shell/value-meaning.ts';

/** The readers of a place, a value, and what is written there; undefined: it cannot stand there. */
const WRITTEN: readonly (readonly [place: string, value: string, written: string | undefined])[] = [
  ['b', 'a/b.c:d@e%f-1', 'a/b.c:d@e%f-1'],
  ['b', '', "''"],
  ['b', 'a b', "'a b'"],
  ['b', 'a;b', "'a;b'"],
  ['b', ';a', "';a'"],
  ['b', "it's", "'it'\\''s'"],
  ['b', 'a\n^b', "'a\n''^b'"],
  ['b', 'a\u200bb', undefined],
  ['B', 'a', "'a'"],
  ['d', 'a', 'a'],
  ['d', "it's", "it's"],
  ...['"', '$', '`', '\\', '!', '^'].map((char) => ['d', char, `"'${char}'"`] as const),
  ['s', "it's", "it'\\''s"],
  ['s', 'a\n^b', "a\n''^b"],
  ['k', 'a-1', 'a-1'],
  ['k', 'a b', undefined],
  ['k', ' a', undefined],
  ['k', '', undefined],
  ['h', 'a$`\\b', 'a\\$\\`\\\\b'],
  ['h', 'a\nb', undefined],
  ['l', 'a$b', 'a$b'],
  ['l', 'a\nb', undefined],
  ['l', '\nb', undefined],
  ['u', 'a b/c:d@e~f.g-h', 'a%20b/c:d@e~f.g-h'],
  ['u', "!'()*", '%21%27%28%29%2A'],
  ['o', 'a.b-c', 'a.b-c'],
  ['o', 'a:80', 'a:80'],
  ['o', 'a:80/x', undefined],
  ['o', '/a', undefined],
  ['o', 'a@b', undefined],
  ['j', 'a"b\n', 'a\\"b\\n'],
  ['q', "it's", "it''s"],
  ['q', 'a\\', undefined],
  ['i', 'a"b', 'a""b'],
  ['i', '', undefined],
  ['i', 'a\\', undefined],
  ['w', '12.5', '12.5'],
  ['w', '1', '1'],
  ['w', '1;x', undefined],
  ['w', 'x1', undefined],
  ['W', 'a_1', 'a_1'],
  ['W', '12.5', '12.5'],
  ['W', '1a', undefined],
  ['W', 'a;', undefined],
  ['W', ';a', undefined],
  ['t', 'a/b@c', 'a/b@c'],
  ['t', '-t', undefined],
  ['t', '-tt', '-tt'],
  ['t', 'a b', undefined],
  ['t', ' a', undefined],
  ['t', 'x-t', 'x-t'],
  ['y', 'a@b', 'a@b'],
  ['y', 'a/b', undefined],
  ['y', '/b', undefined],
  ['y', 'b/', undefined],
  ['T', 'a.b:c-d', 'a.b:c-d'],
  ['T', 'a@b', undefined],
  ['T', '@b', undefined],
  ['T', 'b@', undefined],
  ['J', '-1.5e3', '-1.5e3'],
  ['J', 'x1', undefined],
  ['n', '0', '0'],
  ['n', '10', '10'],
  ['n', '010', undefined],
  ['n', 'a1', undefined],
  ['n', '1a', undefined],
  ['Q', "it's", "'it''s'"],
  ['Q', 'a\\', " E'a\\\\'"],
  ['I', 'a"b', '"a""b"'],
  ['I', '', undefined],
  ['p', 'a"\\\n\'', 'a\\"\\\\\\n\''],
  ['P', 'a\'\\\n"', 'a\\\'\\\\\\n"'],
  ['r', 'a"', 'a"'],
  ['r', 'a`', undefined],
  ...['5', '0.5', '1h30m', 'job_seconds', 'job:rate', '100ms'].map((text) => ['m', text, text] as const),
  ...['group_left', 'label_format', 'by', '5 or x', 'x or 5', 'or', '1x'].map(
    (text) => ['m', text, undefined] as const,
  ),
  ['m', 'group_left_of', 'group_left_of'],
  ['m', 'my_group_left', 'my_group_left'],
  ['x', 'a', undefined],
  ['c', 'a', undefined],
  ['X', 'a', undefined],
  ['E', 'a', undefined],
  ['N', 'a', 'a'],
  ['f', 'a', 'a'],
  ['f', '../.', undefined],
  ['v', 'a b', 'a b'],
  ['v', 'a,b', undefined],
  ['v', ',b', undefined],
  ['v', 'a,', undefined],
  ['g', 'a', 'a'],
  ['g', '*a', undefined],
  ['g', 'a*', undefined],
  ['a', 'pod', 'pod'],
  ['a', '/pod', undefined],
  ['a', 'pod/', undefined],
  ['z', 'v1.2-3', 'v1.2-3'],
  ['z', 'a.', 'a.'],
  ...['a..b', 'a@{1}', 'a:b', '^a', 'a~1', 'a b', 'a\\', '.'].map((text) => ['z', text, undefined] as const),
  ['e', 'a', 'a'],
  ['e', '=a', undefined],
  ['e', 'a=', undefined],
  ['F', './a:b', './a:b'],
  ['F', 'a\nb', 'a\nb'],
  ['F', 'https://a', undefined],
  ['F', 'HTTPS://a', undefined],
  ['F', ' https://a', ' https://a'],
  ['L', 'a', 'a'],
  ['L', 'a\n', undefined],
  ['L', '\na', undefined],
  ['O', 'a-b', 'a-b'],
  ['O', '-a', undefined],
  ['O', ' -a', undefined],
  ['O', '!', undefined],
  ['O', '!a', '!a'],
  ['C', '/a-b/c.d', '/a-b/c.d'],
  ['C', 'a/-b', undefined],
  ['C', '-b', undefined],
  ['C', 'a/..', undefined],
  ['C', 'a/.-b', undefined],
  ['C', 'a/', undefined],
  ['V', 'v1.2.3', 'v1.2.3'],
  ['V', 'a_b', 'a_b'],
  ['V', '_b', undefined],
  ['V', '.b', undefined],
  ['V', 'a-b', undefined],
  ['V', 'a..', undefined],
  ['V', 'a/b', undefined],
  ['Z', 'a/-b', 'a/-b'],
  ['Z', '5', '5'],
  ['Z', '/a', undefined],
  ['Z', '.a', undefined],
  ['0', 'a', undefined],
  ['D', 'a@b', 'a@b'],
  ['D', '@a', undefined],
  ['D', ' <a', undefined],
  ['A', 'a', 'a'],
  ['A', '|a', undefined],
  ['A', 'a|', undefined],
  ['K', 'a', 'a'],
  ['K', '\\a', undefined],
  ['K', 'a\\', undefined],
  [
    'b',
    '\u26a0\ufe0f \u{1f469}\u200d\u{1f4bb} \u0645\u06cc\u200c\u062e',
    "'\u26a0\ufe0f \u{1f469}\u200d\u{1f4bb} \u0645\u06cc\u200c\u062e'",
  ],
  ['1', '42', '42'],
  ['1', '+42', '+42'],
  ['1', ' 0', undefined],
  ['1', '0 ', undefined],
  ['1', '2', '2'],
  ['1', '10', '10'],
  ['1', 'nginx', 'nginx'],
  ['1', '%1', '%1'],
  ['1', '0', undefined],
  ['1', '1', undefined],
  ['1', '00', undefined],
  ['1', '01', undefined],
  ['1', '+1', undefined],
  ['1', ' 1 ', undefined],
  ['1', ' -5', undefined],
  ['1', '', undefined],
  ['S', 'a+b=c', 'a+b=c'],
  ['S', 'a b', undefined],
  ['S', ' b', undefined],
  ['S', 'b ', undefined],
  // The outermost reader stands first.
  ['sd', '$', `"'\\''$'\\''"`],
  ['bO', '-a', undefined],
];

test.each(WRITTEN)('a place %s has %j as %j', (place, value, written) => {
  expect(quoteFor(place, value)).toBe(written);
});

describe('a value that cannot stand in a place', () => {
  test.each([
    ['b', 'a\u200bb', 'it holds a character that nobody sees'],
    ['d1', '0', 'it would be no process of its own'],
    ['b', 'a\u3164', 'it holds a character that nobody sees'],
    ['b', 'a\u034fb', 'it holds a character that nobody sees'],
    ['b', 'a\u{e0041}b', 'it holds a character that nobody sees'],
    ['b', 'a\u{e0101}b', 'it holds a character that nobody sees'],
    ['b', 'a\u202eb', 'it holds a character that nobody sees'],
    ['b', 'a\u0007b', 'it holds a control character'],
    ['b', 'a\ud800', 'it holds a control character'],
    ['k', 'a b', 'the text here is read once more'],
    ['bO', '-a', 'it would be an option'],
    ['dD', '@a', 'it would be read from a file'],
    ['bcO', '-a', 'it would be an option'],
    ['bcO', 'a', 'it would be the name of what is run'],
    ['Ok', '-a b', 'it would be an option'],
    ['w', 'a', 'only a number can stand here'],
    ['J', '1.', 'only a number can stand here'],
    ['Y', 'a', "no shell fills in what stands in single quotes: write `'…'\"$NAME\"'…'`"],
    ['W', '1a', 'only a name or a number'],
    ['n', 'a', 'only a whole number'],
    ['o', 'a/b', 'only a host'],
    ['t', 'a b', 'inside a program'],
    ['T', 'a@b', 'only letters, digits and `._:-` can'],
    ['bA', 'a|', 'the program would run it'],
    ['bR', '+!id', 'it would be a command'],
    ['bK', '\\', 'its backslashes would be read'],
    ['bS', 'a b', 'split it into words'],
    ['bL', 'a\n', 'more than one line'],
    ['bE', 'a', 'no variable gets past the command'],
    ['bC', 'a/-b', 'a part could be an option'],
    ['bV', 'a-b', 'a part could be an option'],
    ['bZ', '/a', 'a part could be an option'],
    ['b0', 'a', 'a part could be an option'],
    ['bf', '.', 'it would be the folder itself'],
    ['bv', 'a,b', 'more than one item'],
    ['bg', '*', 'it would be many names'],
    ['ba', 'a/b', 'name another kind of thing'],
    ['bz', 'a..b', 'it would be many names'],
    ['be', 'a=b', 'it would set a variable'],
    ['bF', 'http://a', 'fetched and run'],
    ['bM', 'a', 'only a whole number can'],
    ['bM', '5a', 'only a whole number can'],
    ['bM', 'a5', 'only a whole number can'],
    ['bU', 'A_B', 'evaluate it as a variable'],
    ['bU', 'a A', 'evaluate it as a variable'],
    ['bH', 'a', 'every variable of the environment is run here'],
    ['bG', 'a', 'whose `EOF` is in quotes'],
  ])('%s, %j: %s', (place, value, reason) => expect(unfitReason(place, value)).toContain(reason));

  test.each([
    ['bM', '5'],
    ['bM', '0'],
    ['bU', 'a'],
    ['bU', 'aB'],
    ['bU', '5'],
    ['b', 'é'],
    ['b', '😀'],
    ['b', 'a\u200db'],
    ['b', 'a\nb'],
  ])('%s, %j can', (place, value) => expect(quoteFor(place, value)).toBeDefined());
});

test('a param opens the guards that it allows, and no others', () => {
  expect(allowing('bcfvgazeFODAKSLE', [])).toBe('bcfvgazeFODAKSLE');
  expect(allowing('bcfvgazeFODAKSLE', MEANINGS)).toBe('bDAKSLE');
  const opened = MEANINGS.map((meaning) => allowing('bcfvgazeFODAKSLE', [meaning]));
  expect(opened).toEqual([
    'bcfvgazeFDAKSLE',
    'bcfvgazeFODAKSLE',
    'bcvgazeFODAKSLE',
    'bfvgazODAKSLE',
    'bcfeFODAKSLE',
  ]);
  expect(withoutGuards('bcfvgazeFODAKSLNEd')).toBe('bd');
});

test('a guard holds wherever the quotes come from', () => {
  const assigned = ([code = '', value = '']: readonly string[]): boolean =>
    assignmentOf({ name: 'V', code }, value) !== undefined;
  expect(
    [
      ['xO', 'a'],
      ['xO', '-a'],
      ['OD', '@a'],
      ['x', '-a'],
    ].map(assigned),
  ).toEqual([true, false, false, true]);
});

test('a variable is given its value before the text, in the environment where a program asks for it', () => {
  expect(assignmentOf({ name: 'V', code: 'x' }, 'a b')).toBe("V='a b'");
  expect(assignmentOf({ name: 'V', code: 'X' }, 'a')).toBe('export V=a');
  expect(assignmentOf({ name: 'V', code: 'x' }, 'a\u0007')).toBeUndefined();
  expect(assignmentOf({ name: 'V', code: 'X' }, 'a\u0007')).toBeUndefined();
});

test.each<[code: string, canAssign: boolean, value: string, put: ReturnType<typeof putValue>]>([
  ['b', true, 'a b', { text: "'a b'" }],
  ['bN', true, 'a b', { text: "V='a b'" }],
  ['x', true, 'a b', { assignment: "V='a b'" }],
  ['x', false, 'a b', { reason: 'the text here is read once more before it is used' }],
  ['xO', true, '-a', { reason: 'it would be an option' }],
  ['xO', true, 'a', { assignment: 'V=a' }],
])('a place %s, to be assigned: %s, takes %j', (code, canAssign, value, put) =>
  expect(putValue({ name: 'V', code, canAssign }, value)).toEqual(put),
);

test.each([
  ['$V', 'b', '${V:?fill in V}'],
  ['${V}', 'd', '${V:?fill in V}'],
  ['\\$V', 'd', '\\${V:?fill in V}'],
  ['${V:-x}', 'b', '${V:-x}'],
  ['$V', 'q', '$V'],
  ['$V', 'ub', '$V'],
  ['V', 'bN', 'V="${V:?fill in V}"'],
  ['$V-x', 'b', '$V-x'],
  ['x$V', 'b', 'x$V'],
])('%s without its value, in %s, stops the shell: %s', (variable, code, hole) =>
  expect(stoppingHole(variable, code)).toBe(hole),
);

test('what cannot stand somewhere is said with its reason', () => {
  const unfit = [
    { name: 'POD', reason: 'it would be an option' },
    { name: 'NS', reason: 'it would be the folder itself' },
  ];
  expect(sayUnfit(unfit)).toBe(
    'POD cannot stand here (it would be an option); NS cannot stand here (it would be the folder itself)',
  );
});

test('values stand in their places, and what has none stays or is said', () => {
  const text = 'a $A $B $C $D $E $A $C z';
  const codes: Readonly<Record<string, string>> = { A: 'b', B: 'x', C: 'bO', D: 'b', E: 'b' };
  const places = [...text.matchAll(/\$(\w)/g)].map(({ 0: { length }, 1: name = '', index }) => ({
    name,
    code: codes[name] ?? '',
    range: { start: index, end: index + length },
    canAssign: name === 'B',
    isOptional: name === 'E',
  }));
  const values = new Map(Object.entries({ A: '1 2', B: '3', C: '-c' }));
  const filled = {
    assignments: ['B=3'],
    missing: ['D'],
    unfit: [{ name: 'C', reason: 'it would be an option' }],
  };
  expect(putValues(text, places, { values })).toEqual({
    ...filled,
    text: "a '1 2' $B $C $D $E '1 2' $C z",
  });
  // What is optional, and what a line before gives its value, has no hole.
  expect(putValues(text, places, { values, hole: (own) => `<${own}>` })).toEqual({
    ...filled,
    text: "a '1 2' $B <$C> <$D> $E '1 2' <$C> z",
  });
});

test('of several reasons why a value cannot stand the first is said', () => {
  const places = ['bO', 'bc'].map((code, at) => ({
    ...{ name: 'V', code, range: { start: at * 3, end: at * 3 + 2 } },
    ...{ canAssign: false, isOptional: false },
  }));
  const { unfit } = putValues('$V $V', places, { values: new Map([['V', '-a']]) });
  expect(unfit).toEqual([{ name: 'V', reason: 'it would be an option' }]);
});
