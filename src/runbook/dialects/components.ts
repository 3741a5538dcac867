import type { Nodes, Parents, Root } from 'mdast';
import type {} from 'mdast-util-mdx';
import { rangeOf } from '../read/snippet.ts';
import { walk } from '../read/walk.ts';
import { admonition, componentNode, isAdmonition } from './admonition.ts';
import { lookUp } from '../../shell/look-up.ts';

type Component = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

/** Components of other systems that mean the same as one of ours, or nothing but what they hold. */
const SAME: Readonly<Record<string, (node: Component, attributes: ReadonlyMap<string, string>) => Nodes[]>> =
  {
    Aside: (node, attributes) => callout(node, attributes.get('type') ?? 'note', attributes.get('title')),
    Admonition: (node, attributes) =>
      callout(node, attributes.get('type') ?? 'note', attributes.get('title')),
    TabItem: (node, attributes) => {
      const place = rangeOf(node);
      const label = attributes.get('label') ?? attributes.get('value') ?? '';
      return place ? [componentNode('Tab', { label }, { children: node.children as never, place })] : [];
    },
    Code: (node, attributes) => [
      {
        type: 'code',
        lang: attributes.get('lang') ?? null,
        value: attributes.get('code') ?? '',
        position: node.position,
      },
    ],
    Card: (node, attributes) => [
      ...titled(attributes.get('title')),
      ...node.children.flatMap((child: Nodes) => replace(child)),
    ],
    LinkCard: (node, attributes) => [
      {
        type: 'paragraph',
        position: node.position,
        children: [
          {
            type: 'link',
            url: attributes.get('href') ?? '',
            position: node.position,
            children: [{ type: 'text', value: attributes.get('title') ?? attributes.get('href') ?? '' }],
          },
          ...(attributes.has('description')
            ? [{ type: 'text' as const, value: ` ${attributes.get('description') ?? ''}` }]
            : []),
        ],
      },
    ],
  };
const HOLDERS = new Set(['CardGrid', 'FileTree', 'BrowserWindow', 'Details']);
const NAMES = new Set([...Object.keys(SAME), ...HOLDERS]);

/** Puts our components in the place of other systems' that mean the same. */
export function readComponents(tree: Root): void {
  walk(tree, (node) => {
    if ('attributes' in node) node.attributes.forEach(readAttribute);
    if ('children' in node) readTexts(node);
    if (!('children' in node) || !node.children.some(isForeign)) return;
    const parent: Parents = node;
    parent.children = parent.children.flatMap((child: Nodes) => replace(child)) as typeof parent.children;
  });
}

// `"os"`, `'os'`: a text that stands in braces, with no way out of it.
const TEXT = /^\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)"|`([^`\\$]*)`)\s*$/;
// Docusaurus' ways to name a file: `require('./a.png').default`, `useBaseUrl('/img/a.png')`.
const FILE = /^\s*(?:require|useBaseUrl)\(\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)")\s*\)(?:\.default)?\s*$/;

/** The text that an expression is, read and not run; undefined for any other. */
function textIn(expression: string): string | undefined {
  const [, single, double, tick] = TEXT.exec(expression) ?? [];
  return single ?? double ?? tick;
}

function readAttribute(attribute: Component['attributes'][number]): void {
  if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'object' || !attribute.value) return;
  const { value } = attribute.value;
  const [, single, double] = FILE.exec(value) ?? [];
  attribute.value = textIn(value) ?? single ?? double ?? attribute.value;
}

/** `{' '}` is a space. */
function readTexts(parent: Parents): void {
  parent.children.forEach((child, index) => {
    if (child.type !== 'mdxTextExpression') return;
    const value = textIn(child.value);
    if (value === undefined) return;
    parent.children[index] = { type: 'text', value, ...(child.position ? { position: child.position } : {}) };
  });
}

function isForeign(node: Nodes): node is Component {
  const isComponent = node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
  return isComponent && NAMES.has(node.name ?? '');
}

function replace(node: Nodes): Nodes[] {
  if (!isForeign(node)) return [node];
  const name = node.name ?? '';
  if (HOLDERS.has(name)) return node.children.flatMap((child: Nodes) => replace(child));
  const attributes = new Map(
    node.attributes.flatMap((attribute): [string, string][] =>
      attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
        ? [[attribute.name, attribute.value]]
        : [],
    ),
  );
  return lookUp(SAME, name)?.(node, attributes) ?? [node];
}

function callout(node: Component, type: string, title: string | undefined): Nodes[] {
  const place = rangeOf(node);
  if (!place) return [node];
  return [
    admonition({ word: isAdmonition(type) ? type : 'note', title, children: node.children as never, place }),
  ];
}

function titled(title: string | undefined): Nodes[] {
  if (title === undefined) return [];
  return [{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: title }] }] }];
}
