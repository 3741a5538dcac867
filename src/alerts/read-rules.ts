import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { Fault, Point, Range } from '../runbook/finding.ts';
import type { SourceText } from '../runbook/source-text.ts';

/** One alert rule: the Prometheus rule that raises an alert, and where it is written. */
export interface AlertRule {
  readonly name: string;
  /** PromQL, as written. */
  readonly expression: string;
  /** How long the expression must hold, as in `5m`; undefined when it fires at once. */
  readonly duration: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly group: string;
  readonly path: string;
  readonly range: Range;
}

export interface RulesReading {
  readonly rules: readonly AlertRule[];
  readonly faults: readonly Fault[];
}

/** Reads the alert rules of a file: rule groups as Prometheus loads them, and `PrometheusRule` objects. */
export function readAlertRules(source: SourceText): RulesReading {
  const counter = new LineCounter();
  const point = (offset: number): Point => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col, offset };
  };
  const rangeOf = ([start, end]: readonly [number, number, ...number[]]): Range => ({
    start: point(start),
    end: point(end),
  });
  const rules: AlertRule[] = [];
  const faults: Fault[] = [...source.faults];
  for (const document of parseDocuments(source.text, counter)) {
    faults.push(
      ...document.errors.map((error) => ({
        ruleId: 'alert-rules-valid',
        message: `Mend the YAML: ${error.message.split('\n', 1)[0] ?? ''}.`,
        range: rangeOf(error.pos),
      })),
    );
    if (document.errors.length > 0) continue;
    for (const { node, group } of alertNodes(document)) {
      rules.push({ ...readRule(node), group, path: source.path, range: rangeOf(node.range ?? [0, 0]) });
    }
  }
  return { rules, faults };
}

function parseDocuments(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents : [];
}

/** Every mapping with an `alert` key inside `groups[].rules[]`, at the top or under `spec`. */
function* alertNodes(document: Document): Generator<{ node: YAMLMap; group: string }> {
  const groups: unknown = document.getIn(['groups']) ?? document.getIn(['spec', 'groups']);
  if (!isSeq(groups)) return;
  for (const group of groups.items) {
    const rules: unknown = isMap(group) ? group.get('rules') : undefined;
    if (!isMap(group) || !isSeq(rules)) continue;
    for (const node of rules.items) {
      if (isMap(node) && node.has('alert')) yield { node, group: String(group.get('name') ?? '') };
    }
  }
}

function readRule(node: YAMLMap): Omit<AlertRule, 'group' | 'path' | 'range'> {
  const duration: unknown = node.get('for');
  return {
    name: String(node.get('alert') ?? ''),
    expression: String(node.get('expr') ?? '').trim(),
    duration: duration === undefined || duration === null ? undefined : String(duration),
    labels: readTexts(node.get('labels')),
    annotations: readTexts(node.get('annotations')),
  };
}

function readTexts(node: unknown): Record<string, string> {
  if (!isMap(node)) return {};
  return Object.fromEntries(
    node.items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) ? [[String(key.value), String(value.value).trim()]] : [],
    ),
  );
}
