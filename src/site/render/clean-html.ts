import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import { raw } from 'hast-util-raw';
import { sanitize } from 'hast-util-sanitize';
import type { Schema } from 'hast-util-sanitize';
import { DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../../runbook/schema/components.ts';
import { headingId, isHeading } from '../../runbook/read/html.ts';
import { walk } from '../../runbook/read/walk.ts';
import type { Page } from '../../runbook/read/parse.ts';
import { refusal } from './refusal.ts';

type Child = Root['children'][number];

/** What is asked of the page for elements of its author's. */
export interface Relinking {
  /** Draws an `a` or `img` with an address that may be followed. */
  relink(node: Element): Element;
  /** The id that an element of this name may have, which nothing else on the page has then. */
  claimId(name: string, attributes: Readonly<Record<string, string>>): string | undefined;
}

/**
 * Reads the HTML that an `.md` file holds and keeps of it only harmless elements. What our own renderer made
 * is told from what the author wrote by a mark that no author can guess.
 */
export function cleanHtml(root: Root, page: Page, relinking: Relinking): Root {
  let hasHtml = false;
  walk(page.tree, (node) => void (hasHtml ||= node.type === 'html'));
  if (!hasHtml) return root;
  const mark = crypto.randomUUID();
  markAll(root.children, mark);
  const parsed = raw(root);
  const children = parsed.type === 'root' ? parsed.children : [];
  return { type: 'root', children: keepHarmless(children, { mark, ...relinking }) };
}

function markAll(children: readonly Child[], mark: string): void {
  for (const node of children) {
    if (node.type !== 'element') continue;
    node.properties['dataOwn'] = mark;
    markAll(node.children, mark);
  }
}

interface Cleaning extends Relinking {
  readonly mark: string;
}

function keepHarmless(children: readonly Child[], cleaning: Cleaning): Child[] {
  return children.flatMap((node): Child[] => {
    if (node.type === 'text') return [node];
    if (node.type !== 'element') return [];
    if (DROPPED_ELEMENTS.has(node.tagName)) return [refusedElement(node, cleaning)];
    // Children of an element are elements and text, as `node.children` is typed.
    const inside = keepHarmless(node.children, cleaning) as Element['children'];
    const { dataOwn, ...properties } = node.properties;
    if (dataOwn === cleaning.mark) return [{ ...node, properties, children: inside }];
    const id = cleaning.claimId(node.tagName, {
      id: textOf(properties['id']) || (isHeading(node.tagName) ? headingId(wordsOf(node)) : ''),
      name: textOf(properties['name']),
    });
    // One element at a time: what our renderer made stands between those of the author.
    const kept = sanitize({ ...node, properties, children: [] }, SCHEMA);
    if (kept.type !== 'element') return id === undefined ? inside : [h('span', { id }), ...inside];
    const clean: Element = { ...kept, children: inside };
    const isLink = node.tagName === 'a' && properties['href'] !== undefined;
    const drawn =
      isLink || node.tagName === 'img'
        ? cleaning.relink(clean)
        : node.tagName === 'a'
          ? h('span', inside) // an anchor leads nowhere
          : clean;
    const named = id === undefined ? drawn : { ...drawn, properties: { ...drawn.properties, id } };
    // As wide as its cells ask: it scrolls by itself, as tables of Markdown do.
    return [node.tagName === 'table' ? scrolling(named) : named];
  });
}

/** A table in the box that it scrolls in. */
export function scrolling(table: Element): Element {
  return h('div', { class: 'table', tabIndex: 0, role: 'group', ariaLabel: 'Table' }, table);
}

/** What may not be shown, named, with a link to what it would have shown. */
function refusedElement(node: Element, { relink }: Cleaning): Element {
  const source = sourceOf(node);
  const link = source === undefined ? undefined : relink(h('a', { href: source }, source));
  return refusal(`<${node.tagName}>`, link);
}

function sourceOf({ properties, children }: Element): string | undefined {
  const own = textOf(properties['src']) || textOf(properties['data']);
  if (own && /^https?:/i.test(own)) return own;
  return children.flatMap((child) => (child.type === 'element' ? (sourceOf(child) ?? []) : []))[0];
}

function wordsOf({ children }: Element): string {
  return children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? wordsOf(child) : ''))
    .join('');
}

function textOf(property: Element['properties'][string]): string {
  return typeof property === 'string' ? property : '';
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
