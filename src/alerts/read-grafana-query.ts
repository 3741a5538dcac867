import type { Document, YAMLMap } from 'yaml';
import { isMap, isSeq } from 'yaml';
import type { Limit } from './limit.ts';
import { grafanaDefinition } from './rule-nodes.ts';
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

/** What a Grafana rule asks, and what it compares the answer with. */
export interface GrafanaQuery {
  readonly expression: string;
  /** The scalar of the expression. */
  readonly node: unknown;
  /** The scalars of its further expressions, as of a rule that divides one by another. */
  readonly others: readonly unknown[];
  readonly limits: readonly Limit[];
}

/** The queries of a Grafana rule, and the limits that its threshold expressions set. */
export function readGrafanaQuery(rule: YAMLMap, document: Document): GrafanaQuery {
  const definition = grafanaDefinition(rule, document);
  const byName = mapAt(definition, 'expressions', document)?.items ?? [];
  const queries = [
    ...mapsAt(definition, 'data', document),
    ...byName.map(({ value }) => resolved(value, document)).filter(isMap),
  ];
  const models = queries.flatMap((query) => {
    const model = mapAt(query, 'model', document);
    return model ? [model] : [];
  });
  const [node, ...others] = models.flatMap((model) => {
    const expr = resolved(model.get('expr', true), document);
    return textOf(expr) === undefined ? [] : [expr];
  });
  return {
    expression: textOf(node) ?? '',
    node,
    others,
    limits: models.flatMap((model) => listLimits(model, document)),
  };
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
