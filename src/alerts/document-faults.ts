import { isAlias, isMap, isNode, isScalar, isSeq, visit } from 'yaml';
import type { Alias, Document } from 'yaml';
import type { Fault } from '../runbook/finding.ts';
import { rangeBetween } from '../runbook/read/source-text.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { RULES_VALID } from './alert-rule.ts';
import { isByNamespace, isGrafanaRule } from './rule-nodes.ts';
import { ownRange } from './rule-place.ts';
import { findPair, listDoubledKeys, mapsAt, resolved, textOf } from './yaml-nodes.ts';

/**
 * Faults of a document that is no rule file of Prometheus'. `namespace` is allowed: Mimir's and Loki's tools put it
 * beside the groups.
 */
export function documentFaults(document: Document, { text }: SourceText): Fault[] {
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
