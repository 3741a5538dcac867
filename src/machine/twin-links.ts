import type { PhrasingContent } from 'mdast';
import { encodePath } from '../runbook/links/link-paths.ts';
import type { Target } from '../runbook/links/target.ts';
import { isPublished } from '../runbook/links/published-files.ts';
import { twinAddress } from '../runbook/links/twin-address.ts';
import { link, text } from './markdown-nodes.ts';

/** Where a text about a page stands, and how other pages are reached from there. */
export interface Way {
  /** The address of the page itself. */
  readonly own: string;
  /** The way to what stands at an address of the site; undefined where there is none from here. */
  to(address: string): string | undefined;
}

/** From a twin to other twins, else to the pages: relative, so that it holds in a site under any path and in a folder. */
export function wayFromTwin(own: string): Way {
  const from = twinAddress(own) ?? own;
  return { own, to: (address) => relative(from, twinAddress(address) ?? address) };
}

/** For a reader without a site: other runbooks are resources of the server; services and alerts are only named. */
export function wayFromServer(id: string): Way {
  return {
    own: `/runbooks/${encodePath(id)}/`,
    to(address) {
      const other = /^\/runbooks\/(.+)\/$/.exec(address)?.[1];
      return other === undefined ? undefined : `runbook://${other}`;
    },
  };
}

/** Where a link leads; undefined where it leads nowhere, or must not be followed. */
export function followed(url: string, target: Target, { own, to }: Way): string | undefined {
  switch (target.kind) {
    case 'external':
      return url;
    case 'page':
    case 'site': {
      const anchor = target.anchor === '' ? '' : `#${target.anchor}`;
      if (target.address === own && anchor !== '') return anchor;
      const way = to(target.address);
      return way === undefined ? undefined : `${way}${anchor}`;
    }
    case 'file':
      return isPublished(target.path) ? to(`/files/${encodePath(target.path)}`) : undefined;
    case 'unsafe':
    case 'missing':
      return undefined;
  }
}

/** A link to a page; its words alone where there is no way to it. @param address may name a part of the page */
export function linkTo(address: string, words: string, { to }: Way): PhrasingContent {
  const [path = '', anchor] = address.split('#');
  const way = to(path);
  return way === undefined ? text(words) : link(`${way}${anchor === undefined ? '' : `#${anchor}`}`, words);
}

/** The way from one address of a site to another: `../x/y.md` from `/runbooks/a/b.md` to `/runbooks/x/y.md`. */
export function relative(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const parts = to.split('/');
  let shared = 0;
  while (shared < start.length && shared < parts.length - 1 && start[shared] === parts[shared]) shared += 1;
  const way = [...start.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
  return way === '' ? './' : way;
}
