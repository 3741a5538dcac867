import { didYouMean } from '../../runbook/words/nearest.ts';
import { SETTINGS_FILE } from '../../runbook/schema/settings.ts';
import { firmRuleIds } from '../firm.ts';
import { ruleOfReading } from '../rule.ts';
import type { Rule } from '../rule.ts';

const reading = ruleOfReading({
  id: 'settings-valid',
  summary: 'Write an opsbook.yaml whose every setting exists and fits',
  level: 'error',
});

export const settingsValid: Rule = {
  ...reading,
  checkBook(context, report) {
    reading.checkBook?.(context, report);
    const { settings } = context.book;
    for (const id of Object.keys(settings.rules)) {
      const at = settings.locate(['rules', id], 'key');
      if (!context.ruleIds.includes(id)) {
        report(
          SETTINGS_FILE,
          `Rename \`rules.${id}\`: no rule has this name.${didYouMean(id, context.ruleIds)}`,
          at,
        );
      } else if (firmRuleIds.has(id)) {
        report(SETTINGS_FILE, `Remove \`rules.${id}\`: this rule guards the reader and cannot be set.`, at);
      }
    }
  },
};
