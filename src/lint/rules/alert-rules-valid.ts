import type { Rule } from '../rule.ts';
import { wordAt } from '../parsers/syntax.ts';

export const alertRulesValid: Rule = {
  id: 'alert-rules-valid',
  summary: 'Write alert rule files that can be read, with expressions that parse',
  level: 'error',
  check() {},
  checkBook({ facts }, report) {
    for (const { path, fault } of facts.alerts?.faults ?? []) report(path, fault.message, fault.range);
    for (const { rule, reading } of facts.alerts?.links ?? []) {
      if (reading.errorAt === undefined || rule.expression === '') continue;
      const at = wordAt(rule.expression, reading.errorAt);
      const message = `Mend the expression of \`${rule.name}\`: neither PromQL nor LogQL goes on at ${at}.`;
      report(rule.path, message, rule.locate(['expr'], 'key'));
    }
  },
};
