import { encodePath } from '../runbook/links/links.ts';
import type { Target } from '../runbook/links/links.ts';
import { isPublished } from '../runbook/links/published-files.ts';
import { twinAddress } from '../runbook/links/twin-address.ts';

/**
 * Where a link in the twin at an address leads: to another twin, else to the page itself, relative, so that it holds
 * in a site under any path and in an exported folder; undefined where it leads nowhere, or must not be followed.
 */
export function linkInTwin(from: string, url: string, target: Target): string | undefined {
  switch (target.kind) {
    case 'external':
      return url;
    case 'page':
    case 'site': {
      const to = twinAddress(target.address) ?? target.address;
      const anchor = target.anchor === '' ? '' : `#${target.anchor}`;
      return to === from && anchor ? anchor : `${relative(from, to)}${anchor}`;
    }
    case 'file':
      return isPublished(target.path) ? relative(from, `/files/${encodePath(target.path)}`) : undefined;
    case 'unsafe':
    case 'missing':
      return undefined;
  }
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
