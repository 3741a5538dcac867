import { findNearest } from '../words/nearest.ts';
import type { Missing, Place, Target } from './target.ts';
import { decodeAddress, encodePath, relativePath } from './link-paths.ts';
import type { LinkIndex } from './link-index.ts';
import { missing } from './target.ts';

/** What MyST's `[](label)`, `[](#label)` and `{ref}` mean: a label of any page. */
export function toLabel(index: LinkIndex, from: string, url: string): Target | undefined {
  if (!index.byPath.get(from)?.isForeign) return undefined;
  const asked = decodeAddress(url).toLowerCase();
  const found =
    index.labels().get(asked.replace(/^#/, '')) ??
    index.labels().get(asked) ??
    ofManuscript(index, from, url);
  if (!found) return undefined;
  const { path, address, anchors } = found.place;
  const label = found.label.replace(/^#/, '');
  const anchor = anchors()?.has(label) ? label : '';
  const now = path === from ? '' : encodePath(relativePath(from, path));
  const instead = anchor === '' ? now || '#' : `${now}#${encodeURIComponent(anchor)}`;
  return { kind: 'page', path, anchor, address, instead, because: 'old-site' };
}

/** Leanpub makes one text of all files that `Book.txt` lists: an id of any of them may be named from any other. */
function ofManuscript(
  index: LinkIndex,
  from: string,
  url: string,
): { readonly place: Place; readonly label: string } | undefined {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const label = url.startsWith('#') ? decodeAddress(url.slice(1)) : '';
  if (label === '' || !index.paths.has(`${folder}Book.txt`)) return undefined;
  for (const place of index.byPath.values())
    if (place.path.startsWith(folder) && place.anchors()?.has(label)) return { place, label };
  return undefined;
}

/** `meetings:calendars` in a book of MyST is a label before it is a scheme; `ceph:rados/operations`, a page of another site. */
export function unknownLabel(index: LinkIndex, from: string, url: string): Missing | undefined {
  if (!index.byPath.get(from)?.isForeign || !index.hasBareLabels() || !/^[\w-]+:(?!\/\/)[\w.:/-]+$/.test(url))
    return undefined;
  const nearest = (): string | undefined => findNearest(url, index.labels().keys());
  return { ...missing(`no page has the label \`${url}\``, nearest), doubt: 'elsewhere' };
}
