import type { Document, YAMLMap } from 'yaml';
import { isSeq } from 'yaml';
import type { Limit } from './alert-rule.ts';
import { mapAt, mapsAt, resolved, textAt, textOf } from './yaml-nodes.ts';

/** Grafana's own names for comparing: https://grafana.com/docs/grafana/latest/alerting/ (threshold expressions). */
const EVALUATORS: Readonly<Record<string, Limit['operator']>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  eq: '==',
  ne: '!=',
};

/** The query of a Grafana rule, and the limits that its threshold expressions set. */
export function readGrafanaQuery(
  rule: YAMLMap,
  document: Document,
): { readonly expression: string; readonly limits: readonly Limit[] } {
  const models = mapsAt(rule, 'data', document).flatMap((query) => {
    const model = mapAt(query, 'model', document);
    return model ? [model] : [];
  });
  const expression = models
    .map((model) => textAt(model, 'expr', document))
    .find((expr) => expr !== undefined);
  return { expression: expression ?? '', limits: models.flatMap((model) => listLimits(model, document)) };
}

function listLimits(model: YAMLMap, document: Document): Limit[] {
  return mapsAt(model, 'conditions', document).flatMap((condition) => {
    const evaluator = mapAt(condition, 'evaluator', document);
    const params = evaluator && resolved(evaluator.get('params', true), document);
    const operator = EVALUATORS[(evaluator && textAt(evaluator, 'type', document)) ?? ''];
    const value = Number(isSeq(params) ? textOf(params.items[0]) : undefined);
    return operator && Number.isFinite(value) ? [{ operator, value }] : [];
  });
}
