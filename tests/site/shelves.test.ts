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

test('where folders are too many, the upper ones hold what is below them', () => {
  const few = (...ids: string[]): string[] =>
    shelvesOf(
      ids.map((id) => ({ id, title: id })),
      3,
    ).map(({ folder, page, pages }) => `${folder}|${page?.id ?? ''}|${pages.map(({ id }) => id).join(' ')}`);
  // Each page in a folder of its own, two levels down.
  expect(few('linux/01/README', 'linux/02/README', 'net/01/README', 'net/02/README')).toEqual([
    'linux||linux/01/README linux/02/README',
    'net||net/01/README net/02/README',
  ]);
  // The page of an upper folder stands for it; those of lower ones are pages in it.
  expect(few('a/README', 'a/b/README', 'a/c/README', 'd/x', 'd/y')).toEqual([
    'a|a/README|a/b/README a/c/README',
    'd||d/x d/y',
  ]);
  // The largest is parted as far as there is room.
  expect(few('a/b/1', 'a/b/2', 'c/d/1', 'c/d/2', 'c/d/3', 'c/1', 'c/e/f/1', 'x')).toEqual([
    '||x',
    'a||a/b/1 a/b/2',
    'c||c/d/1 c/d/2 c/d/3 c/1 c/e/f/1',
  ]);
  // More first folders than there may be: those who show them choose another order.
  expect(few('a/1', 'b/1', 'c/1', 'd/1')).toHaveLength(4);
});

test('folders of one name are told apart', () => {
  const names = (...ids: string[]): string[] =>
    shelvesOf(ids.map((id) => ({ id, title: id.endsWith('_index') ? 'Backup' : id }))).map(
      ({ name }) => name,
    );
  expect(names('docs/1.12/backup/_index', 'docs/1.13/backup/_index', 'docs/1.13/net/a')).toEqual([
    'Backup (1.12)',
    'Backup (1.13)',
    '1.13 / Net',
  ]);
  expect(names('a/_index', 'a/b/_index', 'c/d')).toEqual(['Backup (a)', 'Backup (b)', 'C']);
  expect(names('a', 'b')).toEqual(['']);
});
