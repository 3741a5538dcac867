import { isMap, isNode, isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Fault, Range } from '../runbook/finding.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RulesReading } from './alert-rule.ts';
import { readApiRules } from './read-api-rules.ts';
import { readGrafanaQuery } from './read-grafana-query.ts';
import { parseRuleDocuments } from './rule-documents.ts';
import { listRuleNodes } from './rule-nodes.ts';
import type { RuleNode } from './rule-nodes.ts';
import { findPair, listDoubledKeys, mapAt, resolved, textAt, textsAt } from './yaml-nodes.ts';

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
  const { documents, faults } = parseRuleDocuments(source);
  const nodes = documents.flatMap((document) => [...listRuleNodes(document, source.text)]);
  return {
    rules: nodes.map((found) => readRule(found, source)),
    faults: [...source.faults, ...faults, ...nodes.flatMap(ruleFaults)],
    isUnread: source.faults.length + faults.length > 0,
  };
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
  };
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

/** Go's durations as Prometheus takes them: `1h30m`, `500ms`, `0s`; Grafana takes a bare number too. */
const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$|^\d+$/;

/** What no Prometheus would load, beside the expression, which is judged where queries are read. */
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
  if (duration !== undefined && !DURATION.test(duration))
    faults.push(
      fault(
        `Change \`for\`: \`${duration}\` is no duration like \`5m\` or \`1h30m\`.`,
        findPair(node, 'for')?.value,
      ),
    );
  for (const map of [node, mapAt(node, 'labels', document), mapAt(node, 'annotations', document)])
    for (const key of map ? listDoubledKeys(map) : [])
      faults.push(fault(`Remove the second \`${String(key.value)}\`: it is already given above.`, key));
  for (const field of ['labels', 'annotations']) {
    const value = resolved(findPair(node, field)?.value, document);
    if (isSeq(value)) faults.push(fault(`Write \`${field}\` as \`name: value\` lines: it is a list.`, value));
  }
  return faults;
}
