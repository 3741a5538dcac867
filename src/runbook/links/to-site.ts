import { findNearest } from '../words/nearest.ts';
import type { Target } from './target.ts';
import { encodePath, relativePath } from './link-paths.ts';
import type { LinkIndex } from './link-index.ts';
import { toPlace } from './to-place.ts';
import { toFormer, toOldSite } from './to-former.ts';
import type { Link } from './written-link.ts';
import { missing } from './target.ts';

/** What a link names by its address on the site: `/runbooks/queue/`. */
export function toSite(index: LinkIndex, link: Link): Target {
  const { from, anchor, rest } = link;
  // What servers show for a folder.
  const path = link.path.replace(/(?<=\/)index\.html$/, '');
  const address = path.endsWith('/') || /\.\w+$/.test(path) ? path : `${path}/`;
  const place = index.byAddress.get(address);
  if (place) return toPlace(index, place, link);
  // `/manual/` of another system's page is that system's, not opsbook's.
  const before = toOldSite(index, link);
  if (before) return before;
  const isKnown = (one: string): boolean => index.known.has(one) || index.more().has(one);
  if (isKnown(address) || isKnown(encodePath(address))) return { kind: 'site', address, anchor };
  const former = toFormer(index, address, link);
  if (former) return former;
  const reason = `the site has no page \`${path}\``;
  const gone = index.moved.get(address);
  if (gone !== undefined) return missing(reason, () => gone, `${gone}${rest}`);
  return missing(reason, () =>
    index.paths.has(path.slice(1))
      ? relativePath(from, path.slice(1))
      : findNearest(address, [...index.byAddress.keys(), ...index.known, ...index.more()]),
  );
}
