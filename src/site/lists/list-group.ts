import { pageNameFault } from '../../runbook/links/page-names.ts';

/** A part of a long list: a system, a team, a letter. */
export interface ListGroup<T> {
  /** Of its heading (`in-ID`) and of its own pages. */
  readonly id: string;
  readonly name: string;
  /** A page of the book that stands for it. */
  readonly address?: string;
  readonly items: readonly T[];
}

interface Grouping<T> {
  readonly keyOf: (item: T) => string;
  /** What people call a group. */
  readonly nameOf: (key: string) => string;
  /** What an item is looked up by, where the letters of the alphabet are the groups. */
  readonly wordOf: (item: T) => string;
}

/** Up to this many groups have a heading each; more would be a list of headings. */
export const MOST_GROUPS = 24;
/** One group of more items than this is parted by letters. */
const MOST_TOGETHER = 50;

/**
 * The groups of a list, in their own order: by what they are of; by letters where that is one long group, or too many
 * to look through.
 */
export function groupList<T>(
  items: readonly T[],
  { keyOf, nameOf, wordOf }: Grouping<T>,
): readonly ListGroup<T>[] {
  const byKey = Map.groupBy(items, keyOf);
  if (byKey.size > MOST_GROUPS) return byLetter(items, (item) => nameOf(keyOf(item)));
  if (byKey.size === 1 && items.length > MOST_TOGETHER) return byLetter(items, wordOf);
  return withIds([...byKey].map(([key, own]) => ({ name: nameOf(key), items: own })));
}

/** Groups by the first letter of a word; the rarest letters, and what begins with none, are together at the end. */
export function byLetter<T>(items: readonly T[], wordOf: (item: T) => string): readonly ListGroup<T>[] {
  const letters = Map.groupBy(items, (item) => letterOf(wordOf(item)));
  const kept = [...letters]
    .filter(([letter]) => letter !== '')
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST_GROUPS)
    .sort(([a], [b]) => a.localeCompare(b, 'en'));
  const named = new Set(kept.map(([letter]) => letter));
  const rest = items.filter((item) => !named.has(letterOf(wordOf(item))));
  const groups = kept.map(([name, own]) => ({ name, items: own }));
  return withIds(rest.length === 0 ? groups : [...groups, { name: 'Others', items: rest }]);
}

/** `É` is looked for under E; what begins with no letter has none. */
function letterOf(word: string): string {
  const [first = ''] = word.normalize('NFD').replace(/^[^\p{L}\p{N}]+/u, '');
  return /\p{L}/u.test(first) ? first.toUpperCase() : '';
}

/** Gives each group an id of its own, which can stand in an address. */
export function withIds<G extends { readonly name: string }>(
  groups: readonly G[],
): readonly (G & { readonly id: string })[] {
  const taken = new Set<string>();
  return groups.map((group) => {
    const id = freeId(idOf(group.name), taken);
    taken.add(id);
    return { ...group, id };
  });
}

/** As long as a name in an address may reasonably be. */
const LONGEST_ID = 60;

function idOf(name: string): string {
  const words = name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join('-');
  const id = [...words].slice(0, LONGEST_ID).join('') || 'others';
  return pageNameFault(id) ? `group-${id}` : id;
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`;
  return free;
}
