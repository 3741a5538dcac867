import { expect, test } from 'vitest';
import { archivePage, ARCHIVE_POLICY } from '../../../src/site/archive/archive-page.ts';
import { relativePage } from '../../../src/site/archive/relative-page.ts';

const FILE = 'runbooks/pilot/disk-full/index.html';

test.each([
  ['<a href="/">', '<a href="../../../index.html">'],
  [
    '<a class="x" href="/services/db/?stay=1#ports">',
    '<a class="x" href="../../../services/db/index.html?stay=1#ports">',
  ],
  ['<img src="/files/a%20b.png">', '<img src="../../../files/a%20b.png">'],
  ['<form role="search" action="/">', '<form role="search" action="../../../index.html">'],
  ['<div data-forward="/runbooks/a/#b">', '<div data-forward="../../../runbooks/a/index.html#b">'],
  [
    '<meta http-equiv="refresh" content="0; url=/runbooks/a/">',
    '<meta http-equiv="refresh" content="0; url=../../../runbooks/a/index.html">',
  ],
  // Of somebody else, of this page, and what only looks like one.
  ['<a href="//example.com/">', '<a href="//example.com/">'],
  ['<a href="https://example.com/">', '<a href="https://example.com/">'],
  ['<a href="#steps">', '<a href="#steps">'],
  ['<p title="a > b" data-x=" href=">', '<p title="a > b" data-x=" href=">'],
  ['<code>&lt;a href="/"&gt;</code>', '<code>&lt;a href="/"&gt;</code>'],
  ['a < b', 'a < b'],
])('%s', (html, expected) => {
  expect(relativePage(html, FILE)).toBe(expected);
});

test('a page of an archive loads one script, by the hash of the text that loads it', () => {
  const page =
    '<!doctype html><html lang="en" data-base="/"><head>' +
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">' +
    '<link rel="preload" href="/assets/a.woff2" as="font"><link rel="stylesheet" href="/assets/a.css"></head><body><p id="site:kept" class="kept" hidden></p>' +
    '<script type="module" src="/assets/a.js"></script></body></html>';
  const made = archivePage(page, { file: 'a/index.html', words: 'A copy.' });
  expect(made).toContain('<html lang="en" data-base="../">');
  expect(made).toContain(`content="${ARCHIVE_POLICY}"`);
  expect(made).toContain('<p id="site:kept" class="kept">A copy.</p>');
  expect(made).not.toContain('type="module"');
  expect(made).not.toContain('preload');
  expect(made.match(/<script/g)).toHaveLength(1);
  expect(ARCHIVE_POLICY).not.toContain("'unsafe");
});
