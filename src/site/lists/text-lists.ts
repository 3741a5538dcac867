import type { PageEntry, RunbookClaims, RunbookEntry } from '../entries.ts';
import { ownParts, shelvesOf } from '../shelves.ts';
import type { SiteBook } from '../site-book.ts';
import { byLetter, groupList, MOST_GROUPS, withIds } from './list-group.ts';
import type { ListGroup } from './list-group.ts';
import type { ListLine } from './list-line.ts';

type Lines = readonly ListGroup<ListLine>[];

/** Lists of lines, each by its name in addresses. */
export const TEXT_LISTS = {
  symptoms,
  errors,
  runbooks,
  guides: (book: SiteBook): Lines => inTheirOrder(book.guides('guides')),
  templates: (book: SiteBook): Lines => inTheirOrder(book.guides('templates')),
} as const satisfies Readonly<Record<string, (book: SiteBook) => Lines>>;

export type TextList = keyof typeof TEXT_LISTS;

interface Sign extends ListLine {
  readonly system: string;
}

/** Every symptom by the system that shows it: those of the worst incidents first. */
function symptoms(book: SiteBook): Lines {
  return signs(book, worstFirst(book), ({ symptoms: texts }) => texts.map((text) => ({ text })));
}

/** Every text that a runbook knows from logs, by the system that writes it. */
function errors(book: SiteBook): Lines {
  return signs(book, book.runbooks(), ({ errors: texts }) => texts.map((text) => ({ text, isCode: true })));
}

/** What runbooks are found by, by system. */
function signs(
  book: SiteBook,
  pages: readonly RunbookEntry[],
  textsOf: (claims: RunbookClaims) => readonly Pick<ListLine, 'text' | 'isCode'>[],
): Lines {
  const lines = bySystem(book, pages).flatMap(({ id, runbook, address, title }): Sign[] =>
    textsOf(runbook).map((text) => ({ ...text, address, aside: title, system: book.systemOf(id) })),
  );
  return groupList(lines, { ...systems(book), keyOf: ({ system }) => system, wordOf });
}

function runbooks(book: SiteBook): Lines {
  const pages = book.runbooks();
  // Where no runbook says what it is about, the folders are what its authors sorted by.
  if (!pages.some(({ runbook }) => runbook.services.length > 0)) return shelfGroups(pages);
  const grouped = groupList(bySystem(book, pages), {
    ...systems(book),
    keyOf: ({ id }) => book.systemOf(id),
    wordOf: ({ title }) => title,
  });
  return grouped.map((group) => ({ ...group, items: linesOf(group.items) }));
}

function shelfGroups(pages: readonly RunbookEntry[]): Lines {
  const shelves = shelvesOf(pages, MOST_GROUPS).map(({ name, page, pages: own }) => ({
    name,
    ...(page ? { address: page.address } : {}),
    items: linesOf(own),
  }));
  // Pages that each stand in a folder of their own are one list.
  const isFlat =
    shelves.length > 3 && shelves.every(({ items, address }) => items.length + (address ? 1 : 0) < 2);
  if (isFlat || (shelves.length <= 1 && !shelves[0]?.address))
    return groupList(linesOf(pages), { keyOf: () => '', nameOf: () => '', wordOf });
  if (shelves.length <= MOST_GROUPS) return withIds(shelves);
  const named = shelves.flatMap(({ name, address, items }) => [
    ...(address === undefined ? [] : [{ name, line: { text: name, address } }]),
    ...items.map((line) => ({ name, line })),
  ]);
  return byLetter(named, ({ name }) => name).map((group) => ({
    ...group,
    items: group.items.map(({ line }) => line),
  }));
}

function inTheirOrder(pages: readonly PageEntry[]): Lines {
  return withIds([{ name: '', items: pages.map(lineOf) }]);
}

/** Pages of one title are told apart by where they stand. */
function linesOf(pages: readonly PageEntry[]): readonly ListLine[] {
  const alike = Map.groupBy(pages, ({ title }) => title);
  return pages.map((page) => {
    const others = (alike.get(page.title) ?? []).filter((one) => one !== page).map(({ id }) => id);
    const line = lineOf(page);
    return others.length === 0 ? line : { ...line, text: `${line.text} (${ownParts(page.id, others)})` };
  });
}

function lineOf({ title, address, summary }: PageEntry): ListLine {
  return { text: title, address, aside: summary };
}

const wordOf = ({ text }: ListLine): string => text;

function systems(book: SiteBook) {
  return { nameOf: (system: string): string => book.systemName(system) || 'Runbooks' };
}

/** Systems by name; within each, the order that is given. */
function bySystem(book: SiteBook, pages: readonly RunbookEntry[]): readonly RunbookEntry[] {
  return pages.toSorted((a, b) => book.systemOf(a.id).localeCompare(book.systemOf(b.id), 'en'));
}

function worstFirst(book: SiteBook): readonly RunbookEntry[] {
  const ranks = new Map(book.severities().map(({ id }, index) => [id, index]));
  const rank = ({ runbook }: RunbookEntry): number => ranks.get(runbook.severity ?? '') ?? ranks.size;
  return book.runbooks().toSorted((a, b) => rank(a) - rank(b));
}
