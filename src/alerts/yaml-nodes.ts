import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, Pair, Scalar, YAMLMap } from 'yaml';

/** What a node stands for: an alias is what it names. */
export function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/** Whether a key is `<<`, which brings the fields of another mapping. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<';
}

/** The node at a key, in the mapping itself or in what `<<` brings into it; undefined when there is none. */
export function valueAt(map: YAMLMap, key: string, document: Document): unknown {
  const find = (from: YAMLMap, depth: number): unknown => {
    const own = findPair(from, key);
    if (own || depth >= MOST_MERGES) return own?.value ?? undefined;
    for (const brought of listMerged(from, document)) {
      const found = find(brought, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(map, 0);
}

/** The mappings that `<<` brings into another. */
function listMerged(map: YAMLMap, document: Document): YAMLMap[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isMergeKey(key)) return [];
    const brought = resolved(value, document);
    return (isSeq(brought) ? brought.items : [brought]).flatMap((item) => {
      const node = resolved(item, document);
      return isMap(node) ? [node] : [];
    });
  });
}

/** The mapping at a key; undefined when there is none. */
export function mapAt(map: YAMLMap, key: string, document: Document): YAMLMap | undefined {
  const node = resolved(valueAt(map, key, document), document);
  return isMap(node) ? node : undefined;
}

/** The mappings of the list at a key, aliases followed. */
export function mapsAt(map: YAMLMap, key: string, document: Document): YAMLMap[] {
  const list = resolved(valueAt(map, key, document), document);
  if (!isSeq(list)) return [];
  return list.items.flatMap((item) => {
    const node = resolved(item, document);
    return isMap(node) ? [node] : [];
  });
}

/** The text of the scalar at a key, as in `5m`; undefined when there is none. */
export function textAt(map: YAMLMap, key: string, document: Document): string | undefined {
  return textOf(resolved(valueAt(map, key, document), document));
}

export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  return String(node.value).trim();
}

/** A mapping of texts, what `<<` merges into it included. */
export function textsAt(map: YAMLMap, key: string, document: Document): Record<string, string> {
  const texts = mapAt(map, key, document);
  return texts ? Object.fromEntries(listTexts(texts, document, 0)) : {};
}

/** Merges inside merges beyond this are no labels. */
const MOST_MERGES = 5;

function listTexts(map: YAMLMap, document: Document, depth: number): [string, string][] {
  const own: [string, string][] = [];
  const merged: [string, string][] = [];
  for (const { key, value } of map.items) {
    const name = textOf(key);
    const node = resolved(value, document);
    if (name === '<<' && isMap(node) && depth < MOST_MERGES)
      merged.push(...listTexts(node, document, depth + 1));
    else if (name !== undefined && textOf(node) !== undefined) own.push([name, textOf(node) ?? '']);
  }
  return [...merged, ...own];
}

/** A key and its value as they stand in a mapping. */
export function findPair(map: YAMLMap, name: string): Pair<Scalar, unknown> | undefined {
  // Keys that are no scalars are passed over.
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === name) as
    Pair<Scalar, unknown> | undefined;
}

/** Keys that a mapping gives twice: the second of each. */
export function listDoubledKeys(map: YAMLMap): Scalar[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    if (seen.has(name)) return [key];
    seen.add(name);
    return [];
  });
}
