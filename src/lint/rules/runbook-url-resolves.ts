import type { Rule } from '../rule.ts';

export const runbookUrlResolves: Rule = {
  id: 'runbook-url-resolves',
  summary: 'Lead the links of alert rules to pages and headings of this book',
  level: 'error',
  looksAround: true,
  check() {},
  checkBook({ facts }, report) {
    for (const { rule, annotation, landing } of facts.alerts?.links ?? []) {
      if (!annotation || !landing) continue;
      const { name, value } = annotation;
      const at = rule.locate(['annotations', name]);
      const place = { path: rule.path, level: 'warning' } as const;
      if (landing.kind === 'nowhere') {
        const hint = landing.nearest === undefined ? '' : ` Did you mean \`${landing.nearest}\`?`;
        report(rule.path, `Change \`${name}\`, \`${value}\`: ${landing.reason}.${hint}`, at);
      } else if (landing.kind === 'elsewhere' && !landing.isAllowed) {
        const message = `Lead \`${name}\` into this book, or list its site under \`alerts.elsewhere\`: nobody sees when \`${value}\` is gone.`;
        report(place, message, at);
      } else if ('better' in landing && landing.better !== undefined) {
        const message = `Write \`${landing.better}\` in \`${name}\`: a host may not know \`${value}\` as the same page, or drop its values.`;
        report(place, message, at);
      }
    }
  },
};
