import { expect, test } from 'vitest';
import { shelvesOf } from '../../src/site/shelves.ts';

const shelves = (...ids: string[]): string[] =>
  shelvesOf(ids.map((id) => ({ id, title: `T ${id}` }))).map(
    ({ folder, name, page, pages }) =>
      `${folder}|${name}|${page?.id ?? ''}|${pages.map(({ id }) => id).join(' ')}`,
  );

test('pages stand in the folders that their authors made, below what all share', () => {
  expect(shelves('a', 'b')).toEqual(['|||a b']);
  expect(shelves('docs/a', 'docs/b')).toEqual(['|||docs/a docs/b']);
  expect(shelves('docs/etcd/a', 'docs/etcd/_index', 'docs/node-a/b', 'docs/README')).toEqual([
    '|||docs/README',
    'etcd|T docs/etcd/_index|docs/etcd/_index|docs/etcd/a',
    'node-a|Node a||docs/node-a/b',
  ]);
  expect(shelves('a/b/c', 'a/d')).toEqual(['|||a/d', 'b|B||a/b/c']);
  expect(shelves('ab/c', 'a/d')).toEqual(['a|A||a/d', 'ab|Ab||ab/c']);
  expect(shelves()).toEqual([]);
});
