// The functions and variables that templates of alerts may use.

/** The programs whose templates they are: each has its own functions and variables. */
export type TemplateFlavour = 'prometheus' | 'prometheus2' | 'grafana' | 'victoria';

const words = (text: string): readonly string[] => text.split(' ');

/** Go's own functions: https://pkg.go.dev/text/template#hdr-Functions */
const GO = words('and call eq ge gt html index js le len lt ne not or print printf println slice urlquery');
/** https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
const PROMETHEUS = words(
  'args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label match now parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink title toDuration toLower toTime toUpper urlQueryEscape value',
);
/** Functions that only Prometheus 3 has. */
export const PROMETHEUS_3 = new Set(words('now toDuration urlQueryEscape'));
/** https://docs.victoriametrics.com/victoriametrics/vmalert/#template-functions */
const VICTORIA = words(
  'crlfEscape formatTime htmlEscape jsonEscape parseDurationTime pathEscape queryEscape quotesEscape sum',
);
/** https://grafana.com/docs/grafana/latest/alerting/alerting-rules/templates/reference/ */
const GRAFANA = words('deduplicate filterLabels filterLabelsRe mergeLabelValues removeLabels removeLabelsRe');

export const FUNCTIONS: Readonly<Record<TemplateFlavour, ReadonlySet<string>>> = {
  prometheus: new Set([...GO, ...PROMETHEUS]),
  prometheus2: new Set([...GO, ...PROMETHEUS.filter((name) => !PROMETHEUS_3.has(name))]),
  grafana: new Set([...GO, ...PROMETHEUS, ...GRAFANA]),
  victoria: new Set([...GO, ...PROMETHEUS, ...VICTORIA]),
};

const SHARED = words('$ $labels $value $externalLabels $externalURL');
export const VARIABLES: Readonly<Record<TemplateFlavour, readonly string[]>> = {
  prometheus: SHARED,
  prometheus2: SHARED,
  grafana: [...SHARED, '$values'],
  victoria: [
    ...SHARED,
    ...words('$expr $alertID $groupID $activeAt $for $isPartial $type $values $startsAt $endsAt $firing'),
  ],
};
