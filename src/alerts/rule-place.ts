import { isMap, isNode } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { Range } from '../runbook/finding.ts';
import { grafanaDefinition } from './rule-nodes.ts';
import type { RuleNode } from './rule-nodes.ts';
import { placeInScalar } from './scalar-place.ts';
import type { TextPart } from './scalar-place.ts';
import { findPair, resolved } from './yaml-nodes.ts';

/** Where the name of an alert stands: in which mapping, under which key. */
export function nameIn({
  node,
  document,
  dialect,
}: RuleNode): [map: YAMLMap, key: string, document: Document] {
  return dialect === 'grafana'
    ? [grafanaDefinition(node, document), 'title', document]
    : [node, 'alert', document];
}

function namePath({ node, dialect }: RuleNode): readonly string[] {
  if (dialect === 'prometheus') return ['alert'];
  return node.has('grafana_alert') ? ['grafana_alert', 'title'] : ['title'];
}

/** The place of a scalar, or of a part of its text. */
export function placeOf({ place, text }: RuleNode, node: unknown, at: 'key' | 'value' | TextPart): Range {
  const part = typeof at === 'string' ? undefined : placeInScalar(node, at, text);
  const [start = 0, end = 0] = part ? [part.start, part.end] : (ownRange(node) ?? []);
  return place(start, end);
}

/** A field's own place, else that of the mapping it would stand in, else that of the rule's name. */
export function locate(found: RuleNode, path: readonly string[], at: 'key' | 'value' | TextPart): Range {
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

export function ownRange(node: unknown): readonly number[] | undefined {
  return isNode(node) && node.range ? node.range.slice(0, 2) : undefined;
}
