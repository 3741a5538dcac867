import picomatch from 'picomatch';
import type { NameKind } from '../shell/names/name-use.ts';
import { afterDrops } from './after-drops.ts';
import { kustomizedThings } from './kustomize.ts';
import { sources } from './sources/index.ts';
import type { Source, Thing, Unread, WorldFile } from './thing.ts';

/** The names of what is there, as the files of a repository tell them. */
export interface World {
  readonly things: readonly Thing[];
  readonly unread: readonly Unread[];
  /** What a file made and a later one took away, where the later one says so. */
  readonly gone: readonly Thing[];
  /** Every file, from the top of the repository: files are things too. */
  readonly paths: ReadonlySet<string>;
  /** The folder of the book, from the top; `''` where it is the top. */
  readonly book: string;
  /** Things of a kind, by name; the same name may stand in several namespaces or folders. */
  of(kind: NameKind): ReadonlyMap<string, readonly Thing[]>;
  /** Whether files that were passed over may name more things of a kind. */
  isOpen(kind: NameKind): boolean;
}

/** Globs that a book gives for a source, or `off`. */
export type WorldSettings = Readonly<Record<string, readonly string[] | 'off'>>;

/** Which source reads a file, if any does. Globs of the settings stand in place of the usual ones. */
export function sourceOf(settings: WorldSettings): (path: string) => readonly Source[] {
  const matchers = sources.map((source) => {
    const given = Object.hasOwn(settings, source.id) ? settings[source.id] : undefined;
    const globs = given === 'off' ? [] : (given ?? source.files);
    const matches = globs.length === 0 ? () => false : picomatch([...globs], { dot: true, noextglob: true });
    return { source, matches };
  });
  return (path) => matchers.filter(({ matches }) => matches(path)).map(({ source }) => source);
}

export interface WorldFiles {
  readonly files: readonly WorldFile[];
  readonly paths: readonly string[];
  readonly settings: WorldSettings;
  /** Files that a source would have read and that could not be. */
  readonly unread?: readonly Unread[];
  /** The folder of the book, from the top of the repository. */
  readonly book: string;
}

/** Reads what files name. Never throws: a file that cannot be read is passed over and said. */
export function readWorld({ files, paths, settings, book, unread: notRead = [] }: WorldFiles): World {
  const find = sourceOf(settings);
  const readings = files.flatMap((file) => find(file.path).map((source) => source.read(file)));
  const { things: read, gone } = afterDrops(
    readings.flatMap((reading) => reading.things),
    readings.flatMap((reading) => reading.gone ?? []),
  );
  const things = [...read, ...(settings['kubernetes'] === 'off' ? [] : kustomizedThings(files, read))];
  const unread = [...notRead, ...readings.flatMap((reading) => reading.unread ?? [])];
  return worldOf({ things, unread, gone, paths, book });
}

/** A world of things that were read. */
export function worldOf({
  things,
  unread,
  gone = [],
  paths,
  book,
}: {
  readonly things: readonly Thing[];
  readonly unread: readonly Unread[];
  readonly gone?: readonly Thing[];
  readonly paths: readonly string[];
  readonly book: string;
}): World {
  const open = new Set(unread.flatMap(({ kinds }) => kinds));
  const byKind = new Map<NameKind, Map<string, Thing[]>>();
  for (const thing of things) {
    const names = byKind.get(thing.kind) ?? new Map<string, Thing[]>();
    byKind.set(thing.kind, names);
    const known = names.get(thing.name) ?? [];
    known.push(thing);
    names.set(thing.name, known);
  }
  return {
    things,
    unread,
    gone,
    paths: new Set(paths),
    book: book.replace(/\/$/, ''),
    of: (kind) => byKind.get(kind) ?? new Map<string, Thing[]>(),
    isOpen: (kind) => open.has(kind),
  };
}
