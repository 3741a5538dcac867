import type { OpenEntry } from './open-entry.ts';
import type { ListedPage } from './shards.ts';
import { isName, nameKey, splitWords } from './words.ts';

/** What leads to an entry by its name alone, whatever the spelling. */
export interface Names {
  /** Entries by the key of an alert's name or a title. */
  readonly entries: ReadonlyMap<string, readonly number[]>;
  /** Alerts' names as they are written, by key. */
  readonly alerts: ReadonlyMap<string, string>;
  /** Keys of what is only a heading of a chapter: `Store-gateway` may be a part that many pages speak of. */
  readonly headings: ReadonlySet<string>;
  /** What is no runbook, by the key of its title or of the last part of its id: found where nothing else is asked. */
  readonly others: ReadonlyMap<string, readonly number[]>;
}

/** A shorter title stands in too many texts. */
const SHORTEST = 5;

/** The names of all entries: alerts that pages declare, and titles of several words. */
export function listNames(pages: readonly ListedPage[], entries: readonly OpenEntry[]): Names {
  const found = new Map<string, number[]>();
  const alerts = new Map<string, string>();
  const add = (name: string, entry: number): void => {
    const key = nameKey(name);
    const known = found.get(key);
    if (!known) found.set(key, [entry]);
    else if (!known.includes(entry)) known.push(entry);
  };
  pages.forEach(({ alerts: declared = [] }, page) => {
    for (const name of declared) {
      add(name, page);
      alerts.set(nameKey(name), name);
    }
  });
  entries.forEach(({ title, isRunbook }, entry) => {
    if (!isRunbook) return;
    if (splitWords(title).length < 2 || title.length < SHORTEST) return;
    if (isName(title) && !alerts.has(nameKey(title))) alerts.set(nameKey(title), title);
    add(title, entry);
  });
  const isChapter = (entry: number): boolean => entry >= pages.length;
  const declared = new Set(pages.flatMap(({ alerts = [] }) => alerts.map(nameKey)));
  return {
    entries: found,
    alerts,
    headings: new Set(
      [...found].flatMap(([key, of]) => (of.every(isChapter) && !declared.has(key) ? [key] : [])),
    ),
    others: listOthers(pages),
  };
}

/** A page is its own entry. */
function listOthers(pages: readonly ListedPage[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  pages.forEach(({ id, address, title }, page) => {
    if (address === undefined) return;
    for (const key of new Set([nameKey(title), nameKey(id.slice(id.lastIndexOf('/') + 1))]))
      found.set(key, [...(found.get(key) ?? []), page]);
  });
  return found;
}
