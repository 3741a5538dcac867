import { expect, test } from 'vitest';
import { hostingHeaders } from '../../src/tools/hosting-headers.ts';

/** The rules of the file: a path, then indented headers. */
function rulesOf(text: string): Map<string, Map<string, string>> {
  const rules = new Map<string, Map<string, string>>();
  let headers = new Map<string, string>();
  for (const line of text.trimEnd().split('\n')) {
    if (!line.startsWith(' ')) rules.set(line, (headers = new Map()));
    else headers.set(line.trim().split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2));
  }
  return rules;
}

test('a host sends the policy with everything, and lets only what has a name of its content be kept', () => {
  const rules = rulesOf(hostingHeaders('/'));
  expect([...rules.keys()]).toEqual(['/*', '/assets/*', '/pagefind/fragment/*', '/pagefind/index/*']);
  expect(rules.get('/*')?.get('Content-Security-Policy')).toMatch(
    /^default-src 'none'; .*frame-ancestors 'none'$/,
  );
  expect(rules.get('/*')?.has('Cache-Control')).toBe(false);
  expect(rules.get('/assets/*')?.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
});

test('below a path, every rule is', () => {
  expect([...rulesOf(hostingHeaders('/ops/')).keys()].every((path) => path.startsWith('/ops/'))).toBe(true);
});

test('no line is longer than hosts read', () => {
  for (const line of hostingHeaders('/').split('\n')) expect(line.length).toBeLessThan(2000);
});
