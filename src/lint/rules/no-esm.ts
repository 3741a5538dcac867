import type { Rule } from '../rule.ts';

export const noEsm: Rule = {
  id: 'no-esm',
  summary: 'Leave `import` and `export` out of runbooks',
  level: 'error',
  isFirm: true,
  check({ page }, report) {
    for (const { kind, source, range } of page.programs) {
      if (kind !== 'esm') continue;
      const line = source.split('\n', 1)[0] ?? '';
      report(`Remove \`${line}\`: a runbook is data, and its components need no import.`, range);
    }
  },
};
