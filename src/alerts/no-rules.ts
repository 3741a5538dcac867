import { isMap, isScalar, isSeq } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { Fault } from '../runbook/finding.ts';
import { rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { RULES_VALID } from './alert-rule.ts';
import { leavesBook } from './rule-documents.ts';
import { mapAt, textAt, textOf } from './yaml-nodes.ts';

/** A file that `alerts.rules` names, and that holds no rule. */
export interface NoRules {
  readonly fault: Fault;
  /** Whether another program makes alerts of it, which are then unknown. */
  readonly mayRaise: boolean;
}

/**
 * What a file is in which no group of rules was found. Undefined where that is as it should be: an empty file, an
 * empty list of groups, and what stands beside rules everywhere.
 */
export function findNoRules(documents: readonly Document.Parsed[], source: SourceText): NoRules | undefined {
  const filled = documents.filter(
    ({ contents }) => contents && !(isScalar(contents) && contents.value === null),
  );
  const [first] = filled;
  if (!first || filled.some(holdsGroups) || /(?:^|\/)(?:kustomization|Chart)\.ya?ml$/.test(source.path))
    return undefined;
  const { contents } = first;
  const what = isMap(contents)
    ? sayMap(contents, first)
    : isSeq(contents)
      ? sayList(contents.items)
      : undefined;
  if (what === undefined) return undefined;
  // Nothing of a file outside the book is shown.
  const looks = leavesBook(source.path) || typeof what !== 'string' ? '' : `, and looks like ${what}`;
  const message =
    typeof what === 'string'
      ? `Take this file out of \`alerts.rules\`, or write rules below \`groups:\`: it holds none${looks}.`
      : `Name the rules that ${what.maker} makes of this ${what.of} in \`alerts.rules\`, as ${what.how} writes them: the ${what.of} itself holds none.`;
  const [start = 0, end = 0] = firstKey(contents)?.range ?? contents?.range ?? [];
  return {
    fault: { ruleId: RULES_VALID, level: 'warning', message, range: rangeBetween(source.text, start, end) },
    mayRaise: typeof what !== 'string',
  };
}

/** A program that makes rules of its own files. */
interface Maker {
  readonly maker: string;
  readonly of: string;
  readonly how: string;
}

const PYRRA: Maker = { maker: 'Pyrra', of: 'SLO', how: '`kubectl get prometheusrule -o yaml`' };
const SLOTH: Maker = { maker: 'Sloth', of: 'SLO', how: '`sloth generate`' };

/** Kinds of Kubernetes' objects whose rules stand in `spec.groups`. */
const RULE_KINDS = /^(?:PrometheusRule|AlertingRule|RecordingRule|VMRule|GrafanaAlertRuleGroup)$/;

/** Fields that tell what a file is, the most telling first. */
const TELLING: readonly (readonly [fields: readonly string[], what: string])[] = [
  [['route', 'receivers'], 'the settings of Alertmanager'],
  [['scrape_configs'], 'the settings of Prometheus'],
  [['rule_files'], 'the settings of Prometheus, which name its rule files'],
  [['panels', 'title'], 'a dashboard of Grafana'],
  [['alerting_rules.yml'], 'the values of a Helm chart'],
];

/** Lists beside the groups in the files that Grafana is provisioned with, each often a file of its own. */
const BESIDE_RULES = ['contactPoints', 'policies', 'muteTimes', 'templates', 'deleteRules', 'resetPolicies'];

function sayMap(map: YAMLMap, document: Document): string | Maker | undefined {
  const kind = textAt(map, 'kind', document);
  const version = textAt(map, 'apiVersion', document) ?? '';
  if (kind === 'Kustomization') return undefined;
  if (kind === 'ServiceLevelObjective' && version.startsWith('pyrra.dev/')) return PYRRA;
  if (kind === 'PrometheusServiceLevel' || version.startsWith('openslo/')) return SLOTH;
  if (map.has('slos') && map.has('service')) return SLOTH;
  if (kind !== undefined && RULE_KINDS.test(kind)) return `\`kind: ${kind}\` without \`spec.groups\``;
  if (kind !== undefined) return `an object of Kubernetes (\`kind: ${kind}\`)`;
  if (map.has('tests') || BESIDE_RULES.some((field) => map.has(field))) return undefined;
  const known = TELLING.find(([fields]) => fields.every((field) => map.has(field)));
  if (known) return known[1];
  const names = map.items.map(({ key }) => textOf(key) ?? '');
  return names.length === 0 ? 'an empty mapping' : `a file of ${inWords(names)}`;
}

function sayList(items: readonly unknown[]): string {
  if (items.length === 0) return 'an empty list';
  const [first] = items;
  if (!isMap(first)) return 'a list of texts';
  return `a list of mappings with ${inWords(first.items.map(({ key }) => textOf(key) ?? ''))}`;
}

/** So many fields are named: more are not needed to recognise a file. */
const MOST_NAMES = 3;

function inWords(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name.slice(0, 40)}\``);
  if (names.length > MOST_NAMES) return `${shown.join(', ')} and more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** Whether a document is a rule file, if one without rules: its list of groups is there. */
function holdsGroups(document: Document): boolean {
  const { contents } = document;
  if (!isMap(contents)) return false;
  return [contents, mapAt(contents, 'spec', document)].some((holder) => holder?.has('groups'));
}

function firstKey(contents: Document.Parsed['contents']) {
  const key = isMap(contents) ? contents.items[0]?.key : undefined;
  return isScalar(key) ? key : undefined;
}
