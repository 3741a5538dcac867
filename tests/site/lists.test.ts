import { describe, expect, test } from 'vitest';
import { cutGroups } from '../../src/site/lists/cut-groups.ts';
import { ROOM } from '../../src/site/lists/group-places.ts';
import { groupList, MOST_GROUPS } from '../../src/site/lists/list-group.ts';
import { linesEach, shownOwners } from '../../src/site/lists/shown-owners.ts';
import { TEXT_LISTS } from '../../src/site/lists/text-lists.ts';
import type { SiteBook } from '../../src/site/site-book.ts';

const words = (count: number, word = 'word'): string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

/** Grouped by what stands before `/`. */
function grouped(items: readonly string[]) {
  return groupList(items, {
    keyOf: (item) => (item.includes('/') ? (item.split('/')[0] ?? '') : ''),
    nameOf: (key) => key || 'All',
    wordOf: (item) => item,
  }).map(({ id, name, items: own }) => [id, name, own.length]);
}

describe('a long list is grouped', () => {
  test('by what its items are of, in their order', () => {
    expect(grouped(['b/1', 'a/1', 'b/2'])).toEqual([
      ['b', 'b', 2],
      ['a', 'a', 1],
    ]);
  });

  test('not at all while it is short', () => {
    expect(grouped(words(50))).toEqual([['all', 'All', 50]]);
  });

  test('by letters where it is one long group; accents and signs do not part it', () => {
    const items = [...words(49, 'disk'), 'École', '"echo', '9 lives', '/health', '…'];
    expect(grouped(items.map((item) => item.replace('/', '')))).toEqual([
      ['d', 'D', 49],
      ['e', 'E', 2],
      ['h', 'H', 1],
      ['others', 'Others', 2],
    ]);
  });

  test('by the letters of its groups where those are too many', () => {
    const folders = words(MOST_GROUPS + 1, 'team').map((name) => `${name}/x`);
    expect(grouped([...folders, 'b/1'])).toEqual([
      ['b', 'B', 1],
      ['t', 'T', MOST_GROUPS + 1],
    ]);
  });

  test('by the commonest letters of a script that has many', () => {
    const items = Array.from({ length: 300 }, (_, index) => String.fromCodePoint(0x4e00 + (index % 200)));
    const groups = grouped(items);
    expect(groups).toHaveLength(MOST_GROUPS + 1);
    expect(groups.at(-1)).toEqual(['others', 'Others', 300 - 2 * MOST_GROUPS]);
  });

  test('under ids that are its own, and that every disk can hold', () => {
    const ids = grouped(['a b/1', 'a-b/1', 'con/1', '!/1', `${'x'.repeat(300)}/1`]).map(([id]) => id);
    expect(ids).toEqual(['a-b', 'a-b-2', 'group-con', 'others', 'x'.repeat(60)]);
  });
});

describe('the first page of a list shows of its groups', () => {
  const cut = (sizes: readonly number[], room: number): number[] =>
    cutGroups(
      sizes.map((size, index) => ({ id: String(index), name: '', items: words(size) })),
      room,
    ).map(({ shown }) => shown.length);

  test.each([
    [[3, 4], 10, [3, 4]],
    [[200, 200, 3], 13, [5, 5, 3]],
    [[200, 1, 200], 6, [2, 1, 2]],
    [[9, 9, 9], 2, [1, 1, 1]],
    [[0, 300], 20, [0, 20]],
    [[], 20, []],
  ])('of %j in a room for %i: %j', (sizes, room, shown) => {
    expect(cut(sizes, room)).toEqual(shown);
  });
});

describe('of five thousand reviews the first page shows', () => {
  const owners = Array.from({ length: 80 }, (_, index) => ({
    owner: `team ${index}`,
    all: 60,
    counts: { fresh: 60 - (index % 40), 'due-soon': 0, overdue: index % 40 },
  }));

  test.each([
    [11, 7],
    [3, 15],
  ])('of eighty owners with %i states those with most to do, %i', (states, rows) => {
    const shown = shownOwners(owners, states);
    expect(shown).toHaveLength(rows);
    expect(shown.slice(0, 3).map(({ owner }) => owner)).toEqual(['team 39', 'team 79', 'team 38']);
  });

  test('of few owners each, in their order', () => {
    expect(shownOwners(owners.slice(0, 7), 11)).toEqual(owners.slice(0, 7));
  });

  test.each([
    [0, 5],
    [1, 5],
    [6, 5],
    [8, 3],
    [12, 2],
  ])('of %i who owe something this week %i lines each', (count, lines) => {
    expect(linesEach(count)).toBe(lines);
  });

  test('of each group as many as leave room for all', () => {
    const groups = words(MOST_GROUPS + 1).map((id) => ({ id, name: id, items: words(200) }));
    const rows = cutGroups(groups, ROOM.reviews.first).flatMap(({ shown }) => shown);
    expect(rows.length).toBeLessThanOrEqual(ROOM.reviews.first);
  });
});

test('runbooks of one title in one list are told apart by where they stand', () => {
  const lines = (pages: Readonly<Record<string, string>>): string[] => {
    const runbooks = Object.entries(pages).map(([id, title]) => ({ id, title, runbook: { services: [] } }));
    // A list asks no more of a book, and of its pages.
    const book = { runbooks: () => runbooks } as unknown as SiteBook;
    return TEXT_LISTS.runbooks(book).flatMap(({ items }) => items.map(({ text }) => text));
  };
  expect(lines({ README: 'Runbook', index: 'Runbook' })).toEqual(['Runbook (README)', 'Runbook (index)']);
  expect(lines({ 'a/x': 'Sync', 'b/x': 'Sync', 'c/x': 'Sync', 'd/x': 'Keys' })).toEqual([
    'Sync (a)',
    'Sync (b)',
    'Sync (c)',
    'Keys',
  ]);
  // Each below the name of its folder.
  expect(lines({ 'a/x': 'Sync', 'a/y': 'Keys', 'b/x': 'Sync', 'b/y': 'Keys' })).toEqual([
    ...['Sync', 'Keys'],
    ...['Sync', 'Keys'],
  ]);
});
