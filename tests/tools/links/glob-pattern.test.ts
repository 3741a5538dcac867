import { expect, test } from 'vitest';
import { globPattern } from '../../../src/tools/links/glob-pattern.ts';
import { hostList } from '../../../src/tools/links/host-list.ts';

test.each([
  ['a', 'A', true],
  ['a', 'ab', false],
  ['*', '', true],
  ['a*', 'ab', true],
  ['*a', 'ba', true],
  ['*a', 'ab', false],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['**', 'a', true],
  ['a.b', 'axb', false],
  ['https://*.example.org/*', 'https://a.b.example.org/x?y', true],
])('%s for %s: %s', (glob, name, fits) => expect(globPattern(glob)(name)).toBe(fits));

test('of many stars each part is looked for once', () => {
  expect(globPattern(`${'*a'.repeat(5_000)}!`)('a'.repeat(100_000))).toBe(false);
});

test.each([
  ['*.example.org', 'a.example.org', true],
  ['*.example.org', 'a.example.org:80', false],
  ['*.example.org:*', 'a.example.org:80', true],
  ['*:3000', 'localhost:3000', true],
  ['localhost', 'LOCALHOST', true],
  ['localhost', 'localhost:80', false],
  ['localhost:3000', 'localhost', false],
  ['a.example.org', 'b.example.org', false],
  ['a.example.org', 'a.example', false],
])('a list with %s has %s: %s', (entry, host, has) => expect(hostList([entry]).hasName(host)).toBe(has));
