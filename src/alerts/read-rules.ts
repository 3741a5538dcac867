import { isAlias, isMap, isNode, isScalar, isSeq, visit } from 'yaml';
import type { Alias, Document, YAMLMap } from 'yaml';
import type { Fault, Range } from '../runbook/finding.ts';
import type { ExpressionReading } from './read-expression.ts';
import { rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RecordingRule, RulesReading } from './alert-rule.ts';
import { readApiRules } from './read-api-rules.ts';
import { readTemplateRules } from './read-template.ts';
import { readGrafanaQuery } from './read-grafana-query.ts';
import { parseRuleDocuments } from './rule-documents.ts';
import { keepRules, rulesOf } from './kept-rules.ts';
import type { KeptRules } from './kept-rules.ts';
import { findNoRules } from './no-rules.ts';
import { versionFaults } from './new-names.ts';
import { groupFaults, ruleFieldFaults } from './rule-file-faults.ts';
import {
  asksOther,
  grafanaDefinition,
  isByNamespace,
  isGrafanaRule,
  listInGroup,
  listRuleGroups,
} from './rule-nodes.ts';
import type { RuleGroup, RuleNode } from './rule-nodes.ts';
import { isTerraform, readTerraformRules } from './read-terraform.ts';
import { placeInScalar } from './scalar-place.ts';
import type { TextPart } from './scalar-place.ts';
import { engineOfSettings } from './template-engines.ts';
import { findTemplateLabels } from './template.ts';
import { findPair, listDoubledKeys, mapsAt, resolved, textAt, textOf, textsAt } from './yaml-nodes.ts';
import { durationSeconds } from '../shell/queries/query-durations.ts';

/**
 * Reads the alert rules of a file: what Prometheus, Loki's ruler and Grafana load, the objects of Kubernetes that
 * hold it, and what Prometheus answers on `/api/v1/rules`. Never throws for an author's mistake.
 */
export function readAlertRules(source: SourceText): RulesReading {
  const known = readings.get(source);
  if (known) return known;
  const reading = { ...readRules(source), expressions: new Map<string, ExpressionReading>() };
  readings.set(source, reading);
  return reading;
}

/** Takes a file as read that was read before, by an earlier call. */
export function recallAlertRules(source: SourceText, kept: KeptRules): void {
  if (!readings.has(source))
    readings.set(
      source,
      rulesOf(kept, () => readRules(source)),
    );
}

/** What was read of a file, to be kept; undefined where nobody has asked for it. */
export function whatWasRead(source: SourceText): KeptRules | undefined {
  const reading = readings.get(source);
  return reading && keepRules(reading);
}

/** A source never changes, and the contract, the search and the site all ask for its rules. */
const readings = new WeakMap<SourceText, RulesReading>();

function readRules(source: SourceText): RulesReading {
  const saved = readApiRules(source);
  if (saved) return saved;
  if (isTerraform(source.path)) return readTerraformRules(source, readAlertRules);
  const { documents, faults, engine } = parseRuleDocuments(source);
  const template = engine && readTemplateRules(source, engine);
  if (template) return { ...template, faults: [...source.faults, ...template.faults] };
  const groups = documents.map((document) => [...listRuleGroups(document, source.text)]);
  const all = groups.flat();
  const nodes = all.flatMap((group) => [...listInGroup(group)]);
  const ofPrometheus = all.filter(isOfPrometheus);
  const byVersion = versionFaults(ofPrometheus);
  const found = [
    ...source.faults,
    ...faults,
    ...documents.flatMap((document) => documentFaults(document, source)),
    ...groups.flatMap((own) => groupFaults(own.filter(isOfPrometheus))),
    ...ofPrometheus.flatMap(ruleNodeFaults),
    ...nodes.flatMap(ruleFaults),
  ];
  const none = all.length + found.length === 0 ? findNoRules(documents, source) : undefined;
  const inSettings = none && readTemplateRules(source, engineOfSettings(source.text));
  if (inSettings?.rules.length) return inSettings;
  return {
    rules: nodes.map((node) => readRule(node, source)),
    recordings: all.flatMap((group) => listRecordings(group, source)),
    faults: none ? [none.fault] : found,
    faultsOfOld: byVersion.old,
    faultsOfNew: byVersion.new,
    isUnread: source.faults.length + faults.length > 0 || none?.mayRaise === true,
  };
}

function isOfPrometheus({ dialect }: RuleGroup): boolean {
  return dialect === 'prometheus';
}

/**
 * Faults of a document that is no rule file of Prometheus'. `namespace` is allowed: Mimir's and Loki's tools put it
 * beside the groups.
 */
