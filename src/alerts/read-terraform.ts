import type { Fault, Point } from '../runbook/finding.ts';
import { offsetOfLine, pointAt, rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { parseJson } from '../runbook/words/record.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RulesReading } from './alert-rule.ts';
import type { TextPart } from './scalar-place.ts';
import { parseHcl } from './parse-hcl.ts';
import type { HclEntry, HclMap, HclNode } from './parse-hcl.ts';

/** Whether a file is Terraform's: `alerts.tf`, and `alerts.tf.json`, which is the same in JSON. */
export function isTerraform(path: string): boolean {
  return /\.tf(\.json)?$/i.test(path);
}

/**
 * The alerts of a Terraform file with their labels, annotations and links: rules of Grafana and Mimir, alerts of
 * Grafana's synthetic monitoring, mappings that are encoded as YAML, and rule files in here-documents. Nothing is
 * worked out: `${…}` stays as it is written.
 * @param readRules reads a rule file that stands in a text
 */
export function readTerraformRules(
  source: SourceText,
  readRules: (inner: SourceText) => RulesReading,
): RulesReading {
  const { path, text } = source;
  const rules: AlertRule[] = [];
  const faults: Fault[] = [...source.faults];
  const isJson = /\.json$/i.test(path);
  if (isJson && parseJson(text) === undefined)
    faults.push({ ruleId: RULES_VALID, message: 'Fix the JSON of this Terraform file: it cannot be read.' });
  // JSON is read as Terraform's own language: both have quoted keys, `:`, lists and mappings.
  walk(parseHcl(text), []);
  return { rules, recordings: [], faults, isUnread: source.faults.length > 0 || faults.length > 0 };

  function walk(map: HclMap, around: readonly string[]): void {
    const named = nameOf(map, around);
    if (named) {
      addRule(map, named);
      return;
    }
    for (const { key, labels, node } of map.entries) visit(node, [...around, key, ...labels]);
  }

  function visit(node: HclNode | undefined, around: readonly string[]): void {
    if (!node) return;
    const { value } = node;
    if (isList(value)) for (const item of value) visit(item, around);
    else if ('entries' in value) walk(value, around);
    else if (/^[ \t]*(?:- )?"?(?:alert|groups)"? ?:/m.test(value.text)) addInside(node);
  }

  function addRule(map: HclMap, { key, node, start }: HclEntry): void {
    const name = node ? textOf(node) : undefined;
    const range = rangeBetween(text, node?.start ?? 0, node?.end ?? 0);
    if (name === undefined || name === '' || /[$%]\{/.test(name)) {
      faults.push({
        ruleId: RULES_VALID,
        level: 'warning',
        message: MADE,
        range: node ? range : rangeBetween(text, start, start + key.length),
      });
      return;
    }
    const find = (key: string): HclNode | undefined => map.entries.find((entry) => entry.key === key)?.node;
    const told = (key: string): string | undefined => {
      const given = textOf(find(key));
      return given === undefined || /[$%]\{/.test(given) ? undefined : given;
    };
    const inner = mapOf(find('annotations'));
    const query = find('expr') ?? modelQuery(map);
    const expression = textOf(query) ?? '';
    rules.push({
      name,
      expression: /[$%]\{/.test(expression) ? '' : expression,
      duration: told('for'),
      labels: Object.fromEntries(
        Object.entries(textsOf(mapOf(find('labels')))).filter(([, value]) => !/[$%]\{/.test(value)),
      ),
      // The alerts of synthetic monitoring have their link beside their name.
      annotations: inner ? textsOf(inner) : { runbook_url: textOf(find('runbook_url')) ?? '' },
      group: '',
      dialect: 'grafana',
      readFrom: 'terraform',
      limits: [],
      path,
      range,
      locate: ([field = '', key = ''], which = 'value') => {
        if (field === 'expr' && query) return placeIn(query, which);
        const own = mapOf(find(field))?.entries.find((entry) => entry.key === key)?.node;
        const found = own ?? (field === 'annotations' ? find(key) : undefined) ?? find(field);
        return found ? placeIn(found, which) : range;
      },
      templateLabels: [],
    });
  }

  /** The place of a text, or of a part of it where it stands as it is written: between two quotes, without an escape. */
  function placeIn({ start, end, value }: HclNode, which: 'key' | 'value' | TextPart): AlertRule['range'] {
    const written = text.slice(start + 1, end - 1);
    const isAsWritten = !isList(value) && 'text' in value && !value.isHeredoc && value.text === written;
    return typeof which === 'string' || !isAsWritten
      ? rangeBetween(text, start, end)
      : rangeBetween(text, start + 1 + which.start, start + 1 + which.end);
  }

  /**
   * A rule file in a here-document, whose lines are indented in the file. In any other text, everything is at the
   * place of that text.
   */
  function addInside(node: HclNode): void {
    const { value } = node;
    if (isList(value) || 'entries' in value) return;
    const reading = readRules({ path: 'rules.yaml', text: value.text, faults: [] });
    const first = pointAt(text, value.inner).line;
    const offsetOf = ({ line, column }: Point): number => {
      const from = offsetOfLine(text, first + line - 1) ?? value.inner;
      const outer = lineAt(text, from);
      const deeper = outer.length - lineAt(value.text, offsetOfLine(value.text, line) ?? 0).length;
      return from + Math.min(outer.length, Math.max(0, deeper) + column - 1);
    };
    const place = (range: AlertRule['range'] | undefined): AlertRule['range'] =>
      value.isHeredoc && range
        ? rangeBetween(text, offsetOf(range.start), offsetOf(range.end))
        : rangeBetween(text, node.start, node.end);
    for (const rule of reading.rules)
      rules.push({
        ...rule,
        path,
        readFrom: 'terraform',
        range: place(rule.range),
        locate: (at, which) => place(rule.locate(at, which)),
        templateLabels: [],
      });
    // A text that proves to be no rule file is none of our business.
    for (const { message, range } of reading.faults.filter(({ level }) => level !== 'warning'))
      faults.push({ ruleId: RULES_VALID, level: 'warning', message, range: place(range) });
  }
}

const MADE =
  'Write the name of this alert out, or name what Terraform makes of it under `alerts.elsewhere`: here Terraform computes it, and opsbook runs nothing.';

/** The entry that names an alert, where a mapping is one. */
function nameOf(map: HclMap, around: readonly string[]): HclEntry | undefined {
  const find = (key: string): HclEntry | undefined =>
    map.entries.find((entry) => entry.key === key && entry.labels.length === 0);
  const alert = find('alert');
  if (alert && (find('expr') || find('annotations'))) return alert;
  const isRule = around.includes('grafana_rule_group') && around.includes('rule');
  const isCheck = around.includes('grafana_synthetic_monitoring_check_alerts') && around.at(-1) === 'alerts';
  if (isCheck) return find('name');
  // Grafana 12: `grafana_apps_rules_alertrule_v0alpha1` with a `spec`.
  const isSpec =
    around.some((part) => part.startsWith('grafana_apps_rules_alertrule')) && around.at(-1) === 'spec';
  if (isSpec) return find('title');
  // `rule` holds `data` blocks, which have no name; `labels` and `annotations` are none either.
  const isInner = ['rule', 'content'].includes(around.at(-1) ?? '');
  return isRule && isInner ? find('name') : undefined;
}

/** The first query of a rule of Grafana: `expr` in the `model` of a `data` block, or of one of the `expressions`. */
function modelQuery(rule: HclMap): HclNode | undefined {
  return rule.entries
    .filter(({ key }) => key === 'data')
    .flatMap(({ node }): readonly (HclNode | undefined)[] =>
      node && isList(node.value) ? node.value : [node],
    )
    .concat(
      rule.entries
        .filter(({ key }) => key === 'expressions')
        .flatMap(({ node }) => mapOf(node)?.entries ?? [])
        .map(({ node }) => node),
    )
    .flatMap((data) => mapOf(data)?.entries ?? [])
    .filter(({ key }) => key === 'model')
    .flatMap(({ node }) => mapOf(node)?.entries ?? [])
    .find(({ key }) => key === 'expr')?.node;
}

/** The line that begins at an offset, without its end. */
function lineAt(text: string, start: number): string {
  return /^[^\r\n]*/.exec(text.slice(start, text.indexOf('\n', start) + 1 || undefined))?.[0] ?? '';
}

function isList(value: HclNode['value']): value is readonly HclNode[] {
  return Array.isArray(value);
}

function mapOf(node: HclNode | undefined): HclMap | undefined {
  return node && !isList(node.value) && 'entries' in node.value ? node.value : undefined;
}

function textOf(node: HclNode | undefined): string | undefined {
  return node && !isList(node.value) && 'text' in node.value ? node.value.text.trim() : undefined;
}

/** The arguments of a mapping that are texts. */
function textsOf(map: HclMap | undefined): Record<string, string> {
  const pairs = (map?.entries ?? []).flatMap(({ key, node }) => {
    const text = textOf(node);
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(pairs);
}
