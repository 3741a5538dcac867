import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { SourceText } from '../runbook/read/source-text.ts';
import { parseRuleDocuments } from './rule-documents.ts';
import { listRuleNodes } from './rule-nodes.ts';

/** All that a rule file says to a reader of YAML, without some annotations of its rules; aliases stay as they are. */
export function meaningWithout(source: SourceText, annotations: readonly string[]): string {
  const { documents, faults } = parseRuleDocuments(source);
  const rules = new Set<unknown>(
    documents.flatMap((document) => [...listRuleNodes(document, source.text)].map(({ node }) => node)),
  );
  const plain = (node: unknown, isRule = false): unknown => {
    if (isAlias(node)) return { alias: node.source };
    if (isSeq(node)) return node.items.map((item) => plain(item, rules.has(item)));
    if (isScalar(node)) return node.value;
    if (!isMap(node)) return null;
    const pairs = node.items.map(({ key, value }) => [plain(key), plain(value)] as const);
    return isRule ? pairs.flatMap((pair) => withoutNamed(pair, annotations)) : pairs;
  };
  return JSON.stringify([
    documents.map(({ contents }) => plain(contents)),
    faults.map(({ message }) => message),
  ]);
}

/** A field of a rule; of its annotations those of other names, and nothing where no other is there. */
function withoutNamed(
  [key, value]: readonly [unknown, unknown],
  names: readonly string[],
): (readonly [unknown, unknown])[] {
  if (key !== 'annotations') return [[key, value]];
  // A mapping was made a list of pairs above.
  const pairs = Array.isArray(value) ? (value as [unknown, unknown][]) : [];
  const others = pairs.filter(([name]) => !names.includes(String(name)));
  return others.length === 0 ? [] : [[key, others]];
}
