import { linksOf } from '../alert-facts.ts';
import type { Rule } from '../rule.ts';

export const alertLabelsFill: Rule = {
  id: 'alert-labels-fill',
  summary: 'Ask alerts only for labels that they have',
  level: 'warning',
  looksAround: true,
  check({ page, runbook, facts }, report) {
    if (!runbook || !facts.alerts) return;
    const links = linksOf(runbook, facts.alerts).filter(({ reading }) => reading.fault === undefined);
    for (const { name, label } of runbook.params) {
      const bare = label === undefined ? undefined : links.find((link) => !link.carries(label));
      if (label === undefined || !bare) continue;
      const { rule } = bare;
      const message = `Keep \`${label}\` in the expression of \`${rule.name}\`, as in \`by (${label})\`, or fill \`${name}\` in another way: the alert has no such label.`;
      report(message, page.locate(['params', name, 'label']));
    }
  },
};
