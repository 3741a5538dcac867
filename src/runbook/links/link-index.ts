import { once } from '../words/once.ts';
import { oldSite } from './old-site.ts';
import { withoutEnding } from './page-file.ts';
import type { Place } from './target.ts';
import { isBuilt } from './around.ts';
import type { Around } from './around.ts';
import { decodeAddress, foldersOf } from './link-paths.ts';

/** A label and the page that has it. */
interface Label {
  readonly place: Place;
  readonly label: string;
}

/** What links are looked up in. */
export interface Whereabouts {
  readonly places: readonly Place[];
  /** Every file of the book. */
  readonly paths: ReadonlySet<string>;
  /** Files that are shown on a page of the site, as services are: path to address. */
  readonly shown: ReadonlyMap<string, string>;
  /** Addresses of the site that are none of the above, as in `/symptoms/`. */
  readonly sitePaths: Iterable<string>;
  /** More of these, which take time to list: asked only for what is not there. */
  moreSitePaths?(): Iterable<string>;
  /**
   * Where pages used to be: the path of the page by the address (decoded) and by the path, without its ending,
   * that it had. Asked only for what is not there.
   */
  aliases?(): ReadonlyMap<string, string>;
  /** Where git knows that files have gone: the new path by the old one, and the same of addresses. */
  readonly moved?: ReadonlyMap<string, string>;
  /** Files and folders that could not be read: links that lead out of the book, first of all. */
  readonly unread?: readonly string[];
  /** What stands around the book, where somebody has looked. */
  readonly around?: Around | undefined;
}

/** Everything that links can lead to, by what they call it. What takes time is made when it is first asked for. */
export interface LinkIndex extends Pick<Whereabouts, 'paths' | 'shown' | 'around' | 'unread'> {
  readonly moved: ReadonlyMap<string, string>;
  readonly byPath: ReadonlyMap<string, Place>;
  /** By decoded address. */
  readonly byAddress: ReadonlyMap<string, Place>;
  /** Addresses of the site that are no page's. */
  readonly known: ReadonlySet<string>;
  more(): ReadonlySet<string>;
  folders(): ReadonlySet<string>;
  /** Paths by themselves in lower case. */
  byCase(): ReadonlyMap<string, string>;
  old(): ReturnType<typeof oldSite>;
  /** By label in lower case. */
  labels(): ReadonlyMap<string, Label>;
  /** Whether links may name labels without `#`, as MyST's do. */
  hasBareLabels(): boolean;
  formerly(): ReadonlyMap<string, Place>;
  /** Pages by the name of their file, without its ending, in lower case. */
  byName(): ReadonlyMap<string, readonly Place[]>;
  aliases(): ReadonlyMap<string, string>;
  /** Folders of the repository that holds the book, from its top. */
  foldersAround(): ReadonlySet<string>;
  /** Whether a system makes a site of the book, or of what is around it. */
  isBuilt(): boolean;
  /** Files by their name, in lower case. */
  pictures(): ReadonlyMap<string, readonly string[]>;
}

/** Looks everything up once. */
export function indexLinks(whereabouts: Whereabouts): LinkIndex {
  const { places, paths, shown, sitePaths, moved = new Map<string, string>(), around } = whereabouts;
  const byPath = new Map(places.map((place) => [place.path, place]));
  const byAddress = new Map(places.map((place) => [decodeAddress(place.address), place]));
  const known = new Set([...sitePaths, ...shown.values()]);
  const folders = once(() => new Set([...paths].flatMap(foldersOf)));
  const byCase = once(() => new Map([...paths].map((path) => [path.toLowerCase(), path])));
  const more = once(() => new Set(whereabouts.moreSitePaths?.()));
  const old = once(() =>
    oldSite(
      places.map(({ path }) => path),
      paths,
    ),
  );
  const labels = once(
    () =>
      new Map(
        places.flatMap((place) =>
          (place.labels?.() ?? []).map((label): [string, Label] => [label.toLowerCase(), { place, label }]),
        ),
      ),
  );
  const hasBareLabels = once(() => [...labels().keys()].some((label) => !label.startsWith('#')));
  const formerly = once(
    () =>
      new Map(
        places.flatMap((place) =>
          place.isForeign ? (place.formerly?.() ?? []).map((key): [string, Place] => [key, place]) : [],
        ),
      ),
  );
  const byName = once(() =>
    Map.groupBy(places, ({ path }) => withoutEnding(path.slice(path.lastIndexOf('/') + 1)).toLowerCase()),
  );
  const aliases = once(() => whereabouts.aliases?.() ?? new Map<string, string>());
  const pictures = once(() =>
    Map.groupBy(paths, (path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase()),
  );
  return {
    around,
    unread: whereabouts.unread ?? [],
    foldersAround: once(() => new Set([...(around?.paths ?? [])].flatMap(foldersOf))),
    isBuilt: once(() => isBuilt(paths) || isBuilt(around?.paths ?? [])),
    pictures,
    paths,
    shown,
    moved,
    byPath,
    byAddress,
    known,
    folders,
    byCase,
    more,
    old,
    labels,
    hasBareLabels,
    formerly,
    byName,
    aliases,
  };
}
