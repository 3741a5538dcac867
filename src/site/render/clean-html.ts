import type { Element, Root } from 'hast';
import { raw } from 'hast-util-raw';
import { DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../../runbook/schema/components.ts';
import { lookUp } from '../../runbook/words/look-up.ts';
import { walk } from '../../runbook/read/walk.ts';
import type { Page } from '../../runbook/read/parse.ts';

type Child = Root['children'][number];

/**
 * Reads the HTML that an `.md` file holds and keeps of it only harmless elements. What our own renderer made
 * is told from what the author wrote by a mark that no author can guess.
 * @param relink draws an `a` or `img` of the author's with an address that may be followed
 */
export function cleanHtml(root: Root, page: Page, relink: (node: Element) => Element): Root {
  let hasHtml = false;
  walk(page.tree, (node) => void (hasHtml ||= node.type === 'html'));
  if (!hasHtml) return root;
  const mark = crypto.randomUUID();
  markAll(root.children, mark);
  const parsed = raw(root);
  const children = parsed.type === 'root' ? parsed.children : [];
  return { type: 'root', children: keepHarmless(children, { mark, relink }) };
}

function markAll(children: readonly Child[], mark: string): void {
  for (const node of children) {
    if (node.type !== 'element') continue;
    node.properties['dataOwn'] = mark;
    markAll(node.children, mark);
  }
}

interface Cleaning {
  readonly mark: string;
  readonly relink: (node: Element) => Element;
}

function keepHarmless(children: readonly Child[], cleaning: Cleaning): Child[] {
  return children.flatMap((node): Child[] => {
    if (node.type === 'text') return [node];
    if (node.type !== 'element' || DROPPED_ELEMENTS.has(node.tagName)) return [];
    // Children of an element are elements and text, as `node.children` is typed.
    const inside = keepHarmless(node.children, cleaning) as Element['children'];
    const { dataOwn, ...properties } = node.properties;
    if (dataOwn === cleaning.mark) return [{ ...node, properties, children: inside }];
    const allowed = lookUp(SAFE_ELEMENTS, node.tagName);
    if (!allowed) return inside;
    const kept = Object.entries(properties).filter(([name]) => allowed.includes(name.toLowerCase()));
    const clean: Element = { ...node, properties: Object.fromEntries(kept), children: inside };
    return [node.tagName === 'a' || node.tagName === 'img' ? cleaning.relink(clean) : clean];
  });
}