function documentFaults(document: Document, { text }: SourceText): Fault[] {
  const { contents } = document;
  const fault = (message: string, node: unknown): Fault => {
    const [start = 0, end = 0] = ownRange(node) ?? [];
    return { ruleId: RULES_VALID, message, range: rangeBetween(text, start, end) };
  };
  const lost = findLostAlias(document);
  if (lost)
    return [fault('Name what this `*` stands for with `&`, above it: nothing there has that name.', lost)];
  const isVersioned = document.directives?.yaml.explicit && document.directives.yaml.version !== '1.1';
  if (isVersioned)
    return [
      {
        ruleId: RULES_VALID,
        message: 'Take `%YAML` out, or write `%YAML 1.1`: Prometheus reads no other version.',
        range: rangeBetween(text, 0, 0),
      },
    ];
  if (isScalar(contents) && contents.value === null) return [];
  if (!isMap(contents)) {
    const isRules =
      isSeq(contents) &&
      contents.items.some(
        (item) => isMap(item) && !isGrafanaRule(item) && LOOKS_LIKE_RULES.some((key) => item.has(key)),
      );
    return isScalar(contents) || isRules
      ? [
          fault(
            'Write `groups:` at the top, and what is here below it: a rule file holds nothing else.',
            contents,
          ),
        ]
      : [];
  }
  if (['kind', 'apiVersion', 'status'].some((key) => contents.has(key))) return [];
  if (isByNamespace(contents, document)) return [];
  const groups = findPair(contents, 'groups');
  if (!groups)
    return contents.items.flatMap(({ key }) => {
      const name = textOf(key) ?? '';
      if (/^groups?$/i.test(name))
        return [fault(`Rename \`${name}\` to \`groups\`: under this name, none of it is loaded.`, key)];
      const holdsRules = mapsAt(contents, name, document).some(
        (rule) => !isGrafanaRule(rule) && (rule.has('alert') || rule.has('record')),
      );
      return name === 'rules' && holdsRules
        ? [
            fault(
              'Write `groups:` and `- name: …` above these `rules`: without them, no rule is loaded.',
              key,
            ),
          ]
        : [];
    });
  const list = resolved(groups.value, document);
  const isNone = list === null || (isScalar(list) && list.value === null);
  if (!isSeq(list) && !isNone)
    return [fault('Write `groups` as a list: each group begins with `-`.', groups.value)];
  return [
    ...(isSeq(list) ? list.items : []).flatMap((item) => {
      const group = resolved(item, document);
      const isEmpty = isScalar(group) && group.value === null;
      return isMap(group) || isEmpty ? [] : [fault('Write this group as `name: value` lines.', item)];
    }),
    ...listDoubledKeys(contents).map((key) =>
      fault(`Remove the second \`${String(key.value)}\`: it is already given above.`, key),
    ),
    ...contents.items.flatMap(({ key }) => {
      const name = isScalar(key) ? String(key.value) : '';
      if (['groups', 'namespace'].includes(name)) return [];
      return [fault(`Remove or rename \`${name}\`: a rule file holds \`groups\` and nothing else.`, key)];
    }),
  ];
}

const LOOKS_LIKE_RULES = ['alert', 'record', 'rules', 'groups'];

/** The first `*name` that no `&name` stands above. */
function findLostAlias(document: Document): Alias | undefined {
  const names = new Set<string>();
  let lost: Alias | undefined;
  visit(document, (_, node) => {
    if (isAlias(node) && !names.has(node.source)) lost ??= node;
    if (isNode(node) && 'anchor' in node && typeof node.anchor === 'string') names.add(node.anchor);
  });
  return lost;
}

function ruleNodeFaults({ node, document, place }: RuleGroup): Fault[] {
  return mapsAt(node, 'rules', document).flatMap((rule) =>
    // Rules of Grafana's in a file without its `apiVersion`.
    isGrafanaRule(rule) ? [] : ruleFieldFaults(rule, document, place),
  );
}

/** Expressions beside those of alerts: what recording rules record, and further queries of a Grafana rule. */
function listRecordings(group: RuleGroup, { path }: SourceText): RecordingRule[] {
  const { node, document, place, text } = group;
  if (group.dialect === 'grafana')
    return [...listInGroup(group)].flatMap((found) =>
      readGrafanaQuery(found.node, document).others.map((other) => ({
        name: textAt(found.node, 'title', document) ?? '',
        expression: textOf(other) ?? '',
        path,
        isOfGrafana: true,
        locate: (_, at = 'value') => placeOf(found, other, at),
      })),
    );
  return mapsAt(node, 'rules', document).flatMap((rule) => {
    const [name, expression] = [textAt(rule, 'record', document), textAt(rule, 'expr', document)];
    if (name === undefined || expression === undefined) return [];
    const found = {
      node: rule,
      document,
      place,
      text,
      dialect: 'prometheus',
      group: '',
      groupLabels: {},
      isOfOther: false,
      isEmbedded: false,
    } as const;
    return [
      {
        name,
        expression,
        path,
        isOfGrafana: false,
        isOfOther: asksOther(node, document),
        locate: (at, which = 'value') => locate(found, at, which),
      },
    ];
  });
}

/** The alert rules of several files. */
export function listAlertRules(sources: readonly SourceText[]): AlertRule[] {
  return sources.flatMap((source) => readAlertRules(source).rules);
}

