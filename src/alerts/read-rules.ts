import type { Fault } from '../runbook/finding.ts';
import type { ExpressionReading } from './read-expression.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RecordingRule, RulesReading } from './alert-rule.ts';
import { documentFaults } from './document-faults.ts';
import { readApiRules } from './read-api-rules.ts';
import { readTemplateRules } from './read-template.ts';
import { readGrafanaQuery } from './read-grafana-query.ts';
import { parseRuleDocuments } from './rule-documents.ts';
import { keepRules, rulesOf } from './kept-rules.ts';
import type { KeptRules } from './kept-rules.ts';
import { findNoRules } from './no-rules.ts';
import { versionFaults } from './new-names.ts';
import { locate, nameIn, ownRange, placeOf } from './rule-place.ts';
import { groupFaults, ruleFieldFaults } from './rule-file-faults.ts';
import { asksOther, isGrafanaRule, listInGroup, listRuleGroups } from './rule-nodes.ts';
import type { RuleGroup, RuleNode } from './rule-nodes.ts';
import { isTerraform, readTerraformRules } from './read-terraform.ts';
import { engineOfSettings } from './template-engines.ts';
import { findTemplateLabels } from './template.ts';
import { findPair, mapsAt, textAt, textOf, textsAt } from './yaml-nodes.ts';
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
