import { expect, test } from 'vitest';
import { RUNS, SAFE_SCHEMES, schemeOf } from '../../../src/runbook/links/schemes.ts';

test.each([
  ['https://x.example', 'https'],
  ['JavaScript:x', 'javascript'],
  // Browsers drop white space and control characters.
  [' java\tscript:x', 'javascript'],
  ['java\nscript:x', 'javascript'],
  ['\u0000\u001Fdata:x', 'data'],
  ['javascript :x', 'javascript'],
  ['git+ssh://x', 'git+ssh'],
  ['h2.a-b:x', 'h2.a-b'],
  ['a.md', undefined],
  ['/a:b', undefined],
  ['a b/c:d', undefined],
  ['1a:b', undefined],
  ['#a:b', undefined],
  [':x', undefined],
])('the scheme of %j is %s', (url, scheme) => expect(schemeOf(url)).toBe(scheme));

test('a click follows these alone, and none of them runs what follows it', () => {
  expect([...SAFE_SCHEMES].sort().join(' ')).toBe('http https irc ircs mailto matrix sip slack ssh tel xmpp');
  expect(['javascript', 'vbscript', 'data', 'blob', 'file'].filter((scheme) => !RUNS.has(scheme))).toEqual(
    [],
  );
  expect([...RUNS].filter((scheme) => SAFE_SCHEMES.has(scheme))).toEqual([]);
});
