import { isMap, isNode, isScalar, isSeq, parseAllDocuments, visit } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Fault } from '../runbook/finding.ts';
import { rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { yamlExcess } from '../runbook/yaml/yaml-bounds.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RulesReading } from './alert-rule.ts';
import { maskChart } from './mask-chart.ts';
import type { MaskedChart } from './mask-chart.ts';
import { placeInScalar } from './scalar-place.ts';
import { findPair, mapAt, textAt } from './yaml-nodes.ts';

/**
 * The alerts that a Helm template names, with what can be read of them without rendering it: labels, annotations and
 * links. All branches of an `{{ if }}` are read. Undefined where no alert has a name that can be read.
 */
export function readChartRules({ path, text }: SourceText): RulesReading | undefined {
  const chart = maskChart(text);
  // Blank lines as long as what stood there would count as levels.
  if (yamlExcess(chart.text.replace(/(?<![ \t])[ \t]+$/gm, ''))) return undefined;
  const parsed = parseAllDocuments(chart.text, OPTIONS);
  const rules: AlertRule[] = [];
  const faults: Fault[] = [];
  for (const document of Array.isArray(parsed) ? parsed : [])
    visit(document, {
      Map(_, node, parents) {
        const name = textAt(node, 'alert', document);
        // `alert` is a key of other things too; a rule is one of a list.
        if (name === undefined || !isSeq(parents.at(-1))) return;
        const { value } = findPair(node, 'alert') ?? {};
        const [start = 0, end = 0] = (isNode(value) && value.range) || [];
        const range = rangeBetween(text, start, end);
        if (chart.isMade(name) || name === '') faults.push({ ruleId: RULES_VALID, message: MADE, range });
        else rules.push(readRule(node, { document, chart, path, range, text, name: chart.unmask(name) }));
      },
    });
  // A template of recording rules names no alert, and none is missed.
  if (rules.length === 0 && (/\balert["']?\s*:/.test(text) || !/^[ \t]*(?:-[ \t]+)?record:/m.test(text)))
    return undefined;
  for (const { errors } of Array.isArray(parsed) ? parsed : []) {
    const [error] = errors;
    if (error && error.pos[0] > (rules.at(-1)?.range.start.offset ?? 0))
      faults.push({
        ruleId: RULES_VALID,
        level: 'warning',
        message: BROKEN,
        range: rangeBetween(text, ...error.pos),
      });
  }
  // Rendered, it may give more alerts than it names.
  return { rules, recordings: [], faults, isUnread: true };
}

const OPTIONS = {
  prettyErrors: false,
  logLevel: 'silent',
  uniqueKeys: false,
  resolveKnownTags: false,
} as const;
const MADE =
  'Render this Helm template, as in `helm template . > rules.yaml`, and name the result in `alerts.rules`: only rendering tells the name of this alert.';
const BROKEN =
  'Render this Helm template, as in `helm template . > rules.yaml`, and name the result in `alerts.rules`: from here on, no alert of it could be read.';

interface Around {
  readonly document: Parameters<typeof textAt>[2];
  readonly chart: MaskedChart;
  readonly path: string;
  readonly text: string;
  readonly range: AlertRule['range'];
  readonly name: string;
}

function readRule(node: YAMLMap, { document, chart, path, text, range, name }: Around): AlertRule {
  const labels = Object.fromEntries(
    Object.entries(readTexts(node, 'labels')).filter(([, value]) => !value.includes('{{')),
  );
  const annotations = readTexts(node, 'annotations');
  const known = (key: string): string | undefined => {
    const read = textAt(node, key, document);
    return read === undefined || chart.isMade(read) ? undefined : chart.unmask(read);
  };
  return {
    name,
    expression: known('expr') ?? '',
    duration: known('for'),
    labels,
    annotations,
    group: '',
    dialect: 'prometheus',
    readFrom: 'template',
    limits: [],
    path,
    range,
    locate: (at, which = 'value') => {
      const [field = '', key = ''] = at;
      const map = mapAt(node, field, document);
      const pair = (map && findPair(map, key)) ?? findPair(node, field);
      const found = which === 'key' || !isScalar(pair?.value) ? pair?.key : pair.value;
      // A text with an action in it is longer or shorter than what it stands for.
      const isPlain = isScalar(found) && chart.unmask(String(found.value)) === String(found.value);
      const part = typeof which === 'string' || !isPlain ? undefined : placeInScalar(found, which, text);
      const [start, end] = part ? [part.start, part.end] : (found?.range ?? []);
      return start === undefined || end === undefined ? range : rangeBetween(text, start, end);
    },
    templateLabels: [],
  };

  function readTexts(from: YAMLMap, key: string): Record<string, string> {
    // Where two branches give the same, the first is taken.
    const pairs = from.items
      .flatMap((pair) =>
        isScalar(pair.key) && pair.key.value === key && isMap(pair.value) ? pair.value.items : [],
      )
      .toReversed()
      .flatMap(({ key: field, value }) => {
        const fieldName = isScalar(field) ? String(field.value) : '';
        const told = isScalar(value) ? value.value : undefined;
        if (chart.isMade(fieldName) || told === undefined || told === null) return [];
        return [[chart.unmask(fieldName), chart.unmask(String(told)).trim()] as const];
      });
    return Object.fromEntries(pairs);
  }
}
