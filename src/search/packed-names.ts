import { numberReader, packNumbers } from './pack.ts';
import { anchorOf } from './shards.ts';
import type { Chapter, ListedPage, NamesShard, Told } from './shards.ts';

/**
 * The first shard as it is written: a column for each field, and what several pages share once. A book of a thousand
 * runbooks is read by its browser before anything else, and most of what it says of them is alike.
 */
export interface PackedNames {
  readonly format: number;
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  readonly fields: Readonly<Record<PackedField, Column>>;
  readonly chapters: {
    /** Of each: its page, its first section and how many it has. */
    readonly at: string;
    readonly titles: readonly string[];
    /** Empty where the title gives it. */
    readonly anchors: readonly string[];
  };
  readonly told?: readonly Told[];
}

/** Values that pages share: of each page how many it has, and which; of these, zero is the page's own title. */
interface Column {
  readonly of: readonly unknown[];
  readonly at: string;
}

type PackedField = (typeof ONE)[number] | (typeof SEVERAL)[number];

const ONE = ['address', 'kind', 'owner', 'severity'] as const;
const SEVERAL = ['services', 'alerts', 'params'] as const;

/** The first shard as text. */
export function packNames({ format, pages, chapters, told }: NamesShard): string {
  const titles = pages.map(({ title }) => title);
  const column = (field: PackedField): [PackedField, Column] => [
    field,
    packColumn(
      pages.map((page) => valuesOf(page, field)),
      titles,
    ),
  ];
  const packed: PackedNames = {
    format,
    ids: pages.map(({ id }) => id),
    titles,
    // Every field has its column.
    fields: Object.fromEntries([...ONE, ...SEVERAL].map(column)) as Record<PackedField, Column>,
    chapters: {
      at: packNumbers(chapters.flatMap(({ page, first, count }) => [page, first, count])),
      titles: chapters.map(({ title }) => title),
      anchors: chapters.map(({ title, anchor }) => (anchor === anchorOf(title) ? '' : anchor)),
    },
    ...(told && { told }),
  };
  return JSON.stringify(packed);
}

function valuesOf(page: ListedPage, field: PackedField): readonly unknown[] {
  const value = page[field];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function packColumn(rows: readonly (readonly unknown[])[], titles: readonly string[]): Column {
  const numbers = new Map<string, number>();
  const of: unknown[] = [];
  const numberOf = (value: unknown): number => {
    const key = JSON.stringify(value);
    const known = numbers.get(key) ?? of.push(value);
    numbers.set(key, known);
    return known;
  };
  const at = rows.flatMap((row, page) => [
    row.length,
    ...row.map((value) => (value === titles[page] ? 0 : numberOf(value))),
  ]);
  return { of, at: packNumbers(at) };
}

/** Reads what `packNames` wrote. */
export function unpackNames({ format, ids, titles, fields, chapters, told }: PackedNames): NamesShard {
  const columns = [...ONE, ...SEVERAL].map((field) => {
    const rows = readColumn(fields[field], titles);
    return (page: number): readonly (readonly [PackedField, unknown])[] => {
      const values = rows[page] ?? [];
      if (values.length === 0) return [];
      return [[field, isOne(field) ? values[0] : values]];
    };
  });
  const pages = titles.map((title, page) => {
    const known = Object.fromEntries(columns.flatMap((column) => column(page)));
    // As `packNames` found them.
    return { id: ids[page] ?? '', title, ...known } as ListedPage;
  });
  const next = numberReader(chapters.at);
  const listed = chapters.titles.map((title, at): Chapter => {
    const [page, first, count] = [next(), next(), next()];
    return { page, title, anchor: chapters.anchors[at] || anchorOf(title), first, count };
  });
  return { format, pages, chapters: listed, ...(told && { told }) };
}

function isOne(field: PackedField): boolean {
  return ONE.some((one) => one === field);
}

function readColumn({ of, at }: Column, titles: readonly string[]): readonly (readonly unknown[])[] {
  const next = numberReader(at);
  return titles.map((title) =>
    Array.from({ length: next() }, () => {
      const number = next();
      return number === 0 ? title : of[number - 1];
    }),
  );
}
