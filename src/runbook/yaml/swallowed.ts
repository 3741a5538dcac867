import { isScalar, Scalar, visit } from 'yaml';
import type { Document } from 'yaml';
import type { Level } from '../finding.ts';

/** Something to say of a part of a YAML text. */
export interface Swallowed {
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly level?: Level;
}

// ` #3 is full`; not ` # a comment`, which has a space after its mark, nor ` ## a banner`.
const SWALLOWED = /^[ \t]+#[^\s#!][^\r\n]*/;

/**
 * Values that end at a ` #`: YAML takes the rest of the line for a comment, and of `Pod #3 restarts` the page would say
 * `Pod`. A comment that people write on purpose has a space after its mark.
 */
export function listSwallowed(document: Document, source: string): Swallowed[] {
  const found: Swallowed[] = [];
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || !isText(node) || !node.range) return;
      const [from, to] = node.range;
      const rest = SWALLOWED.exec(source.slice(to, to + 200))?.[0];
      if (rest === undefined) return;
      const read = source.slice(from, to);
      // `../a/ #/docs/a/`: what an address leads to, told on purpose.
      if (/^\.{0,2}\//.test(read) && /^[ \t]+#\.{0,2}\//.test(rest)) return;
      found.push({
        message: `Put quotes around this value: \` #\` starts a YAML comment, so only \`${read}\` is read.`,
        from,
        to: to + rest.trimEnd().length,
        level: 'warning',
      });
    },
  });
  return found;
}

function isText(node: unknown): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string' && node.type === Scalar.PLAIN;
}
