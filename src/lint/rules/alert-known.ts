import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Rule } from '../rule.ts';

export const alertKnown: Rule = {
  id: 'alert-known',
  summary: 'Name alerts that a rule of this book raises',
  level: 'error',
  looksAround: true,
  check({ page, runbook, facts }, report) {
    const raised = facts.alerts?.raised;
    // Where no rule is known, or a file of them could not be read, any alert may be somewhere.
    if (!raised || raised.size === 0 || facts.alerts.faults.length > 0) return;
    const message = (name: string): string =>
      `Change \`${name}\`: no rule raises an alert of this name.${didYouMean(name, raised)}`;
    for (const [index, name] of (runbook?.alerts ?? []).entries())
      if (!raised.has(name)) report(message(name), page.locate(['alerts', index]));
    for (const { name, attributes, range } of page.components) {
      const alert = name === 'AlertFacts' ? attributes['alert'] : undefined;
      if (alert !== undefined && !raised.has(alert)) report(message(alert), range);
    }
  },
};
