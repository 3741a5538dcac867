import type { AlertFacts } from '../alert-facts.ts';
import type { ReportIn, Rule } from '../rule.ts';

export const alertRulesValid: Rule = {
  id: 'alert-rules-valid',
  summary: 'Write rule files that Prometheus, Loki and Grafana load',
  level: 'error',
  check() {},
  checkBook({ facts }, report) {
    const { alerts } = facts;
    if (!alerts) return;
    for (const { path, fault } of alerts.faults)
      report(fault.level ? { path, level: fault.level } : path, fault.message, fault.range);
    const refused = [...alerts.links, ...alerts.recordings].filter(
      ({ rule, reading }) => !rule.isOfOther && reading.fault,
    );
    for (const { rule, reading } of refused) {
      // An expression that is missing is said where the rule is read.
      if (!reading.fault || reading.fault.metricsql !== undefined || rule.expression.trim() === '') continue;
      const message = `Fix the expression of \`${rule.name}\`: ${reading.fault.reason}.`;
      report(rule.path, message, rule.locate(['expr'], reading.fault));
    }
    reportMetricsql(refused, report);
    for (const { rule, carries, reading } of alerts.links) {
      if (reading.fault) continue;
      for (const { label, range } of rule.templateLabels)
        if (!carries(label))
          report(
            { path: rule.path, level: 'warning' },
            `Keep \`${label}\` in the expression of \`${rule.name}\`, as in \`by (${label})\`, or leave it out of the text: the alert has no such label, so that part of the text is empty.`,
            range,
          );
    }
  },
};

type Refused = AlertFacts['recordings'];

/** A book for VictoriaMetrics is settled by one setting: it is one finding, at the first of its expressions. */
function reportMetricsql(refused: Refused, report: ReportIn): void {
  const own = refused.filter(({ reading }) => reading.fault?.metricsql !== undefined);
  const [first] = own;
  if (!first) return;
  const more =
    own.length === 1
      ? ''
      : ` and ${own.length === 2 ? '1 more expression is' : `${own.length - 1} more expressions are`} MetricsQL too`;
  const message = `Set \`alerts.dialect: metricsql\` in opsbook.yaml if VictoriaMetrics loads this: \`${first.reading.fault?.metricsql ?? ''}\` in \`${first.rule.name}\` is MetricsQL, which Prometheus refuses${more && ';'}${more}.`;
  report(first.rule.path, message, first.rule.locate(['expr'], first.reading.fault));
}
