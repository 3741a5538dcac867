import type { Rule } from '../rule.ts';

export const noExpression: Rule = {
  id: 'no-expression',
  summary: 'Leave `{expressions}` out of runbooks',
  level: 'error',
  isFirm: true,
  check({ page }, report) {
    for (const { kind, source, range } of page.programs) {
      if (kind !== 'expression') continue;
      const shown = source.trim().split('\n', 1)[0] ?? '';
      report(
        `Write \`\\{${shown}}\` or put it in backticks: a runbook is data, and nothing in braces is run.`,
        range,
      );
    }
  },
};
