import type { Nodes, Paragraph, Parents, PhrasingContent, Root } from 'mdast';
import { rangeOf } from '../read/snippet.ts';
import { walk } from '../read/walk.ts';
import { componentNode } from './admonition.ts';

// A definition stands below its term, after a colon: `\n: text`; not `:::`, nor `\n:smile:`.
const BELOW = /\r?\n:[ \t]+/;
const START = /^:[ \t]+/;

/** Reads lists of terms and what they mean, as MkDocs, Hugo and MyST write them. */
export function readDefinitions(tree: Root): void {
  walk(tree, (node) => {
    if (!('children' in node) || !node.children.some(isDefinition)) return;
    const parent: Parents = node;
    parent.children = listed(parent.children) as typeof parent.children;
  });
}

function isDefinition(node: Nodes): boolean {
  return (
    node.type === 'paragraph' &&
    node.children.some(
      (child, index) =>
        child.type === 'text' && (BELOW.test(child.value) || (index === 0 && START.test(child.value))),
    )
  );
}

function listed(children: readonly Nodes[]): Nodes[] {
  const out: Nodes[] = [];
  for (const node of children) {
    const parts = node.type === 'paragraph' && isDefinition(node) ? partsOf(node) : undefined;
    const place = parts && rangeOf(node);
    if (!parts || !place) {
      out.push(node);
      continue;
    }
    const [term = [], ...definitions] = parts;
    const before = out.at(-1);
    const entries = definitions.map((part) => entry('dd', part, place));
    if (term.length > 0)
      out.push(componentNode('dl', {}, { children: [entry('dt', term, place), ...entries] as never, place }));
    else if (before?.type === 'paragraph') {
      // A blank line stands between the term and what it means.
      out[out.length - 1] = componentNode(
        'dl',
        {},
        { children: [entry('dt', before.children, place), ...entries] as never, place },
      );
    } else if (before?.type === 'mdxJsxFlowElement' && before.name === 'dl')
      before.children.push(...(entries as never[]));
    else out.push(node);
  }
  return out;
}

function entry(
  name: 'dt' | 'dd',
  children: readonly PhrasingContent[],
  place: NonNullable<ReturnType<typeof rangeOf>>,
): Nodes {
  const paragraph: Paragraph = { type: 'paragraph', children: [...children], position: place };
  return componentNode(name, {}, { children: name === 'dt' ? (children as never) : [paragraph], place });
}

/** What stands before the first colon, and after each. */
function partsOf({ children }: Paragraph): PhrasingContent[][] {
  const parts: PhrasingContent[][] = [[]];
  children.forEach((child, index) => {
    if (child.type !== 'text') return void parts.at(-1)?.push(child);
    const text = index === 0 ? child.value.replace(START, '\n: ') : child.value;
    text.split(BELOW).forEach((value, at) => {
      if (at > 0) parts.push([]);
      if (value !== '') parts.at(-1)?.push({ ...child, value });
    });
  });
  return parts;
}
