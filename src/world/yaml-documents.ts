import { isMap, isNode, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import { yamlExcess } from '../runbook/yaml/yaml-bounds.ts';

/** One document of a YAML file. */
export interface YamlDocument {
  readonly data: unknown;
  /** The line of the value at a path, from 1; that of the document where there is none. */
  lineOf(path: readonly (string | number)[]): number;
  /** The last line of the value at a path. */
  endOf(path: readonly (string | number)[]): number;
  /** The line of a key. */
  lineOfKey(path: readonly (string | number)[], key: string): number;
}

/** Reads a YAML file as plain data. Undefined for what is no YAML, as a template is. */
export function readDocuments(text: string): readonly YamlDocument[] | undefined {
  if (yamlExcess(text)) return undefined;
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'error', lineCounter: lines });
  if (!Array.isArray(documents)) return [];
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  return documents.flatMap((document) => {
    try {
      const lineAt = (offset: number): number => lines.linePos(offset).line;
      const lineOf = (path: readonly (string | number)[]): number => {
        const node: unknown = document.getIn(path, true);
        return lineAt(isNode(node) && node.range ? node.range[0] : (document.range[0] ?? 0));
      };
      const endOf = (path: readonly (string | number)[]): number => {
        const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
        // The value of a mapping ends after the line break of its last line.
        return isNode(node) && node.range ? lineAt(Math.max(node.range[0], node.range[1] - 1)) : lineOf(path);
      };
      const lineOfKey = (path: readonly (string | number)[], key: string): number => {
        const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
        const pair = isMap(map)
          ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
          : undefined;
        return isScalar(pair?.key) && pair.key.range ? lineAt(pair.key.range[0]) : lineOf(path);
      };
      return [{ data: document.toJS({ maxAliasCount: 100 }) as unknown, lineOf, endOf, lineOfKey }];
    } catch {
      return []; // more aliases than any file needs
    }
  });
}

/** A value as a mapping; without entries where it is none. */
export function mapping(value: unknown): Readonly<Record<string, unknown>> {
  // The cast: of a mapping of YAML nothing more is taken for granted than that its keys are texts.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A value as a list; empty where it is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value as a text; undefined where it is none. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
