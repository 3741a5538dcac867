import { isMap, isScalar } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Fault } from '../runbook/finding.ts';
import { judgeOf } from './rule-file-faults.ts';
import type { RuleGroup } from './rule-nodes.ts';
import { findPair, isMergeKey, mapsAt, resolved, textAt, textOf } from './yaml-nodes.ts';

/** What Prometheus 2 and 3 say differently of a group and its rules. */
export interface VersionFaults {
  /** What 2 refuses, and 3 does not. */
  readonly old: readonly Fault[];
  /** What 3 accepts, but nobody can use well. */
  readonly new: readonly Fault[];
}

// Matches `job`, `__a`; `a:b` of metrics only.
const OLD_LABEL = /^[A-Za-z_]\w*$/;
const OLD_METRIC = /^[A-Za-z_:][\w:]*$/;
// What is meant as a name of Prometheus 3: `service.name`, `größe`; not `run-book`, `a b`, `5m`.
const MEANT = /^[\p{L}_:][\p{L}\p{N}_:./]*$/u;

/**
 * Faults of Prometheus 2: names with other letters than it knows, and the labels of a group, which it does not know.
 */
export function versionFaults(groups: readonly RuleGroup[]): VersionFaults {
  const all = groups.map(faultsOfGroup);
  return { old: all.flatMap((faults) => faults.old), new: all.flatMap((faults) => faults.new) };
}

function faultsOfGroup(group: RuleGroup): VersionFaults {
  const { node, document, place } = group;
  const judge = judgeOf(place);
  const labels = findPair(node, 'labels');
  const older = labels
    ? [judge('Write these `labels` into the rules: Prometheus 2 knows none of a group.', labels.key)]
    : [];
  const names = [
    ...keysIn(node, 'labels', group),
    ...mapsAt(node, 'rules', document).flatMap((rule) => [
      ...keysIn(rule, 'labels', group),
      ...keysIn(rule, 'annotations', group),
      ...recordIn(rule, group),
    ]),
  ];
  return {
    old: [
      ...older,
      ...names.map(({ name, what, at }) =>
        judge(`Rename \`${name}\`: ${what} has letters, digits and \`_\` in its name in Prometheus 2.`, at),
      ),
    ],
    new: names
      .filter(({ name }) => !MEANT.test(name))
      .map(({ name, use, at }): Fault => {
        const message = `Rename \`${name}\`: Prometheus 2 refuses such a name, and only in quotes can it be used, as in \`${use}\`.`;
        return { ...judge(message, at), level: 'warning' };
      }),
  };
}

interface NewName {
  readonly name: string;
  readonly what: string;
  readonly use: string;
  readonly at: unknown;
}

function keysIn(from: YAMLMap, field: 'labels' | 'annotations', { document }: RuleGroup): NewName[] {
  const map = resolved(findPair(from, field)?.value, document);
  if (!isMap(map)) return [];
  return map.items.flatMap(({ key }): NewName[] => {
    const name = textOf(key) ?? (isScalar(key) ? String(key.value) : '');
    if (isMergeKey(key) || name === '' || OLD_LABEL.test(name)) return [];
    return field === 'labels'
      ? [{ name, what: 'a label', use: `by ("${name}")`, at: key }]
      : [{ name, what: 'an annotation', use: `index .Annotations "${name}"`, at: key }];
  });
}

function recordIn(rule: YAMLMap, { document }: RuleGroup): NewName[] {
  const name = textAt(rule, 'record', document) ?? '';
  if (name === '' || /[{}]/.test(name) || OLD_METRIC.test(name)) return [];
  return [{ name, what: 'a metric', use: `{"${name}"}`, at: findPair(rule, 'record')?.value }];
}
