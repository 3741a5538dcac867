import type { Target } from './target.ts';
import { RUNS, SAFE_SCHEMES, schemeOf } from './schemes.ts';
import type { Whereabouts } from './link-index.ts';
import { indexLinks } from './link-index.ts';
import { toPlace } from './to-place.ts';
import { toLabel, unknownLabel } from './to-label.ts';
import { toName } from './to-name.ts';
import { doubted } from './doubted.ts';
import { toSite } from './to-site.ts';
import { toDocsify, toFile } from './to-file.ts';
import { readLink } from './written-link.ts';

/** Looks links up. Build it once: it holds every address of the book. */
export interface LinkResolver {
  resolve(from: { readonly path: string }, url: string): Target;
}

/** Makes a resolver of everything that links can lead to. */
export function linkResolver(whereabouts: Whereabouts): LinkResolver {
  const index = indexLinks(whereabouts);
  return {
    resolve({ path: from }, url) {
      const wiki = /^\[\[(.{1,400})\]\]$/.exec(url)?.[1];
      if (wiki !== undefined && index.byPath.get(from)?.isForeign) return toName(index, from, wiki);
      const scheme = schemeOf(url);
      if (scheme !== undefined && !SAFE_SCHEMES.has(scheme) && !RUNS.has(scheme)) {
        const label = toLabel(index, from, url) ?? unknownLabel(index, from, url);
        if (label) return label;
      }
      if (scheme !== undefined)
        return SAFE_SCHEMES.has(scheme) ? { kind: 'external' } : { kind: 'unsafe', scheme };
      if (url.startsWith('//')) return { kind: 'external' };
      const link = readLink(from, url);
      const own = index.byPath.get(from);
      const target =
        link.path === '' && own
          ? toPlace(index, own, link)
          : link.path.startsWith('/')
            ? toSite(index, link)
            : toFile(index, link);
      if (target.kind !== 'missing') return target;
      return toDocsify(index, link) ?? toLabel(index, from, url) ?? doubted(index, target, link);
    },
  };
}
