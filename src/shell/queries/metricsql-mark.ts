import { promqlFault } from './promql-fault.ts';

/** Functions of VictoriaMetrics that Prometheus does not have: https://docs.victoriametrics.com/metricsql/ */
const FUNCTIONS =
  /\b(lag|lifetime|increase_pure|increase_prometheus|rate_over_sum|rate_prometheus|delta_prometheus|changes_prometheus|rollup(?:_\w+)?|default_rollup|aggr_over_time|ascent_over_time|descent_over_time|integrate|scrape_interval|tfirst_over_time|tlast_over_time|tlast_change_over_time|tmin_over_time|tmax_over_time|distinct_over_time|duration_over_time|count_(?:eq|ne|gt|le|values)_over_time|share_(?:eq|gt|le)_over_time|sum_(?:eq|gt|le)_over_time|geomean_over_time|mode_over_time|median_over_time|range_over_time|zscore_over_time|quantiles_over_time|histogram_over_time|hoeffding_bound_\w+|stale_samples_over_time|timestamp_with_name|label_(?:set|del|keep|copy|move|map|transform|value|match|mismatch|lowercase|uppercase|graphite_group)|alias|union|running_\w+|range_(?:avg|sum|min|max|first|last|median|quantile|stddev|stdvar|normalize|trim_\w+|linear_regression|mad|zscore)|remove_resets|interpolate|keep_last_value|keep_next_value|limit_offset|histogram_share|prometheus_buckets|buckets_limit|vmrange|quantiles|share|zscore|mode|median|distinct|sum2|geomean|any|outliers(?:k|_iqr|_mad)|(?:top|bottom)k_\w+|ru|ttf|smooth_exponential|now|rand(?:_\w+)?|drop_common_labels|drop_empty_series|bitmap_(?:and|or|xor)|sort_by_label_numeric(?:_desc)?|mad|outliers)(?=\s*\()/;
const WORDS =
  /\b(keep_metric_names|ifnot|default|WITH(?=\s{0,99}\())|\b(if)\s|\[\s{0,99}(\d{1,15}i)\b|\b(limit)\s{1,99}\d/i;

/** What tells that a query is MetricsQL and no PromQL, as it is written; undefined where nothing does. */
export function metricsqlMark(query: string): string | undefined {
  const bare = query.replace(/"(?:\\[^]|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?|`[^`]*`|#[^\n]*/g, '');
  const mark = FUNCTIONS.exec(bare)?.[1] ?? WORDS.exec(bare)?.slice(1).find(Boolean);
  if (mark === undefined || promqlFault(query, { name: 'metricsql', version: 3 })) return undefined;
  return mark;
}
