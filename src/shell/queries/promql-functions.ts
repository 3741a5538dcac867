/** Types of PromQL values: instant vector, range vector, scalar, string; `unknown` is that of a variable. */
export type PromqlType = 'vector' | 'range' | 'scalar' | 'string' | 'unknown';

export interface PromqlFunction {
  readonly name: string;
  readonly takes: readonly PromqlType[];
  /** How many of its last argument may be left out or given more: `-1` is any number more. */
  readonly spare: number;
  readonly gives: PromqlType;
  /** The only version of Prometheus that knows it, where it is one. */
  readonly since: 2 | 3 | undefined;
}

const TYPES: Readonly<Record<string, PromqlType>> = { v: 'vector', m: 'range', s: 'scalar', t: 'string' };

/**
 * Functions by what they take, a letter for each argument: `v`ector, range `m`atrix, `s`calar, `t`ext; behind it how
 * many may be spared. From Prometheus' documentation, "Query functions": https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
const TABLE: Readonly<Record<string, string>> = {
  v: 'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar ln log10 log2 rad scalar:s sgn sin sinh sort sort_desc sqrt tan tanh timestamp start_timestamp',
  'v?': 'days_in_month day_of_month day_of_week day_of_year hour minute month year',
  m: 'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  vss: 'clamp',
  vs: 'clamp_max clamp_min',
  'vs?': 'round',
  '': 'end:s pi:s range:s start:s step:s time:s',
  ssv: 'histogram_fraction',
  sv: 'histogram_quantile',
  'vtss+9': 'histogram_quantiles',
  mss: 'double_exponential_smoothing holt_winters',
  'vv?': 'info',
  vtttt: 'label_replace',
  'vttt+': 'label_join',
  ss: 'max_of:s min_of:s',
  ms: 'predict_linear',
  sm: 'quantile_over_time',
  'vt+': 'sort_by_label sort_by_label_desc',
  s: 'vector',
};

/** Functions that one version has and the other has not. */
const ONLY_IN_3 = new Set(
  'double_exponential_smoothing end first_over_time histogram_quantiles info mad_over_time max_of min_of range sort_by_label sort_by_label_desc start start_timestamp step ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time histogram_avg histogram_stddev histogram_stdvar'.split(
    ' ',
  ),
);

/** Every function of Prometheus, by name. */
export const PROMQL_FUNCTIONS: ReadonlyMap<string, PromqlFunction> = new Map(
  Object.entries(TABLE).flatMap(([signature, names]) =>
    names.split(' ').map((entry): [string, PromqlFunction] => {
      const [name = '', gives = 'v'] = entry.split(':');
      const [, letters = '', mark, count] = /^(\w*?)(?:([?+])(\d*))?$/.exec(signature) ?? [];
      const since = name === 'holt_winters' ? 2 : ONLY_IN_3.has(name) ? 3 : undefined;
      return [
        name,
        {
          name,
          takes: [...letters].map((letter) => TYPES[letter] ?? 'vector'),
          spare: mark === undefined ? 0 : mark === '?' ? 1 : count ? Number(count) : -1,
          gives: TYPES[gives] ?? 'vector',
          since,
        },
      ];
    }),
  ),
);

/** Aggregations, with what they take before the vector. */
export const AGGREGATIONS: ReadonlyMap<string, PromqlType | undefined> = new Map([
  ...['sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar'].map((name): [string, undefined] => [
    name,
    undefined,
  ]),
  ...['topk', 'bottomk', 'quantile', 'limitk', 'limit_ratio'].map((name): [string, PromqlType] => [
    name,
    'scalar',
  ]),
  ['count_values', 'string'],
]);
