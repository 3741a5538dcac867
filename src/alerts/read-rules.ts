import { isMap, isNode, isScalar } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { Fault, Range } from '../runbook/finding.ts';
import { rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RecordingRule, RulesReading } from './alert-rule.ts';
import { readApiRules } from './read-api-rules.ts';
import { readChartRules } from './read-chart.ts';
import { readGrafanaQuery } from './read-grafana-query.ts';
import { parseRuleDocuments } from './rule-documents.ts';
import { groupFaults, ruleFieldFaults } from './rule-file-faults.ts';
import { listInGroup, listRuleGroups } from './rule-nodes.ts';
import type { RuleGroup, RuleNode } from './rule-nodes.ts';
import { isTerraform, readTerraformRules } from './read-terraform.ts';
import { listTemplateLabels } from './template.ts';
import { findPair, mapsAt, resolved, textAt, textsAt } from './yaml-nodes.ts';
import { durationSeconds } from '../shell/queries/query-durations.ts';

/**
 * Reads the alert rules of a file: what Prometheus, Loki's ruler and Grafana load, the objects of Kubernetes that
 * hold it, and what Prometheus answers on `/api/v1/rules`. Never throws for an author's mistake.
 */
export function readAlertRules(source: SourceText): RulesReading {
  const known = readings.get(source);
  if (known) return known;
  const reading = readRules(source);
  readings.set(source, reading);
  return reading;
}

/** A source never changes, and the contract, the search and the site all ask for its rules. */
const readings = new WeakMap<SourceText, RulesReading>();

function readRules(source: SourceText): RulesReading {
  const saved = readApiRules(source);
  if (saved) return saved;
  if (isTerraform(source.path)) return readTerraformRules(source, readAlertRules);
  const { documents, faults, isChart } = parseRuleDocuments(source);
  const chart = isChart ? readChartRules(source) : undefined;
  if (chart) return { ...chart, faults: [...source.faults, ...chart.faults] };
  const groups = documents.map((document) => [...listRuleGroups(document, source.text)]);
  const all = groups.flat();
  const nodes = all.flatMap((group) => [...listInGroup(group)]);
  return {
    rules: nodes.map((found) => readRule(found, source)),
    recordings: all.flatMap((group) => listRecordings(group, source)),
    faults: [
      ...source.faults,
      ...faults,
      ...documents.flatMap((document) => documentFaults(document, source)),
      ...groups.flatMap((own) => groupFaults(own.filter(isOfPrometheus))),
      ...all.filter(isOfPrometheus).flatMap(ruleNodeFaults),
      ...nodes.flatMap(ruleFaults),
    ],
    isUnread: source.faults.length + faults.length > 0,
  };
}

function isOfPrometheus({ dialect }: RuleGroup): boolean {
  return dialect === 'prometheus';
}

/** A rule file of Prometheus' own holds groups; `namespace` is what Mimir's and Loki's tools put beside them. */
function documentFaults({ contents }: Document, { text }: SourceText): Fault[] {
  if (!isMap(contents) || !findPair(contents, 'groups')) return [];
  if (['kind', 'apiVersion', 'status'].some((key) => contents.has(key))) return [];
  return contents.items.flatMap(({ key }) => {
    const name = isScalar(key) ? String(key.value) : '';
    if (['groups', 'namespace'].includes(name)) return [];
    const [start = 0, end = 0] = ownRange(key) ?? [];
    const message = `Remove or rename \`${name}\`: a rule file holds \`groups\` and nothing else.`;
    return [{ ruleId: RULES_VALID, message, range: rangeBetween(text, start, end) }];
  });
}

function ruleNodeFaults({ node, document, place }: RuleGroup): Fault[] {
  return mapsAt(node, 'rules', document).flatMap((rule) =>
    // Rules of Grafana's in a file without its `apiVersion`.
    rule.has('title') && rule.has('data') ? [] : ruleFieldFaults(rule, document, place),
  );
}

function listRecordings(group: RuleGroup, { path }: SourceText): RecordingRule[] {
  const { node, document, place } = group;
  return mapsAt(node, 'rules', document).flatMap((rule) => {
    const [name, expression] = [textAt(rule, 'record', document), textAt(rule, 'expr', document)];
    if (name === undefined || expression === undefined) return [];
    const found = {
      node: rule,
      document,
      place,
      dialect: 'prometheus',
      group: '',
      isEmbedded: false,
    } as const;
    return [{ name, expression, path, locate: (at, which = 'value') => locate(found, at, which) }];
  });
}

