import { expect, test } from 'vitest';
import { withoutFunctions } from '../../src/shell/written-out/without-functions.ts';

// A script, and the script with the bodies of its functions where they are called.
test.each<[string, string | undefined]>([
  ['f() { a; }; f; echo "f x"', 'true; { a; }; echo "f x"'],
  ['f() { declare -n r=$1; eval "$r"; }; f V', 'true; { declare -n r="V"; eval "$r"; }'],
  ['f:x() { a; }; f:x', undefined],
  ['f() { a; }; X=1 f', undefined],
  ['f x; f() { a; }', undefined],
  ['f() { a; }; x f; f', undefined],
  ['f() { a; }; f; eval "f x"', undefined],
  ['a() { b; }; b() { c; }; c() { d; }; d() { e; }; e() { x; }; a', undefined],
  ['f() { a; }; f=x; f', undefined],
  ['f() { a; }; f <<< x', undefined],
  ['a; f() { a; }; f', 'a; true; { a; }'],
  ['a() { b; }; b() { c; }; c() { d; }; d() { e; }; a', 'true; true; true; true; { { { { e; }; }; }; }'],
  ['a', undefined],
  ['f() { a', undefined],
  ['f() { a; }; f $x', undefined],
  ['f() { IFS=x a; }; f', undefined],
  ['f() { a; }; "f" x', undefined],
  ['f() { a; }; f; cat <<< "f x"', undefined],
  ['f() { a; }; f; cat <<EOF\nf\nEOF', undefined],
  ['f() { a; }; f >a >b', 'true; { a; } >a >b'],
  ['f() { a; }; f() { b; }; f', undefined],
  ['f() { g() { a; }; g; }; f', undefined],
  ['{ f() { a; }; }; f', undefined],
  ['if x; then g() { a; }; fi; f() { b "$1"; }; f y', undefined],
  ['x "$(f)"; f() { a; }; f', undefined],
  ['f() { a; }; f; eval x | echo "f x"', 'true; { a; }; eval x | echo "f x"'],
  ['f() { a; }; x | f', 'true; x | { a; }'],
  ['f() { a; }; f-x', 'true; f-x'],
  ['f-x() { a; }; f-x', 'true; { a; }'],
  ['f.x() { a; }; f.x', 'true; { a; }'],
  [
    'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff() { a; }; ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'true; { a; }',
  ],
  [
    'fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff() { a; }; fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    undefined,
  ],
  ['f() { a; }; xf', 'true; xf'],
  ['f() { a; }; f; trap f EXIT', undefined],
  ['f() { a "$1"; }; f "x y"', 'true; { a "x y"; }'],
  ['f() { a $FUNCNAME; }; f', undefined],
  ['f() { a; }; f; C=f-x', 'true; { a; }; C=f-x'],
  ['f() { a; }; f; C="x f"', undefined],
  ['f() { a; }', 'true'],
  ['f() { a "$1"; }; f "$(b)"', 'true; { a "$(b)"; }'],
  ['f() { a; }; f A=(x)', undefined],
  ['f() { f; }; f', undefined],
  ['f() { a; }; f <<E\nx\nE', undefined],
  ['f() { a; }; f; cat <<EOF\nfx\nEOF', 'true; { a; }; cat <<EOF\nfx\nEOF'],
])('%s', (script, whole) => expect(withoutFunctions(script)).toBe(whole));

test('a text of 20,000 characters is nothing that a person wrote', () => {
  const written = (length: number): string => 'true; { a; }; #'.padEnd(length, 'x');
  const script = (length: number): string => written(length).replace('true; { a; }', 'f() { a; }; f');
  expect(withoutFunctions(script(19_999))).toBe(written(19_999));
  expect(withoutFunctions(script(20_000))).toBeUndefined();
});
