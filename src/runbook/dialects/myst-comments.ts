import type { Nodes, Paragraph, PhrasingContent, Root } from 'mdast';
import type {} from 'mdast-util-mdx'; // adds the MDX nodes to mdast's types
import { walk } from '../read/walk.ts';

/** In MyST, a line that begins with `%` is a comment: it is no word of its paragraph. */
export function dropComments(tree: Root): void {
  walk(tree, (node) => {
    if (!('children' in node) || !node.children.some(hasComment)) return;
    const parent = node as { children: Nodes[] };
    for (const child of parent.children.filter(hasComment)) child.children = withoutComments(child.children);
    parent.children = parent.children.filter(
      (child) => child.type !== 'paragraph' || child.children.length > 0,
    );
  });
}

function hasComment(node: Nodes): node is Paragraph {
  if (node.type !== 'paragraph') return false;
  return node.children.some(
    (child, at) => child.type === 'text' && (at === 0 ? /^%/m : /\n%/).test(child.value),
  );
}

function withoutComments(children: Paragraph['children']): Paragraph['children'] {
  let isComment = false;
  let isAtStart = true;
  return children.flatMap((child): PhrasingContent[] => {
    if (child.type !== 'text') {
      isAtStart = false;
      return isComment ? [] : [child];
    }
    const kept = child.value.split('\n').filter((line, at) => {
      isAtStart ||= at > 0;
      if (isAtStart) isComment = line.startsWith('%');
      isAtStart = false;
      return !isComment;
    });
    return kept.join('\n').trim() === '' ? [] : [{ ...child, value: kept.join('\n') }];
  });
}