function readRule(found: RuleNode, { path }: SourceText): AlertRule {
  const { node, document, group, groupLabels, dialect, place } = found;
  const query = dialect === 'grafana' ? readGrafanaQuery(node, document) : undefined;
  const [start = 0, end = 0] = node.range ?? [];
  return {
    name: textAt(...nameIn(found)) ?? '',
    expression: query?.expression ?? textAt(node, 'expr', document) ?? '',
    ...(found.isOfOther ? { isOfOther: true } : {}),
    duration: textAt(node, 'for', document),
    // As Prometheus does: the rule's own go first.
    labels: { ...groupLabels, ...textsAt(node, 'labels', document) },
    annotations: textsAt(node, 'annotations', document),
    group,
    dialect,
    limits: query?.limits ?? [],
    path,
    range: place(start, end),
    locate: (at, which = 'value') =>
      at[0] === 'expr' && query?.node !== undefined
        ? placeOf(found, query.node, which)
        : locate(found, at, which),
    get templateLabels() {
      return listLabelsInTexts(found);
    },
  };
}

/** Labels that annotations show without asking first whether they are there. */
function listLabelsInTexts(found: RuleNode): AlertRule['templateLabels'] {
  return Object.entries(textsAt(found.node, 'annotations', found.document)).flatMap(([name, text]) => {
    if (/\{\{-?\s{0,99}(?:if|with|range)\b|\$labels\b[^$}]*\|\s{0,99}(?:or|default)/.test(text)) return [];
    return findTemplateLabels(text).map(({ label, ...part }) => ({
      label,
      range: locate(found, ['annotations', name], part),
    }));
  });
}

/** Where the name of an alert stands: in which mapping, under which key. */
function nameIn({ node, document, dialect }: RuleNode): [map: YAMLMap, key: string, document: Document] {
  return dialect === 'grafana'
    ? [grafanaDefinition(node, document), 'title', document]
    : [node, 'alert', document];
}

function namePath({ node, dialect }: RuleNode): readonly string[] {
  if (dialect === 'prometheus') return ['alert'];
  return node.has('grafana_alert') ? ['grafana_alert', 'title'] : ['title'];
}

/** The place of a scalar, or of a part of its text. */
function placeOf({ place, text }: RuleNode, node: unknown, at: 'key' | 'value' | TextPart): Range {
  const part = typeof at === 'string' ? undefined : placeInScalar(node, at, text);
  const [start = 0, end = 0] = part ? [part.start, part.end] : (ownRange(node) ?? []);
  return place(start, end);
}

/** A field's own place, else that of the mapping it would stand in, else that of the rule's name. */
function locate(found: RuleNode, path: readonly string[], at: 'key' | 'value' | TextPart): Range {
  const { node, document, place, text } = found;
  const names = path[0] === 'alert' ? namePath(found) : path;
  if (typeof at !== 'string') {
    const part = placeInScalar(nodeIn(node, names), at, text);
    if (part) return place(part.start, part.end);
    at = 'value';
  }
  const whole = rangeIn(node, names, at) ?? rangeIn(node, names.slice(0, 1), 'key');
  const [start = 0, end = 0] = whole ?? rangeIn(node, namePath(found), 'value') ?? node.range ?? [];
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

/** The value of a field as it stands there: what an alias names stands elsewhere. */
function nodeIn(from: YAMLMap, [name = '', ...rest]: readonly string[]): unknown {
  const value = findPair(from, name)?.value;
  return rest.length > 0 && isMap(value) ? nodeIn(value, rest) : rest.length > 0 ? undefined : value;
}

function ownRange(node: unknown): readonly number[] | undefined {
  return isNode(node) && node.range ? node.range.slice(0, 2) : undefined;
}

/** What no Prometheus and no Grafana would load, besides what `ruleFieldFaults` finds. */
function ruleFaults(found: RuleNode): Fault[] {
  const { node, document, dialect, place } = found;
  const fault = (message: string, at: unknown): Fault => {
    const [start = 0, end = 0] = ownRange(at) ?? [];
    return { ruleId: RULES_VALID, message, range: place(start, end) };
  };
  const faults: Fault[] = [];
  const [map, key] = nameIn(found);
  const name = findPair(map, key);
  if (!textAt(map, key, document)) faults.push(fault('Give this alert a name: it has none.', name?.key));
  if (dialect === 'prometheus' && !textAt(node, 'expr', document))
    faults.push(fault('Add `expr`: without an expression this alert never fires.', name?.key));
  const duration = textAt(node, 'for', document);
  // Grafana takes a bare number of seconds too.
  if (dialect === 'grafana' && duration !== undefined && durationSeconds(duration) === undefined)
    faults.push(
      fault(
        `Change \`for\`: \`${duration}\` is not a duration like \`5m\` or \`1h30m\`.`,
        findPair(node, 'for')?.value,
      ),
    );
  return faults;
}
