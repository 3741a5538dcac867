import { isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { Range } from '../runbook/finding.ts';
import { offsetOfLine, pointAt, rangeBetween } from '../runbook/read/source-text.ts';
import { mapAt, mapsAt, textAt, textOf, textsAt, valueAt } from './yaml-nodes.ts';
import { yamlExcess } from '../runbook/yaml/yaml-bounds.ts';

/** Turns offsets in the text that a node was parsed from into a range of the file. */
export type PlaceInFile = (from: number, to: number) => Range;

/** One alert rule as YAML: its mapping, and what is known from around it. */
export interface RuleNode {
  readonly node: YAMLMap;
  readonly document: Document;
  readonly group: string;
  /** Labels that its group gives to every rule. */
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly dialect: 'prometheus' | 'grafana';
  /** Whether its group asks something that takes neither PromQL nor LogQL. */
  readonly isOfOther: boolean;
  readonly place: PlaceInFile;
  /** What the document was read from. */
  readonly text: string;
  /** Whether it stands in a text inside the YAML, as in a ConfigMap: it can be read there, but not edited. */
  readonly isEmbedded: boolean;
}

/** A group of rules as YAML. */
export interface RuleGroup extends Around {
  readonly node: YAMLMap;
  /** Grafana's kinds, which do not name a group in its `name`. */
  readonly name?: string;
  readonly dialect: RuleNode['dialect'];
}

interface Around {
  readonly document: Document;
  readonly place: PlaceInFile;
  readonly text: string;
  readonly isEmbedded: boolean;
}

/**
 * Every alert rule of a document: rule groups as Prometheus and Loki load them, objects of Kubernetes that hold
 * such groups (`PrometheusRule`, Loki's `AlertingRule`, a `List` of them, a ConfigMap with rule files), what the rulers
 * of Mimir and Loki answer for a tenant, and rules as Grafana is provisioned with, by file, API or operator. Recording rules and everything else are passed over.
 */
export function* listRuleNodes(document: Document, text: string): Generator<RuleNode> {
  for (const group of listRuleGroups(document, text)) yield* listInGroup(group);
}

/** Every group of rules of a document, wherever it stands. */
export function* listRuleGroups(document: Document, text: string): Generator<RuleGroup> {
  const place: PlaceInFile = (from, to) => rangeBetween(text, from, to);
  const around = { document, place, text, isEmbedded: false };
  const { contents } = document;
  if (isMap(contents)) yield* listInObject(contents, text, around);
  // Grafana's API lists rules, each with the name of its group.
  else if (isSeq(contents))
    for (const rule of contents.items) {
      if (isMap(rule) && isGrafanaRule(rule))
        yield { ...around, node: rule, name: textAt(rule, 'ruleGroup', document) ?? '', dialect: 'grafana' };
      else if (isMap(rule) && rule.has('kind')) yield* listInObject(rule, text, around);
    }
}

function* listInObject(object: YAMLMap, text: string, around: Around): Generator<RuleGroup> {
  const { document } = around;
  if (textAt(object, 'kind', document) === 'List') {
    for (const item of mapsAt(object, 'items', document)) yield* listInObject(item, text, around);
    return;
  }
  if (textAt(object, 'kind', document) === 'ConfigMap') {
    yield* listInConfigMap(object, text, around);
    return;
  }
  for (const holder of [object, mapAt(object, 'spec', document)]) {
    if (!holder) continue;
    for (const node of mapsAt(holder, 'groups', document))
      yield { ...around, node, dialect: dialectOf(object) };
    if (isGrafanaRule(holder) || mapsAt(holder, 'rules', document).some(isGrafanaRule))
      yield { ...around, node: holder, name: ownName(object, holder, document), dialect: 'grafana' };
  }
  if (isByNamespace(object, document))
    for (const { value } of object.items)
      for (const node of isSeq(value) ? value.items : [])
        if (isMap(node))
          yield {
            ...around,
            node,
            dialect: mapsAt(node, 'rules', document).some(isGrafanaRule) ? 'grafana' : 'prometheus',
          };
}

/**
 * A rule that Grafana manages: what raises an alert there, or records. Files and the provisioning API give `data`,
 * objects of Grafana 12 (`kind: AlertRule`) give `expressions`, and its ruler puts it into `grafana_alert`.
 */
export function isGrafanaRule(rule: YAMLMap): boolean {
  return (rule.has('title') && (rule.has('data') || rule.has('expressions'))) || rule.has('grafana_alert');
}

/** The mapping that holds the title and the queries of a rule of Grafana's. */
export function grafanaDefinition(rule: YAMLMap, document: Document): YAMLMap {
  return mapAt(rule, 'grafana_alert', document) ?? rule;
}

/** The name of a group that is an object of its own: of Grafana's API, of its operator, of Grizzly. */
function ownName(object: YAMLMap, holder: YAMLMap, document: Document): string {
  const metadata = mapAt(object, 'metadata', document);
  const labels = metadata && mapAt(metadata, 'labels', document);
  const names = [
    labels && textAt(labels, 'grafana.com/group', document),
    textAt(holder, 'ruleGroup', document),
    textAt(holder, 'name', document),
    isGrafanaRule(holder) ? undefined : textAt(holder, 'title', document),
    metadata && textAt(metadata, 'name', document),
  ];
  return names.find((name) => name !== undefined) ?? '';
}

/** Whether groups stand under the names of their files, as Mimir and Loki answer on `/config/v1/rules`. */
export function isByNamespace(object: YAMLMap, document: Document): boolean {
  const { items } = object;
  return (
    items.length > 0 &&
    !items.some(({ key }) => /^groups?$/i.test(textOf(key) ?? '')) &&
    items.every(({ key, value }) => {
      const groups = isSeq(value) ? mapsAt(object, textOf(key) ?? '', document) : [];
      return groups.length > 0 && groups.every((group) => group.has('name') && group.has('rules'));
    })
  );
}

/** Grafana's provisioning files say `apiVersion: 1`, the objects of Kubernetes a name with a slash. */
function dialectOf(object: YAMLMap): RuleGroup['dialect'] {
  return object.get('apiVersion') === 1 ? 'grafana' : 'prometheus';
}

/** Whether a group of vmalert's is for VictoriaLogs or Graphite. */
export function asksOther(group: YAMLMap, document: Document): boolean {
  return ['vlogs', 'graphite'].includes(textAt(group, 'type', document) ?? '');
}

/** The alert rules of a group. */
export function* listInGroup({ node: group, dialect: _, name, ...around }: RuleGroup): Generator<RuleNode> {
  const { document } = around;
  const shared = {
    group: name ?? textAt(group, 'name', document) ?? '',
    groupLabels: textsAt(group, 'labels', document),
    isOfOther: asksOther(group, document),
  };
  for (const node of isGrafanaRule(group) ? [group] : mapsAt(group, 'rules', document)) {
    const has = (key: string): boolean => valueAt(node, key, document) !== undefined || node.has(key);
    // An empty `alert` beside `record` counts as none.
    const isRecord = !textAt(node, 'alert', document) && Boolean(textAt(node, 'record', document));
    if (has('alert') && !isRecord) yield { ...around, ...shared, node, dialect: 'prometheus' };
    // Grafana's own recording rules have a `title` too, and raise nothing.
    else if (isGrafanaRule(node) && !isRecording(node, document))
      yield { ...around, ...shared, node, groupLabels: {}, dialect: 'grafana' };
  }
}

/** `record` is `null` in what Grafana answers for a rule that raises an alert; one of Grafana 12 has its `metric`. */
function isRecording(rule: YAMLMap, document: Document): boolean {
  const definition = grafanaDefinition(rule, document);
  return mapAt(definition, 'record', document) !== undefined || definition.has('metric');
}

/** Rule files as the texts of a ConfigMap, as the Helm charts of Prometheus and Loki render them. */
function* listInConfigMap(object: YAMLMap, text: string, { document }: Around): Generator<RuleGroup> {
  const data = mapAt(object, 'data', document);
  for (const { value } of data?.items ?? []) {
    if (!isScalar(value) || typeof value.value !== 'string' || !/^groups:/m.test(value.value)) continue;
    if (yamlExcess(value.value)) continue;
    const place = placeInside(value.range ?? [0, 0], text);
    const inner = parseAllDocuments(value.value, {
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: false,
    });
    for (const each of Array.isArray(inner) ? inner : []) {
      if (each.errors.length > 0 || !isMap(each.contents)) continue;
      yield* listInObject(each.contents, value.value, {
        document: each,
        place: place(value.value),
        text: value.value,
        isEmbedded: true,
      });
    }
  }
}

/** The place inside a block text, line by line: the text is the same there, with an indent before each line. */
function placeInside(range: readonly number[], outer: string): (inner: string) => PlaceInFile {
  const head = pointAt(outer, range[0] ?? 0);
  const first = offsetOfLine(outer, head.line + 1) ?? 0;
  const indent = /^[ \t]*/.exec(outer.slice(first))?.[0].length ?? 0;
  return (inner) => {
    const toOuter = (offset: number): number => {
      const { line, column } = pointAt(inner, offset);
      return (offsetOfLine(outer, head.line + line) ?? 0) + indent + column - 1;
    };
    return (from, to) => rangeBetween(outer, toOuter(from), toOuter(to));
  };
}
