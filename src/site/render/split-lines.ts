import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

/** A deeper line hangs no deeper: it would have no room left on a phone. */
const DEEPEST = 16;

/**
 * Code as one element a line, so that a line that is too long for the screen can hang below its own beginning. The text
 * stays what it is, its line breaks with it.
 * @param nodes the code as text and elements; together their text is the code
 */
export function splitLines(nodes: readonly ElementContent[]): Element[] {
  const lines: ElementContent[][] = [[]];
  for (const piece of nodes.flatMap(cut)) {
    if (piece === undefined) {
      lines.at(-1)?.push({ type: 'text', value: '\n' });
      lines.push([]);
    } else lines.at(-1)?.push(piece);
  }
  return lines.filter((line, index) => line.length > 0 || index < lines.length - 1).map(lineOf);
}

/** A node in pieces of one line each; undefined stands for a line break. */
function cut(node: ElementContent): (ElementContent | undefined)[] {
  if (node.type === 'text') {
    const parts = node.value.split('\n');
    return parts.flatMap((value, index) => [
      ...(index === 0 ? [] : [undefined]),
      ...(value === '' ? [] : [{ type: 'text' as const, value }]),
    ]);
  }
  // What a value is put into stays whole.
  if (node.type !== 'element' || !textOf(node).includes('\n') || isValue(node)) return [node];
  return node.children.flatMap(cut).map((child) => child && { ...node, children: [child] });
}

function isValue({ properties: { className } }: Element): boolean {
  return Array.isArray(className) && className.includes('value');
}

function lineOf(content: ElementContent[]): Element {
  const text = content.map(textOf).join('');
  const [before = ''] = /^[ \t]*/.exec(text) ?? [];
  const depth = Math.min(DEEPEST, before.replaceAll('\t', '    ').length);
  return h('span', { class: depth === 0 ? ['line'] : ['line', `in-${depth}`] }, content);
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(textOf).join('') : '';
}
