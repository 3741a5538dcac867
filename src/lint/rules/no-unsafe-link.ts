import type { Rule } from '../rule.ts';

export const noUnsafeLink: Rule = {
  id: 'no-unsafe-link',
  summary: 'Link only to addresses that cannot run anything',
  level: 'error',
  isFirm: true,
  check({ page, links }, report) {
    for (const { url, range } of page.links) {
      const target = links.resolve(page, url);
      if (target.kind === 'unsafe')
        report(`Remove this link: opsbook does not follow \`${target.scheme}:\`.`, range);
    }
  },
};
