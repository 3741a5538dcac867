import { distance } from 'fastest-levenshtein';
import { findOnlyNearest } from '../words/nearest.ts';
import type { PageTarget, Place, Target } from './target.ts';
import { encodePath, relativePath } from './link-paths.ts';
import type { LinkIndex } from './link-index.ts';
import type { Link } from './written-link.ts';
import { missing } from './target.ts';

// Material for MkDocs and its plugins make these when they build: `#__tabbed_2_1`, `#__codelineno-3-1`, `#fn:1`; GitHub and GitBook, `#user-content-fn-1`.
const MADE_ANCHOR = /^(?:__(?:tabbed|code)[\w-]*|(?:user-content-)?fn(?:ref)?[:-][\w-]+)$/;

/** A page, and the heading or step of it that a link names. */
export function toPlace(
  index: LinkIndex,
  place: Place,
  link: Link,
): Extract<Target, { kind: 'page' | 'missing' }> {
  const { anchor } = link;
  const anchors = anchor === '' ? undefined : place.anchors();
  const isForeign = index.byPath.get(link.from)?.isForeign ?? false;
  if (!anchors || anchors.has(anchor))
    return { kind: 'page', path: place.path, anchor, address: place.address };
  const inside = isForeign ? insideOf(index, place, link) : undefined;
  if (inside) return inside;
  // GitBook puts `id-` before an anchor that would begin with a digit.
  const plain = isForeign ? bareWord(anchor.replace(/^id-(?=\d)/, '')) : bareWord(anchor);
  // It writes `&` as a word.
  const joined = isForeign ? bareWord(anchor.replaceAll('-and-', '-')) : plain;
  const near = [...anchors].filter(
    (one) =>
      bareWord(one) === plain || bareWord(one) === joined || (isForeign && bareWord(inAscii(one)) === plain),
  );
  const [only] = near;
  if (isForeign && near.length === 1 && only !== undefined && plain !== '')
    return {
      kind: 'page',
      path: place.path,
      anchor: only,
      address: place.address,
      instead: `${link.url.slice(0, link.url.indexOf('#'))}#${only}`,
      because: 'old-site',
    };
  const ruby = isForeign ? ofTechDocs(anchor, anchors) : undefined;
  if (ruby !== undefined)
    return {
      kind: 'page',
      path: place.path,
      anchor: ruby,
      address: place.address,
      instead: `${link.url.slice(0, link.url.indexOf('#'))}#${ruby}`,
      because: 'old-site',
    };
  // GitHub gives this anchor to every page that it shows; docsify's `#/` is its first page.
  const isWholePage = /^(?:readme|\/)$/i.test(anchor);
  if (isForeign && (isWholePage || MADE_ANCHOR.test(anchor)))
    return { kind: 'page', path: place.path, anchor: '', address: place.address };
  // A tab, in HTML that a shortcode or an indent takes apart.
  if (place.isForeign && place.hasId?.(anchor))
    return { kind: 'page', path: place.path, anchor: '', address: place.address };
  // The heading may stand in the file that is put in there.
  if (place.isForeign && place.pullsIn?.())
    return { kind: 'page', path: place.path, anchor: '', address: place.address };
  const reason = `\`${place.path}\` has no heading or step \`#${anchor}\``;
  const nearest = (): string | undefined => {
    // `#https://shop.example/x`: an address behind a mark that it does not need.
    const whole = link.url.slice(link.url.indexOf('#') + 1);
    if (link.url.startsWith('#') && /^(?:https?:\/\/|mailto:)[^\s]/.test(whole)) return whole;
    const found =
      findOnlyNearest(
        anchor,
        [...anchors].filter((one) => isNearWords(anchor, one)),
      ) ?? onlyLonger(anchor, anchors);
    return found && `#${found}`;
  };
  return { ...missing(reason, nearest), lacks: 'heading' };
}

/** Whether no word of one is another word in the other: `kubernetes-cluster` is no slip for `kubernetes-version`. */
function isNearWords(anchor: string, other: string): boolean {
  const [own, its] = [anchor.toLowerCase().split('-'), other.toLowerCase().split('-')];
  if (own.length < 2 || own.length !== its.length) return true;
  return own.every((word, at) => {
    const there = its[at] ?? '';
    return distance(word, there) <= Math.max(2, Math.max(word.length, there.length) / 2);
  });
}

/** The one heading that has words more than the link, or fewer: `adjusting-dns-records-optional`; not one of two alike. */
function onlyLonger(anchor: string, anchors: ReadonlySet<string>): string | undefined {
  if (anchor.length < LEAST_SHARED) return undefined;
  const found = [...anchors].filter(
    (one) => one.startsWith(anchor) || (one.length >= LEAST_SHARED && anchor.startsWith(`${one}-`)),
  );
  const [only] = found;
  return found.length === 1 && !anchors.has(`${only}-1`) ? only : undefined;
}

/** Fewer letters in common tell nothing. */
const LEAST_SHARED = 8;

/**
 * GOV.UK's Tech Docs Template makes `a-pod-39-s-log` of "A pod's log", and puts the heading above before a heading
 * whose text the page has already: `upgrading-upgrade-paths`.
 */
function ofTechDocs(anchor: string, anchors: ReadonlySet<string>): string | undefined {
  const plain = bareWord(anchor.replace(/(?<=^|-)(?:39|quot|amp|lt|gt)(?=-|$)/g, ''));
  const all = [...anchors];
  const quoted = all.filter((one) => bareWord(one) === plain);
  if (quoted.length === 1 && plain !== '') return quoted[0];
  const above = all.filter((one) => anchor.startsWith(`${one}-`));
  const own = all.filter((one) =>
    above.some((head) => `${head}-${one.replace(/-\d{1,3}$/, '')}` === anchor && one !== head),
  );
  return own.at(-1);
}

/** `./#x` and `../#x` where the old site had the page itself as a folder: seen from inside it, not from beside it. */
function insideOf(index: LinkIndex, place: Place, { from, path, anchor, url }: Link): PageTarget | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(path)) return undefined;
  const other = index.byPath.get(index.old().inside(from, path) ?? '');
  if (!other || other === place || !other.anchors()?.has(anchor)) return undefined;
  const now = other.path === from ? '' : encodePath(relativePath(from, other.path));
  const instead = `${now}${url.slice(url.indexOf('#'))}`;
  return { kind: 'page', path: other.path, anchor, address: other.address, instead, because: 'old-site' };
}

/** Python's Markdown makes `schlussel` of `schlüssel`: what ASCII has of the letters. */
function inAscii(anchor: string): string {
  return anchor.normalize('NFKD').replace(/[^\p{ASCII}]/gu, '');
}

/** An anchor without what systems write differently: case, and the marks between words. */
function bareWord(anchor: string): string {
  return anchor.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
