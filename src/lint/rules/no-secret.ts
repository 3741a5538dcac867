import { findCommandSecrets } from '../../shell/secrets.ts';
import { listCommands } from '../shell-snippets.ts';
import type { Rule } from '../rule.ts';
import { rangeBetween } from '../../runbook/read/source-text.ts';

export const noSecret: Rule = {
  id: 'no-secret',
  summary: 'Keep credentials out of the book',
  level: 'error',
  check({ page, facts }, report) {
    for (const { script, place } of listCommands(page, facts)) {
      for (const { range, what } of findCommandSecrets(script, facts.tools)) {
        report(
          `Remove this credential (${what}), revoke it, and ask for it with a secret param.`,
          place(range),
        );
      }
    }
    for (const { start, end, what } of facts.secrets.get(page.path) ?? []) {
      // The value is never repeated: findings are printed in logs.
      report(
        `Remove this credential (${what}), revoke it, and ask for it with a secret param.`,
        rangeBetween(page.text, start, end),
      );
    }
  },
};
