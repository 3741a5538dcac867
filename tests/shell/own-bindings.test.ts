import { expect, test } from 'vitest';
import { listBindings, listExports, sets } from '../../src/shell/own-bindings.ts';
import { parseScript } from '../../src/shell/parse.ts';

const NAMES = new Set(['V', 'W']);
// Where the variables get a value, where they are handed on, and which of their uses the script has set.

test.each<[string, string]>([
  ['V=1; a $V', 'V assignment 0 |  | 7:set'],
  ['a $V; V=1', 'V assignment 6 |  | 2:free'],
  ['V=1 a $V', 'V prefix 0 |  | 6:free'],
  ["V=1 bash -c 'a $V'", 'V prefix 0 |  | 15:set'],
  ['V=1 bash -c "a $V"', 'V prefix 0 |  | 15:free'],
  ['export V; a $V', ' | V 7 0 | 12:free'],
  ['export V=1; a $V', 'V assignment 7 |  | 14:set'],
  ['readonly V', ' | V 9 0 | '],
  ['declare V; a $V', 'V declaration 8 |  | 13:set'],
  ['declare -x V; a $V', ' | V 11 0 | 16:free'],
  ['typeset -gx V', ' | V 12 0 | '],
  ['declare -a V', 'V declaration 11 |  | '],
  ['declare a -x V', ' | V 13 0 | '],
  ['local V', 'V declaration 6 |  | '],
  ['read V; a $V', 'V read 5 |  | 10:set'],
  ['for V in a; do b $V; done', 'V for 4 |  | 17:set'],
  ['${V:=1}; a $V', ' |  | 0:free 11:free'],
  [': ${V:-1}; a $V', ' |  | 2:free 13:free'],
  ['V=$V; a', 'V assignment 0 |  | 2:free'],
  ['V=$(a $V); b $V', 'V assignment 0 |  | 6:free 13:set'],
  ['W=1; a $V', 'W assignment 0 |  | 7:free'],
  ['V=1; export V', 'V assignment 0 |  | '],
  ['$(export V)', ' | V 9 1 | '],
  ['a `export V`', ' | V 10 1 | '],
  ["bash -c 'V=1; a $V'", 'V assignment 9 |  | 16:set'],
  ['V=1 W=$V a', 'V prefix 0, W prefix 4 |  | 6:free'],
  ["V=1 W=$V bash -c 'b $W'", 'V prefix 0, W prefix 4 |  | 6:free 20:set'],
  ['X=1; export X', ' |  | '],
  ['export V W', ' | V 7 0, W 9 0 | '],
  ['local -x V; a $V', 'V declaration 9 |  | 14:set'],
  ['W=1; export V', 'W assignment 0 | V 12 0 | '],
  ["V=1 W=$(bash -c 'a $V') b", 'V prefix 0, W prefix 4 |  | 19:free'],
  ['export W; W=2; export W', 'W assignment 10 | W 7 0 | '],
  ['mapfile V <<< "$V"', 'V mapfile 8 |  | 15:free'],
  ['read V <<< "$V"; a $V', 'V read 5 |  | 12:free 19:set'],
  ['declare -xV', ' |  | '],
  ['declare -aaaax V', ' | V 15 0 | '],
  ['declare -aaaaax V', 'V declaration 16 |  | '],
  ['x declare -x V', ' |  | '],
  ['declare x-x V', 'V declaration 12 |  | '],
  ['V=1\na $V', 'V assignment 0 |  | 6:set'],
  ['a; V=1; b; c $V', 'V assignment 3 |  | 13:set'],
  ['(V=1; a $V)', 'V assignment 1 |  | 8:set'],
  ['V=1 W=2; a $V', 'V assignment 0, W assignment 4 |  | 11:set'],
  ['export a; V=2; a $V', 'V assignment 10 |  | 17:set'],
  ['declare -x W=1; V=$W', 'W assignment 11, V assignment 16 |  | 18:set'],
  ['export \\V; a $V', ' |  | 13:free'],
  ["V=1 b\nash -c 'a $V'", 'V prefix 0 |  | 16:free'],
])('in %s: %s', (source, told) => {
  const script = parseScript(source);
  const bindings = listBindings(script, NAMES);
  const exported = listExports(script, source, NAMES);
  const uses = script.uses.filter(({ name }) => NAMES.has(name));
  const isSet = uses.map(
    (use) => `${use.range.start}:${bindings.some((one) => sets(one, use)) ? 'set' : 'free'}`,
  );
  const found = [
    bindings.map(({ name, kind, range }) => `${name} ${kind} ${range.start}`).join(', '),
    exported.map(({ name, range, depth }) => `${name} ${range.start} ${depth}`).join(', '),
    isSet.join(' '),
  ];
  expect(found.join(' | ')).toBe(told);
});