/** The alert rules of several files. */
export function listAlertRules(sources: readonly SourceText[]): AlertRule[] {
  return sources.flatMap((source) => readAlertRules(source).rules);
}

function readRule(found: RuleNode, { path }: SourceText): AlertRule {
  const { node, document, group, dialect, place } = found;
  const query = dialect === 'grafana' ? readGrafanaQuery(node, document) : undefined;
  const [start = 0, end = 0] = node.range ?? [];
  return {
    name: textAt(node, NAME_KEY[dialect], document) ?? '',
    expression: query?.expression ?? textAt(node, 'expr', document) ?? '',
    duration: textAt(node, 'for', document),
    labels: textsAt(node, 'labels', document),
    annotations: textsAt(node, 'annotations', document),
    group,
    dialect,
    limits: query?.limits ?? [],
    path,
    range: place(start, end),
    locate: (at, which = 'value') => locate(found, at, which),
    get templateLabels() {
      return listLabelsInTexts(found);
    },
  };
}

/** Labels that annotations show without asking first whether they are there. */
function listLabelsInTexts(found: RuleNode): AlertRule['templateLabels'] {
  return Object.entries(textsAt(found.node, 'annotations', found.document)).flatMap(([name, text]) => {
    if (/\{\{-?\s*(?:if|with|range)\b|\$labels\b[^}]*\|\s*(?:or|default)/.test(text)) return [];
    return listTemplateLabels(text).map((label) => ({
      label,
      range: locate(found, ['annotations', name], 'value'),
    }));
  });
}

const NAME_KEY = { prometheus: 'alert', grafana: 'title' } as const;

/** A field's own place, else that of the mapping it would stand in, else that of the rule's name. */
function locate(
  { node, document, place, dialect }: RuleNode,
  path: readonly string[],
  at: 'key' | 'value',
): Range {
  const names = path[0] === 'alert' ? [NAME_KEY[dialect]] : path;
  const whole = rangeIn(node, names, at) ?? rangeIn(node, names.slice(0, 1), 'key');
  const [start = 0, end = 0] = whole ?? rangeIn(node, [NAME_KEY[dialect]], 'value') ?? node.range ?? [];
  return place(start, end);

  function rangeIn(
    from: YAMLMap,
    steps: readonly string[],
    which: 'key' | 'value',
  ): readonly number[] | undefined {
    const [name = '', ...rest] = steps;
    const pair = findPair(from, name);
    if (!pair) return undefined;
    if (rest.length === 0) return ownRange(which === 'key' ? pair.key : pair.value) ?? ownRange(pair.key);
    const inner = resolved(pair.value, document);
    return isMap(inner) ? rangeIn(inner, rest, which) : undefined;
  }
}

function ownRange(node: unknown): readonly number[] | undefined {
  return isNode(node) && node.range ? node.range.slice(0, 2) : undefined;
}

/** What no Prometheus and no Grafana would load, beside what `ruleFieldFaults` looks at. */
function ruleFaults({ node, document, dialect, place }: RuleNode): Fault[] {
  const fault = (message: string, at: unknown): Fault => {
    const [start = 0, end = 0] = ownRange(at) ?? [];
    return { ruleId: RULES_VALID, message, range: place(start, end) };
  };
  const faults: Fault[] = [];
  const name = findPair(node, NAME_KEY[dialect]);
  if (!textAt(node, NAME_KEY[dialect], document))
    faults.push(fault('Give this alert a name: it has none.', name?.key));
  if (dialect === 'prometheus' && !textAt(node, 'expr', document))
    faults.push(fault('Add `expr`: without an expression this alert never fires.', name?.key));
  const duration = textAt(node, 'for', document);
  // Grafana takes a bare number of seconds too.
  if (dialect === 'grafana' && duration !== undefined && durationSeconds(duration) === undefined)
    faults.push(
      fault(
        `Change \`for\`: \`${duration}\` is no duration like \`5m\` or \`1h30m\`.`,
        findPair(node, 'for')?.value,
      ),
    );
  return faults;
}
