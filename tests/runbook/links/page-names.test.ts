import { describe, expect, test } from 'vitest';
import { aliasFault } from '../../../src/runbook/links/site-paths.ts';
import { alertNameFault } from '../../../src/runbook/links/alert-names.ts';
import { isPageName, nameKey, pageNameFault } from '../../../src/runbook/links/page-names.ts';

describe('a name of a page', () => {
  test('is one where a page can have it, on whatever machine', () => {
    expect(['a', 'con', 'a\u200Bb', '..', 'index.html'].map(isPageName)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test.each([
    'late',
    'worker/late-orders',
    '50%25 done',
    'a%0Ab',
    '%',
    '%2e%2e',
    'c#',
    'a&b',
    'index',
    'index.md/in',
    '...a',
    'console',
    'falcon',
    'my-index.html',
    'index.html.old',
    'com10',
    'n'.repeat(200),
    ['n'.repeat(200), ...Array(4).fill('n'.repeat(199))].join('/'),
    'Störung 👩‍🚒',
  ])('works as %j', (id) => expect(pageNameFault(id)).toBeUndefined());

  test.each([
    ['', 'it is empty'],
    ['a//b', 'it is empty'],
    ['.', 'in every address `.` leads to another folder'],
    ['a/..', 'in every address `..` leads to another folder'],
    ['index.html', 'servers show `index.html` as the page of its folder'],
    ['a/Index.HTML', 'servers show `Index.HTML` as the page of its folder'],
    ['ü'.repeat(128), 'it has more than the 255 bytes that a file system holds'],
    [
      Array(6).fill('n'.repeat(200)).join('/'),
      'its path has more than 1000 bytes, which not every server takes',
    ],
    // The one that has no page is told, whatever else is wrong.
    ['con/a\\b/..', 'in every address `..` leads to another folder'],
  ])('stands in the way of a page as %j', (id, reason) =>
    expect(pageNameFault(id)).toEqual({ reason, hasPage: false, isElsewhere: false }),
  );

  test.each([
    ['a\nb', 'it holds a line break or another control character'],
    ['a\u007F', 'it holds a line break or another control character'],
    ['a\u2028b', 'it holds a line break or another control character'],
    ['\u202Etxt', 'it holds a character that nobody sees'],
    ['a\u200Bb', 'it holds a character that nobody sees'],
    ['a\u00ADb', 'it holds a character that nobody sees'],
    ['a\\b', 'Windows and some servers take its `\\` for a `/`'],
  ])('is wrong on every machine as %j', (id, reason) =>
    expect(pageNameFault(id)).toEqual({ reason, hasPage: true, isElsewhere: false }),
  );

  test.each([
    ['why?', 'Windows cannot hold a name with `?`'],
    ['a:b', 'Windows cannot hold a name with `:`'],
    ['dot.', 'Windows drops the dot or space at its end'],
    ['space /in', 'Windows drops the dot or space at its end'],
    ['con', 'in Windows it is the name of a device'],
    ['AUX.old', 'in Windows it is the name of a device'],
    ['n'.repeat(255), 'it has more than 200 bytes, which not every file system holds'],
    ['ü'.repeat(101), 'it has more than 200 bytes, which not every file system holds'],
  ])('is wrong on some machines as %j', (id, reason) =>
    expect(pageNameFault(id)).toEqual({ reason, hasPage: true, isElsewhere: true }),
  );

  test.each([
    ['A', 'a'],
    ['\u00E9', 'e\u0301'],
    ['\u00C9', 'e\u0301'],
  ])('is one for some file systems: %j and %j', (one, other) => expect(nameKey(one)).toBe(nameKey(other)));
});

test("an alert's name has no page where the site has a file, and may hold a slash", () => {
  expect(alertNameFault('names.json')?.hasPage).toBe(false);
  expect(alertNameFault('..')?.hasPage).toBe(false);
  expect(alertNameFault('a/b')).toBeUndefined();
});

describe('an alias', () => {
  test.each([
    ...['/alerts/HighLoad/', '/Alerts/HighLoad/', '/lists/all/', '/RULES/no-placeholder/', '/Severities/'],
    ...['/files/graph.png', '/Assets/x', '/offline/', '/404', '/sw.js', '/SW.js/', '/offline.json'],
    ...['/sitemap.xml', '/book.json', '/Book.json/', '/robots.txt', '/search/index.json', '/pagefind/a.js'],
    ...['/a/../alerts/', '/%2e%2e/alerts', '/pagefind/..', '/a//b', '/a?b', '/.git/config', '/', ''],
  ])('takes no address of the site, nor one outside it: %s', (alias) => {
    expect(aliasFault(alias)).toEqual(expect.any(String));
  });

  test.each(['/old/', 'worker/queue', '/wiki/Alerts', '/alerting/x', '/sitemap', '/index.php', '/old/sw.js'])(
    'may be an address that was: %s',
    (alias) => expect(aliasFault(alias)).toBeUndefined(),
  );
});
