import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Rule } from '../rule.ts';

export const alertKnown: Rule = {
  id: 'alert-known',
  summary: 'Name alerts that a rule of this book raises',
  level: 'error',
  looksAround: true,
  check({ page, runbook, facts }, report) {
    const { alerts } = facts;
    // Where no rule is known, or a file of them could not be read, any alert may be somewhere.
    if (!alerts || alerts.raised.size === 0 || !alerts.isComplete) return;
    const { raised } = alerts;
    const isKnown = (name: string): boolean => raised.has(name) || alerts.isElsewhere(name);
    const message = (name: string): string =>
      `Change \`${name}\`: no rule raises an alert of this name.${didYouMean(name, raised)}`;
    for (const [index, name] of (runbook?.alerts ?? []).entries())
      if (!isKnown(name)) report(message(name), page.locate(['alerts', index]));
    for (const { name, attributes, range } of page.components) {
      const alert = name === 'AlertFacts' ? attributes['alert'] : undefined;
      if (alert !== undefined && !isKnown(alert)) report(message(alert), range);
    }
  },
};
