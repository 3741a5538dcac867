import { expect, test } from 'vitest';
import { bodyBehind } from '../../src/shell/function-bodies.ts';

test.each<[string, string, string]>([
  ['f', 'f() { ls; }', '\n ls; '],
  ['f', 'function f { ls; }', '\n ls; '],
  ['f', 'f() ( ls )', '\n ls '],
  ['f', 'f() { { a; }; b; }; c', '\n { a; }; b; '],
  ['f', 'f() ( (a); b ); c', '\n (a); b '],
  ['f', 'f() { g; }; g() { b; }', '\n g; \n\n b; '],
  ['f', 'f() { a; }; f() { b; }', '\n a; \n b; '],
  ['f', "alias f='sudo -u app'", '\nsudo -u app "$@"'],
  ['f', 'alias f="a b"', '\na b "$@"'],
  ['f', 'alias f=ls', '\nls "$@"'],
  ['f', 'f() { a; }; g() { b; }', '\n a; '],
  ['f', 'f() { a', ''],
  ['f', 'ls', ''],
  ['f g', 'f() { a; }', ''],
  ['f', '$f() { a; }', ''],
  ['f', 'f() { g; g; }; g() { f; }', '\n g; g; \n\n f; '],
  ['', 'f() { a; }', ''],
  ['f', "f() { a; }; alias f='b'", '\n a; \nb "$@"'],
  ['f', 'f() { g; h; }; g() { 1; }', '\n g; h; \n\n 1; '],
  ['f(', 'f() { a; }', ''],
  ['xf', 'f() { a; }', ''],
])('what %s runs in %s', (name, script, body) => expect(bodyBehind(name, script)).toBe(body));

test('functions and bodies beyond what anybody writes are left out', () => {
  const many = Array.from({ length: 99 }, (_, at) => `g${at}() { a; }`).join('; ');
  expect(bodyBehind('f', `${many}; f() { a; }`)).toBe('\n a; ');
  expect(bodyBehind('f', `${many}; h() { a; }; f() { a; }`)).toBe('');
  const body = 'a'.repeat(9_999);
  expect(bodyBehind('f', `f() {${body}}`)).toBe(`\n${body}`);
  expect(bodyBehind('f', `f() {${body}a}`)).toBe('');
});
