import { expect, test } from 'vitest';
import { isQuoted, withoutQuoters, withoutSetters } from '../../src/shell/written-out/without-setters.ts';

// A script, and the script in which builtins that give a variable a text are assignments.
test.each([
  ['printf -v A x', 'A=$(printf x)'],
  ['printf -v A "%s" "$X"; b', 'A=$(printf "%s" "$X"); b'],
  ['f() { printf -v A "%s" "$1"; }', 'f() { A=$(printf "%s" "$1"); }'],
  ['printf -v A', 'printf -v A'],
  ['printf A x', 'printf A x'],
  ['printf -v 1A x', 'printf -v 1A x'],
  ['printf -v Ax- x', 'printf -v Ax- x'],
  ['printf -v A x > f', 'printf -v A x > f'],
  ['X=1 printf -v A x', 'X=1 printf -v A x'],
  ['printf -x A y; printf -v B z', 'printf -x A y; B=$(printf z)'],
  ['my-printf -v A x', 'my-printf -v A x'],
  ['printf -v A "x', 'printf -v A "x'],
  ["read -d '' A <<E\nx\nE", 'A=$(cat <<E\nx\nE\n)'],
  ["read -r -d '' A <<E\nx\nE", 'A=$(cat <<E\nx\nE\n)'],
  ["read -rd '' A <<E\nx\nE", 'A=$(cat <<E\nx\nE\n)'],
  ["read -d '' -r A <<E\nx\nE", 'A=$(cat <<E\nx\nE\n)'],
  ['read -r -d "" A <<E || true\nx\nE', 'A=$(cat <<E || true\nx\nE\n)'],
  ["read -r -d '' A <<E || :\nx\nE", 'A=$(cat <<E || :\nx\nE\n)'],
  ["read -r -d '' A <<E || truex\nx\nE", "read -r -d '' A <<E || truex\nx\nE"],
  ["read -r -d '' A <<E | b\nx\nE", "read -r -d '' A <<E | b\nx\nE"],
  ["read -r -d '' A <<E > f\nx\nE", "read -r -d '' A <<E > f\nx\nE"],
  ["read > f -r -d '' A <<E\nx\nE", "read > f -r -d '' A <<E\nx\nE"],
  ["read -r -d '' <<E A\nx\nE", "read -r -d '' <<E A\nx\nE"],
  ["read -r -d '' A B <<E\nx\nE", "read -r -d '' A B <<E\nx\nE"],
  ["read -r -d '' 1A <<E\nx\nE", "read -r -d '' 1A <<E\nx\nE"],
  ["read -r -d '' A- <<E\nx\nE", "read -r -d '' A- <<E\nx\nE"],
  ["read x-d '' A <<E\nx\nE", "read x-d '' A <<E\nx\nE"],
  ["read -d '' -r -x A <<E\nx\nE", "read -d '' -r -x A <<E\nx\nE"],
  ["read -r -d '' A <<E\nx", "read -r -d '' A <<E\nx"],
  ["read -r -d '' A <<< x", "read -r -d '' A <<< x"],
  ["read -r -d '' A < f", "read -r -d '' A < f"],
  ['read -r A <<E\nx\nE', 'read -r A <<E\nx\nE'],
  ['p\\rintf -v A x', 'p\\rintf -v A x'],
  ["y read -d '' A <<E\nx\nE", "y read -d '' A <<E\nx\nE"],
  ['ls', 'ls'],
  ["(read -d '' A <<E\nx\nE\n) && b", '(A=$(cat <<E\nx\nE\n)\n) && b'],
  ['printf -v A x; read -r B', 'A=$(printf x); read -r B'],
])('%s', (script, whole) => expect(withoutSetters(script)).toBe(whole));

test.each([
  ['ls $(printf %q "${M}")', 'ls ${M@Q}'],
  ['ls $(printf \'%q\' "${M}")', 'ls ${M@Q}'],
  ['ls $(printf -- %q "${M}")', 'ls ${M@Q}'],
  ['ls $(printf %q "${N}")', 'ls $(printf %q "${N}")'],
  ['ls $(printf %s "${M}")', 'ls $(printf %s "${M}")'],
])('%s is %s', (script, whole) => expect(withoutQuoters(script, 'M')).toBe(whole));

test.each<[string, boolean]>([
  ['$(printf %q "$X")', true],
  ['ls $(printf -- "%q" "$X")', true],
  ['ls aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa $(printf %q "$X")', true],
  ['ls $(printf %q "a$X")', false],
  ['ls $(printf %q "$X" )', false],
  ['ls $(printf %s "$X")', false],
])('in %s the variable is quoted for another shell: %s', (source, isIt) => {
  const start = source.indexOf('$X');
  expect(isQuoted(source, { start, end: start + 2 })).toBe(isIt);
});
