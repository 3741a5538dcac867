import { beforeAll, describe, expect, test } from 'vitest';
import type { Book } from '../../../src/runbook/book.ts';
import { bookLinks } from '../../../src/runbook/links/book-links.ts';
import type { Target } from '../../../src/runbook/links/target.ts';
import { relativePath } from '../../../src/runbook/links/link-paths.ts';
import { bookInMemory } from '../../book-in-memory.ts';

const FROM = 'content/runbooks/shop/orders.mdx';
const FILES = {
  'opsbook.yaml': '',
  [FROM]: '---\nkind: incident\n---\n\n## Diagnosis\n\n```sh {name=count-orders}\n```\n',
  'content/runbooks/shop/disk full.md': '## Größe\n',
  'content/runbooks/shop/queue.png': '',
  'content/runbooks/other.mdx': '## Steps\n',
  'content/guides/start.mdx': '# Start\n',
  'content/templates/incident.md': '# Incident\n',
  'content/services/worker.yaml': '',
  'content/teams.yaml': '',
  'README.md': '',
};

describe('a link from a page in a folder', () => {
  let book: Book;
  beforeAll(async () => {
    book = await bookInMemory(FILES);
  });
  const resolve = (url: string): Target =>
    bookLinks(book, { ruleIds: ['no-esm'] }).resolve({ path: FROM }, url);

  const page = (path: string, address: string, anchor = ''): Target => ({
    kind: 'page',
    path,
    address,
    anchor,
  });
  const own = (anchor: string): Target => page(FROM, '/runbooks/shop/orders/', anchor);
  const other = (anchor = ''): Target => page('content/runbooks/other.mdx', '/runbooks/other/', anchor);
  const disk = (anchor = ''): Target =>
    page('content/runbooks/shop/disk full.md', '/runbooks/shop/disk%20full/', anchor);

  test.each<[string, Target]>([
    ['../other.mdx', other()],
    ['../other.mdx#steps', other('steps')],
    ['../other.mdx?x=1#steps', other('steps')],
    ['../other', other()],
    ['./../other.mdx', other()],
    ['disk full.md', disk()],
    ['disk%20full.md', disk()],
    ['disk%20full.md#gr%C3%B6%C3%9Fe', disk('größe')],
    ['disk%20full.md#größe', disk('größe')],
    ['orders.mdx', own('')],
    ['#diagnosis', own('diagnosis')],
    ['#count-orders', own('count-orders')],
    ['#', own('')],
    ['', own('')],
    ['../../guides/start.mdx', page('content/guides/start.mdx', '/guides/start/')],
    ['../../templates/incident.md', page('content/templates/incident.md', '/templates/incident/')],
    ['/runbooks/other/', other()],
    ['/runbooks/other', other()],
    ['/runbooks/other/#steps', other('steps')],
    ['/runbooks/other/index.html#steps', other('steps')],
    ['/runbooks/shop/disk%20full/', disk()],
    ['queue.png', { kind: 'file', path: 'content/runbooks/shop/queue.png' }],
    ['../../../README.md', { kind: 'file', path: 'README.md' }],
    ['../../services/worker.yaml', { kind: 'site', address: '/services/worker/', anchor: '' }],
    ['../../teams.yaml', { kind: 'site', address: '/teams/', anchor: '' }],
    ['/services/worker/', { kind: 'site', address: '/services/worker/', anchor: '' }],
    ['/symptoms/', { kind: 'site', address: '/symptoms/', anchor: '' }],
    ['/rules/no-esm/', { kind: 'site', address: '/rules/no-esm/', anchor: '' }],
    ['https://a.example/b', { kind: 'external' }],
    ['HTTPS://a.example/b', { kind: 'external' }],
    ['//a.example/b', { kind: 'external' }],
    ['mailto:a@b.example', { kind: 'external' }],
    ['slack://channel?id=1', { kind: 'external' }],
  ])('to %j leads there', (url, target) => {
    expect(resolve(url)).toEqual(target);
  });

  test.each<[string, string, string | undefined]>([
    ['other.mdx', 'there is no file `content/runbooks/shop/other.mdx`', '../other.mdx'],
    [
      '../Other.mdx',
      'there is no file `content/runbooks/Other.mdx`, only one with the name in another case',
      '../other.mdx',
    ],
    [
      'Queue.PNG',
      'there is no file `content/runbooks/shop/Queue.PNG`, only one with the name in another case',
      'queue.png',
    ],
    ['queue.jpg', 'there is no file `content/runbooks/shop/queue.jpg`', 'queue.png'],
    ['../otherr.mdx', 'there is no file `content/runbooks/otherr.mdx`', '../other.mdx'],
    ['backup.mdx', 'there is no file `content/runbooks/shop/backup.mdx`', undefined],
    ['../', 'there is no page for the folder `content/runbooks`', undefined],
    ['../../../../etc/passwd', '`../../../../etc/passwd` leads out of the book', undefined],
    ['..%2f..%2f..%2f..%2fetc/passwd', '`../../../../etc/passwd` leads out of the book', undefined],
    ['#diagnose', '`content/runbooks/shop/orders.mdx` has no heading or step `#diagnose`', '#diagnosis'],
    ['#Diagnosis', '`content/runbooks/shop/orders.mdx` has no heading or step `#Diagnosis`', '#diagnosis'],
    ['../other.mdx#step', '`content/runbooks/other.mdx` has no heading or step `#step`', '#steps'],
    ['/runbooks/othr/', 'the site has no page `/runbooks/othr/`', '/runbooks/other/'],
    ['/content/runbooks/other.mdx', 'the site has no page `/content/runbooks/other.mdx`', '../other.mdx'],
    ['/runbooks/shop/backup/', 'the site has no page `/runbooks/shop/backup/`', undefined],
    ['/etc/passwd', 'the site has no page `/etc/passwd`', undefined],
    ['..\\other.mdx', 'there is no file `content/runbooks/shop/..\\other.mdx`', '../other.mdx'],
    ['%', 'there is no file `content/runbooks/shop/%`', undefined],
  ])('to %j leads nowhere', (url, reason, nearest) => {
    const target = resolve(url);
    expect(target.kind === 'missing' && [target.reason, target.nearest()]).toEqual([reason, nearest]);
  });

  test.each([
    ['../Other.mdx#steps', '../other.mdx#steps'],
    ['Queue.PNG', 'queue.png'],
    // Alike is not the same.
    ['queue.jpg', undefined],
    ['../otherr.mdx', undefined],
  ])('to %j is fixed by itself where no other can be meant: %j', (url, instead) => {
    const target = resolve(url);
    expect(target.kind === 'missing' && [target.instead]).toEqual([instead]);
  });

  test.each([
    ['javascript:alert(1)', 'javascript'],
    ['JaVaScRiPt:alert(1)', 'javascript'],
    [' javascript:alert(1)', 'javascript'],
    ['\u0000javascript:alert(1)', 'javascript'],
    ['java\nscript:alert(1)', 'javascript'],
    ['java\tscript\r:alert(1)', 'javascript'],
    ['javascript://a.example/%0aalert(1)', 'javascript'],
    ['vbscript:x', 'vbscript'],
    ['data:text/html,x', 'data'],
    ['blob:https://a.example/1', 'blob'],
    ['file:///etc/passwd', 'file'],
    ['view-source:https://a.example', 'view-source'],
    ['localhost:9090', 'localhost'],
    ['C:\\Users', 'c'],
  ])('to %j is not followed', (url, scheme) => {
    expect(resolve(url)).toEqual({ kind: 'unsafe', scheme });
  });
});

test.each([
  ['a/b/c.md', 'a/b/d.md', 'd.md'],
  ['a/b/c.md', 'a/d.md', '../d.md'],
  ['a/b/c.md', 'd/e.md', '../../d/e.md'],
  ['c.md', 'a/b.md', 'a/b.md'],
  ['a/b.md', 'a/b/c.md', 'b/c.md'],
])('the way from %j to %j is %j', (from, to, path) => {
  expect(relativePath(from, to)).toBe(path);
});
