import type { Element, Root } from 'hast';
import { raw } from 'hast-util-raw';
import { sanitize } from 'hast-util-sanitize';
import type { Schema } from 'hast-util-sanitize';
import { DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../../runbook/schema/components.ts';
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
    // One element at a time: what our renderer made stands between those of the author.
    const kept = sanitize({ ...node, properties, children: [] }, SCHEMA);
    if (kept.type !== 'element') return inside;
    const clean: Element = { ...kept, children: inside };
    return [node.tagName === 'a' || node.tagName === 'img' ? cleaning.relink(clean) : clean];
  });
}

/** HAST's names of attributes that are written in one word. */
const PROPERTY_NAMES: Readonly<Record<string, string>> = { colspan: 'colSpan', rowspan: 'rowSpan' };

/** What stays of an author's HTML; where links may lead is for `relink` to say. */
const SCHEMA: Schema = {
  tagNames: Object.keys(SAFE_ELEMENTS),
  attributes: Object.fromEntries(
    Object.entries(SAFE_ELEMENTS).map(([name, attributes]) => [
      name,
      attributes.map((attribute) => PROPERTY_NAMES[attribute] ?? attribute),
    ]),
  ),
  // Where nothing stands, the library has rules of its own.
  ancestors: {},
  required: {},
  protocols: {},
  clobber: [],
  strip: [...DROPPED_ELEMENTS],
};
