import type { Book } from '../book.ts';
import { listPages } from '../book.ts';
import { linksElsewhere } from '../read/adopted.ts';
import { frontmatterPlace } from '../yaml/frontmatter-place.ts';
import { decodeAddress } from './link-paths.ts';
import type { Around } from './around.ts';
import { linkResolver } from './links.ts';
import type { LinkResolver } from './links.ts';
import type { Layout } from '../schema/settings.ts';
import { addressOf, aliasAddress, shownFiles, sitePaths } from './site-paths.ts';

/** What a book's links may lead to besides its own pages. */
export interface Surroundings {
  readonly ruleIds: readonly string[];
  /** Addresses of the site that neither pages nor rules have, as of alerts. */
  addresses?(): readonly string[];
  /** Where git knows that files have gone. */
  readonly moved?: ReadonlyMap<string, string>;
  /** What stands around the book, where somebody has looked. */
  readonly around?: Around | undefined;
}

/** Looks links up in a whole book, anchors included. */
export function bookLinks(
  book: Book,
  { ruleIds, addresses, moved = new Map(), around }: Surroundings,
): LinkResolver {
  const { layout } = book.settings;
  const places = listPages(book).map((page) => ({
    path: page.path,
    address: addressOf(page.path, layout) ?? '',
    anchors: () => page.outline.anchors,
    pullsIn: () => page.outline.pullsIn,
    hasId: (id: string) => page.text.includes(`id="${id}"`),
    refersTo: (file: string) => refersTo(page.text, file),
    hasHead: () => frontmatterPlace(page.text) !== undefined,
    labels: () => page.outline.labels,
    formerly: () => page.outline.formerAddresses,
    get isForeign() {
      return linksElsewhere(page, book.settings);
    },
  }));
  return linkResolver({
    places,
    paths: book.paths,
    shown: shownFiles(book.paths, layout),
    sitePaths: sitePaths(ruleIds, book.settings.manual === true),
    moreSitePaths: () => addresses?.() ?? [],
    aliases: () => aliasesOf([...book.runbooks.values()], layout),
    moved: withAddresses(moved, layout),
    around,
    unread: book.faults.flatMap(({ path, fault }) => (fault.ruleId === 'file-is-text' ? [path] : [])),
  });
}

/** Whether one of Hugo's shortcodes names a file: `{{< ref "a.md#b" >}}`, `{{<relref a >}}`, `{{< button page="a" >}}`. */
export function refersTo(text: string, file: string): boolean {
  return (
    text.includes('{{') &&
    ['ref "', 'ref ', "ref '", 'page="'].some((start) => text.includes(`${start}${file}`))
  );
}

/** Where pages used to be, as links may write it: by address, and by the path that their file had. */
export function aliasesOf(
  runbooks: readonly { readonly path: string; readonly aliases: readonly string[] }[],
  { runbooks: folder }: Layout,
): Map<string, string> {
  return new Map(
    runbooks.flatMap(({ path, aliases }) =>
      aliases.flatMap((alias): [string, string][] => {
        const address = decodeAddress(aliasAddress(alias));
        const id = /^\/runbooks\/(.+?)\/$/.exec(address)?.[1];
        const file: [string, string][] =
          id === undefined ? [] : [[folder === '' ? id : `${folder}/${id}`, path]];
        return [[address, path], ...file];
      }),
    ),
  );
}

function withAddresses(moved: ReadonlyMap<string, string>, layout: Layout): Map<string, string> {
  const addresses = [...moved].flatMap(([from, to]): [string, string][] => {
    const [old, now] = [addressOf(from, layout), addressOf(to, layout)];
    return old === undefined || now === undefined ? [] : [[decodeAddress(old), now]];
  });
  return new Map([...moved, ...addresses]);
}
