import { expect, test } from 'vitest';
import { addressKey, formerAddresses } from '../../../src/runbook/links/former-addresses.ts';

test.each<[string, readonly string[]]>([
  ['permalink: /articles/deploy.html', ['articles/deploy']],
  ['slug: disk', ['ops/disk']],
  ['id: disk-full', ['ops/disk-full']],
  ['url: "/Old/Disk/"', ['old/disk']],
  ["redirect_from: '/a'", ['a']],
  ['old_paths: /a/index.html', ['a']],
  ['redirect_from:\n  - /a\n  - b.htm\ntitle: c\n- /d', ['a', 'ops/b']],
  ['redirect_from:\n- "/a"\nslug: b\n- /c', ['a', 'ops/b']],
  ['slug: disk\r\ntitle: Disk\r', ['ops/disk']],
  // Patterns, other fields, and lists of other fields.
  ['permalink: /:categories/:title/', []],
  ['permalink: /a/{{ b }}/', []],
  ['redirect_from: [/a, "/b"]', ['a', 'b']],
  ['slugs: disk\nmy-slug: disk', []],
  ['title: Disk', []],
  ['tags:\n  - /a', []],
  ['slug:', []],
  ['- /a\nslug: b', ['ops/b']],
  ['slug: a"b\'c', ['ops/a"b\'c']],
  ['slug: ./', ['ops']],
  ['permalink: /', []],
])('the frontmatter %j gives a page the addresses %j', (yaml, keys) => {
  expect(formerAddresses({ path: 'ops/full.md', text: `---\n${yaml}\n---\nslug: text\n` })).toEqual(keys);
});

test('a page without frontmatter gives itself none', () => {
  expect(formerAddresses({ path: 'ops/full.md', text: '# A\n\nslug: disk\n' })).toEqual([]);
});

test.each([
  ['/A/b.html', 'ops/x.md', 'a/b'],
  ['b', 'ops/x.md', 'ops/b'],
  ['b/index', 'x.md', 'b'],
  ['../web/./b/', 'ops/x.md', 'web/b'],
  ['../../../b', 'ops/x.md', 'b'],
  ['index.htm', 'x.md', ''],
  ['/a//./b/', 'ops/x.md', 'a/b'],
  ['/reindex', 'ops/x.md', 'reindex'],
  ['/indexes/a', 'ops/x.md', 'indexes/a'],
  ['/a.html/b', 'ops/x.md', 'a.html/b'],
])('the address %s in %s is known by %j', (address, from, key) =>
  expect(addressKey(address, from)).toBe(key),
);
