import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

/** A piece longer than this is wider than a column of a phone: it may break anywhere, a few characters apart. */
const LONGEST = 24;
const STEPS = /[^]{1,12}/g;

/**
 * Says where code in a table may break: behind marks such as `.`, `/`, `_` and `=`, so that no word of it is torn in a
 * narrow column. The breaks are no characters: what is copied is what was written.
 */
export function breakCode<T extends Element>(table: T): T {
  const children = table.children.map((child) => breakIn(child, false));
  return { ...table, properties: { ...table.properties, className: ['breaks'] }, children };
}

function breakIn(node: ElementContent, isCode: boolean): ElementContent {
  if (node.type !== 'element') return node;
  const inCode = isCode || node.tagName === 'code';
  const children = node.children.flatMap((child): ElementContent[] =>
    child.type === 'text' && inCode ? pieces(child.value) : [breakIn(child, inCode)],
  );
  return { ...node, children };
}

function pieces(text: string): ElementContent[] {
  const parts = text.split(/(?<=[./_=:,;@&?|-])(?=[\w$<{[(])/).flatMap(short);
  return parts.flatMap((value, index): ElementContent[] =>
    index === 0 ? [{ type: 'text', value }] : [h('wbr'), { type: 'text', value }],
  );
}

function short(piece: string): string[] {
  const isLong = piece.split(/\s/).some((word) => word.length > LONGEST);
  return isLong ? (piece.match(STEPS) ?? []) : [piece];
}
