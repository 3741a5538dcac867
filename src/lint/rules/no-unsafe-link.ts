import { SAFE_SCHEMES } from '../../runbook/links/links.ts';
import type { Rule } from '../rule.ts';

export const noUnsafeLink: Rule = {
  id: 'no-unsafe-link',
  summary: 'Link only to addresses that cannot run anything',
  level: 'error',
  isFirm: true,
  check({ page, links }, report) {
    for (const { url, range } of page.links) {
      const target = links.resolve(page, url);
      if (target.kind === 'unsafe') report(messageOf(url, target.scheme), range);
    }
  },
};

function messageOf(url: string, scheme: string): string {
  // Matches `localhost:9090/graph`; not `javascript:0`, whose rest is no port and path of a host.
  if (/^(localhost|[\w-]+(\.[\w-]+)+):\d+(\/|$)/.test(url))
    return `Write \`http://${url}\`: without it, \`${scheme}:\` is taken for a scheme.`;
  return `Remove this link: \`${scheme}:\` is not followed, only ${[...SAFE_SCHEMES].join(', ')}.`;
}
