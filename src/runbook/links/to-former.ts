import { addressKey } from './former-addresses.ts';
import type { Target } from './target.ts';
import { encodePath, relativePath } from './link-paths.ts';
import type { LinkIndex } from './link-index.ts';
import { toPlace } from './to-place.ts';
import type { Link } from './written-link.ts';

/** The page that had an address or a path before, with the link that leads to it now. */
export function toFormer(index: LinkIndex, key: string, link: Link): Target | undefined {
  const place = index.byPath.get(index.aliases().get(key) ?? '');
  if (!place) return undefined;
  const now = key.startsWith('/') ? place.address : encodePath(relativePath(link.from, place.path));
  const target = toPlace(index, place, link);
  const instead = `${now}${link.rest}`;
  return target.kind === 'missing' ? { ...target, instead } : { ...target, instead, because: 'moved' };
}

/** What a link means that was written for the site that the book had before. */
export function toOldSite(index: LinkIndex, link: Link): Target | undefined {
  const { from, path, rest } = link;
  if (!index.byPath.get(from)?.isForeign) return undefined;
  const said =
    index.formerly().size === 0 || path === '' ? undefined : index.formerly().get(addressKey(path, from));
  const isPlain = isBesideItsFile(index, from);
  const place = said ?? index.byPath.get(index.old().page(from, path, isPlain) ?? '');
  if (place) {
    const now = encodePath(relativePath(from, place.path));
    const target = toPlace(index, place, link);
    if (target.kind === 'missing') return { ...target, instead: `${now}${rest}` };
    const anchor = target.anchor === link.anchor ? rest : `#${target.anchor}`;
    return { ...target, instead: `${now}${anchor}`, because: 'old-site' };
  }
  const file = index.old().file(from, path, isPlain);
  return file === undefined ? undefined : { kind: 'file', path: file };
}

/** Whether links of a page start where its file is, as nothing makes a site of it that has the page elsewhere. */
function isBesideItsFile({ around, byPath, isBuilt }: LinkIndex, from: string): boolean {
  return around !== undefined && !isBuilt() && !(byPath.get(from)?.hasHead?.() ?? false);
}
