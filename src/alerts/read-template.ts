import { isMap, isNode, isScalar, isSeq, parseAllDocuments, visit } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Fault } from '../runbook/finding.ts';
import { rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { yamlExcess } from '../runbook/yaml/yaml-bounds.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RulesReading } from './alert-rule.ts';
import { maskTemplate } from './mask-template.ts';
import type { MaskedTemplate } from './mask-template.ts';
import { RULE_YAML } from './rule-documents.ts';
import { placeInScalar } from './scalar-place.ts';
import { renderFirst } from './template-engines.ts';
import type { TemplateEngine } from './template-engines.ts';
import { findPair, mapAt, textAt } from './yaml-nodes.ts';

/**
 * The alerts that a template names, with what can be read of them without rendering it: labels, annotations and
 * links. All branches of an `{{ if }}` are read. Undefined where no alert has a name that can be read.
 */
export function readTemplateRules(
  { path, text }: SourceText,
  engine: TemplateEngine,
): RulesReading | undefined {
  const masked = maskTemplate(text, engine);
  // Blank lines as long as what stood there would count as levels.
  if (yamlExcess(masked.text.replace(/(?<![ \t])[ \t]+$/gm, ''))) return undefined;
  const parsed = parseAllDocuments(masked.text, RULE_YAML);
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
        if (masked.isMade(name) || name === '')
          faults.push({ ruleId: RULES_VALID, message: renderFirst(engine, MADE), range });
        else rules.push(readRule(node, { document, masked, path, range, text, name: masked.unmask(name) }));
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
        message: renderFirst(engine, BROKEN),
        range: rangeBetween(text, ...error.pos),
      });
  }
  // Rendered, it may give more alerts than it names.
  return { rules, recordings: [], faults, isUnread: true };
}

const MADE = 'only rendering tells the name of this alert';
const BROKEN = 'from here on, no alert of it could be read';

interface Around {
  readonly document: Parameters<typeof textAt>[2];
  readonly masked: MaskedTemplate;
  readonly path: string;
  readonly text: string;
  readonly range: AlertRule['range'];
  readonly name: string;
}

function readRule(node: YAMLMap, { document, masked, path, text, range, name }: Around): AlertRule {
  const labels = Object.fromEntries(
    readTexts(node, 'labels').flatMap(([key, { text: value, isMade }]) =>
      isMade || value.includes('{{') ? [] : [[key, value]],
    ),
  );
  const annotations = Object.fromEntries(
    readTexts(node, 'annotations').map(([key, { text: value }]) => [key, value]),
  );
  const known = (key: string): string | undefined => {
    const read = textAt(node, key, document);
    return read === undefined || masked.isMade(read) ? undefined : masked.unmask(read);
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
      const isPlain = isScalar(found) && masked.unmask(String(found.value)) === String(found.value);
      const part = typeof which === 'string' || !isPlain ? undefined : placeInScalar(found, which, text);
      const [start, end] = part ? [part.start, part.end] : (found?.range ?? []);
      return start === undefined || end === undefined ? range : rangeBetween(text, start, end);
    },
    templateLabels: [],
  };

  function readTexts(from: YAMLMap, key: string) {
    // Where two branches give the same, the first is taken.
    return from.items
      .flatMap((pair) =>
        isScalar(pair.key) && pair.key.value === key && isMap(pair.value) ? pair.value.items : [],
      )
      .toReversed()
      .flatMap(({ key: field, value }) => {
        const fieldName = isScalar(field) ? String(field.value) : '';
        const told = isScalar(value) ? value.value : undefined;
        if (masked.isMade(fieldName) || told === undefined || told === null) return [];
        const read = String(told);
        const said = { text: masked.unmask(read).trim(), isMade: masked.isMade(read) };
        return [[masked.unmask(fieldName), said] as const];
      });
  }
}
