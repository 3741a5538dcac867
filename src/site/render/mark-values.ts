import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Meaning } from '../../shell/value-meaning.ts';
import type { ValuePlace } from '../../shell/value-place.ts';

/** A param as far as its commands must know it. */
export interface NamedParam {
  readonly name: string;
  readonly isSecret: boolean;
  readonly allow: readonly Meaning[];
}

/**
 * Wraps the variables of a coloured command, so that the page can put values in their places. The text stays
 * what it is.
 * @param nodes the command as text and elements; together their text is the code
 */
export function markValues(
  nodes: readonly ElementContent[],
  places: readonly ValuePlace[],
  params: readonly NamedParam[],
): ElementContent[] {
  if (places.length === 0) return [...nodes];
  const secrets = new Set(params.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  const pieces = nodes.flatMap(flatten);
  const marked: ElementContent[] = [];
  let at = 0;
  for (const place of places) {
    marked.push(...between(pieces, at, place.range.start));
    const text = textOf(between(pieces, place.range.start, place.range.end));
    marked.push(h('span', attributesOf(place, secrets.has(place.name)), text));
    at = place.range.end;
  }
  return [...marked, ...between(pieces, at, Infinity)];
}

function attributesOf({ name, code, canAssign, isOptional }: ValuePlace, isSecret: boolean) {
  return {
    class: 'value',
    'data-param': name,
    'data-quote': isSecret ? undefined : code,
    'data-assign': canAssign && !isSecret ? '' : undefined,
    'data-optional': isOptional ? '' : undefined,
  };
}

interface Piece {
  readonly text: string;
  readonly wrap: (text: string) => ElementContent;
}

function flatten(node: ElementContent): Piece[] {
  if (node.type === 'text') return [{ text: node.value, wrap: (value) => ({ type: 'text', value }) }];
  if (node.type !== 'element') return [];
  return node.children.flatMap(flatten).map(({ text, wrap }) => ({
    text,
    wrap: (value) => ({ ...node, children: [wrap(value)] }),
  }));
}

/** What stands between two offsets of the text. */
function between(pieces: readonly Piece[], start: number, end: number): ElementContent[] {
  const found: ElementContent[] = [];
  let at = 0;
  for (const { text, wrap } of pieces) {
    const cut = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (cut !== '') found.push(wrap(cut));
    at += text.length;
  }
  return found;
}

function textOf(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? textOf(node.children) : ''))
    .join('');
}
