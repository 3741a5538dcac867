import type { Range } from '../script.ts';

/** A metric in a query of PromQL. */
export interface MetricName {
  readonly name: string;
  readonly range: Range;
}

/**
 * Words of a query that are surely metrics: a matcher or a range stands after them. What stands right after a
 * placeholder, as in `<module>_requests_total`, is the rest of a name.
 */
export function metricNames(query: string): readonly MetricName[] {
  return [...query.matchAll(/[\w:]+/g)]
    .filter(
      ({ 0: name, index }) =>
        /^[A-Za-z_:]/.test(name) &&
        /[{[]/.test(query.charAt(index + name.length)) &&
        !/[>}$\]]/.test(query.charAt(index - 1)),
    )
    .map(({ 0: name, index }) => ({ name, range: { start: index, end: index + name.length } }));
}
