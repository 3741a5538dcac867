import { readPromql } from './promql-reader.ts';
import { judgeTypes } from './promql-types.ts';
import { faultOf } from './query-fault.ts';
import type { QueryFault } from './query-fault.ts';

/** Whose rules a query is held to. */
export interface PromqlDialect {
  /** PromQL of a version of Prometheus, or MetricsQL of VictoriaMetrics. */
  readonly name: 'promql' | 'metricsql';
  readonly version: 2 | 3;
}

/** PromQL as Prometheus of today reads it. */
export const PROMQL: PromqlDialect = { name: 'promql', version: 3 };

/**
 * Why Prometheus would refuse a query: its grammar, the types and the number of what functions take, escapes,
 * durations, regular expressions. MetricsQL, which takes nearly all types, is held to its grammar alone.
 */
export function promqlFault(
  query: string,
  { name, version }: PromqlDialect = PROMQL,
): QueryFault | undefined {
  return faultOf(() => {
    const tree = readPromql(query, {
      isLoose: name === 'metricsql',
      isOld: name === 'promql' && version === 2,
    });
    if (name === 'promql') judgeTypes(tree, { version });
  });
}
