import type { Nodes, Parents, Root, Text } from 'mdast';
import type {} from 'mdast-util-mdx';
import { rangeOf } from '../read/snippet.ts';
import { walk } from '../read/walk.ts';
import { admonition, componentNode, isAdmonition } from './admonition.ts';
import { lookUp } from '../../shell/look-up.ts';

declare module 'mdast' {
  interface TextData {
    /** It stands on a badge beside a heading, and is no word of it. */
    isBadge?: boolean;
  }
}

type Component = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

/** Components of other systems that mean the same as one of ours, or nothing but what they hold. */
const SAME: Readonly<Record<string, (node: Component, attributes: ReadonlyMap<string, string>) => Nodes[]>> =
  {
    Aside: (node, attributes) => callout(node, attributes.get('type') ?? 'note', attributes.get('title')),
    Admonition: (node, attributes) =>
      callout(node, attributes.get('type') ?? 'note', attributes.get('title')),
    TabItem: tab,
    Tab: tab,
    Code: (node, attributes) => [codeOf(attributes.get('lang'), attributes.get('code') ?? '', node)],
    Callout: (node, attributes) => callout(node, attributes.get('type') ?? 'note', attributes.get('title')),
    Card: (node, attributes) => headed(node, attributes.get('title')),
    Accordion: (node, attributes) => headed(node, attributes.get('title') ?? attributes.get('label')),
    Expandable: (node, attributes) => headed(node, attributes.get('title')),
    Step: (node, attributes) => headed(node, attributes.get('title')),
    Details: (node, attributes) =>
      headed(node, ['summary', 'title', 'label'].map((key) => attributes.get(key)).find(Boolean)),
    Badge: (node, attributes) =>
      node.children.length > 0
        ? [...node.children]
        : textOf(attributes.get('text'), node).map((text) => ({ ...text, data: { isBadge: true } })),
    Mermaid: (node, attributes) => {
      const value = ['value', 'chart', 'diagram', 'code'].map((key) => attributes.get(key)).find(Boolean);
      return value === undefined ? [node] : [codeOf('mermaid', value, node)];
    },
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
const HOLDERS = new Set(
  'CardGrid CardGroup Cards FileTree BrowserWindow Accordions AccordionGroup CodeGroup Columns Column Frame'.split(
    ' ',
  ),
);
const NAMES = new Set([...Object.keys(SAME), ...HOLDERS]);
/** Ours, which may have the name of a box of others. */
const OWN = new Set(['Note', 'Warning', 'Danger']);

/** Mintlify, Fumadocs and Nextra name a box by its word: `<Tip>`, `<Info>`. */
function isBox(name: string): boolean {
  return /^[A-Z]/.test(name) && !OWN.has(name) && isAdmonition(name);
}

/** Puts our components in the place of other systems' that mean the same. */
export function readComponents(tree: Root): void {
  const imported = importedPictures(tree);
  walk(tree, (node) => {
    if ('children' in node) readTags(node);
    if ('attributes' in node) node.attributes.forEach((attribute) => readAttribute(attribute, imported));
    if ('children' in node) readTexts(node);
  });
  walk(tree, (node) => {
    if (!('children' in node) || !node.children.some(isForeign)) return;
    const parent: Parents = node;
    parent.children = parent.children.flatMap((child: Nodes) => replace(child)) as typeof parent.children;
  });
}

// `"os"`, `'os'`, `a $B \`c\``: a text that stands in braces, with no way out of it. Not one: `a ${b}`.
const TEXT = /^\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)"|`((?:[^`\\$]|\\[\\`$]|\$(?!\{))*)`)\s*$/;
// Docusaurus' ways to name a file: `require('./a.png').default`, `useBaseUrl('/img/a.png')`.
const FILE = /^\s*(?:require|useBaseUrl)\(\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)")\s*\)(?:\.default)?\s*$/;

/** The text that an expression is, read and not run; undefined for any other. */
function textIn(expression: string): string | undefined {
  const [, single, double, tick] = TEXT.exec(expression) ?? [];
  return single ?? double ?? tick?.replace(/\\(.)/g, '$1');
}

// `import Login from './login.png';`
const IMPORT = /^import[ \t]+(\w+)[ \t]+from[ \t]+['"]([^'"\n]+)['"]/gm;

/** The pictures that a page imports, by the names that it gives them. */
function importedPictures(tree: Root): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const node of tree.children)
    if (node.type === 'mdxjsEsm')
      for (const [, name = '', path = ''] of node.value.matchAll(IMPORT))
        if (PICTURE.test(path)) found.set(name, path);
  return found;
}

function readAttribute(
  attribute: Component['attributes'][number],
  imported: ReadonlyMap<string, string>,
): void {
  if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'object' || !attribute.value) return;
  const { value } = attribute.value;
  const [, single, double] = FILE.exec(value) ?? [];
  const picture = imported.get(value.trim().replace(/\.(?:src|default)$/, ''));
  attribute.value = textIn(value) ?? single ?? double ?? picture ?? attribute.value;
}

/** `{' '}` is a space; what a component holds as a text of several words is a command more often than not. */
function readTexts(parent: Parents): void {
  parent.children.forEach((child, index) => {
    if (child.type !== 'mdxTextExpression' && child.type !== 'mdxFlowExpression') return;
    const value = textIn(child.value);
    if (value === undefined) return;
    // Where something was escaped, places in the text are not those of the file.
    const place = child.position && child.value.includes(value) ? { position: child.position } : {};
    parent.children[index] =
      child.type === 'mdxTextExpression'
        ? { type: 'text', value, ...place }
        : { type: 'code', lang: languageOf(parent), value: value.replace(/^\n/, '').trimEnd(), ...place };
  });
}

/** The language of a component that holds code, where it says it: `<CodeBlock language="bash">`. */
function languageOf(parent: Parents): string | null {
  if (!('attributes' in parent)) return null;
  const said = parent.attributes.find(
    (one) => one.type === 'mdxJsxAttribute' && /^lang(?:uage)?$/.test(one.name),
  );
  return typeof said?.value === 'string' ? said.value : null;
}

// `<Badge text="new" />`, `<ZoomableImage src="/a.png"/>`, as VitePress has them in Markdown; not `<YourName>`.
const TAG = /<([A-Z]\w{0,60})(\s[^<>]{1,1000})\/>/g;
const ATTRIBUTE = /\s([\w-]{1,60})="([^"]{0,500})"/g;

/** Components of a Markdown file, which its grammar takes for text. */
function readTags(parent: Parents): void {
  if (!parent.children.some((child) => child.type === 'text' && child.value.includes('/>'))) return;
  parent.children = parent.children.flatMap((child: Nodes) =>
    child.type === 'text' ? tagsIn(child) : [child],
  ) as typeof parent.children;
}

function tagsIn(text: Text): Nodes[] {
  const { value, position } = text;
  const place = position ? { position } : {};
  const parts: Nodes[] = [];
  let end = 0;
  for (const { 0: all, 1: name = '', 2: rest = '', index } of value.matchAll(TAG)) {
    if (!/[a-z]/.test(name)) continue;
    if (index > end) parts.push({ ...text, value: value.slice(end, index) });
    const attributes = [...rest.matchAll(ATTRIBUTE)].map(([, key = '', said = '']) => ({
      type: 'mdxJsxAttribute' as const,
      name: key,
      value: said,
    }));
    parts.push({ type: 'mdxJsxTextElement', name, attributes, children: [], ...place });
    end = index + all.length;
  }
  if (end === 0) return [text];
  return end < value.length ? [...parts, { ...text, value: value.slice(end) }] : parts;
}

function hasLabel({ attributes }: Component): boolean {
  return attributes.some((one) => one.type === 'mdxJsxAttribute' && one.name === 'label');
}

function isForeign(node: Nodes): node is Component {
  const isComponent = node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
  // A tab with a label is one of ours, whatever that is.
  if (isComponent && node.name === 'Tab' && hasLabel(node)) return false;
  return (
    isComponent && (NAMES.has(node.name ?? '') || isBox(node.name ?? '') || pictureOf(node) !== undefined)
  );
}

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif)$/i;

/** The picture that a component of any name shows: `<ZoomableImage src="/a.png" />`. */
function pictureOf({ name, attributes }: Component): string | undefined {
  if (!/^[A-Z]/.test(name ?? '')) return undefined;
  const src = attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === 'src')?.value;
  return typeof src === 'string' && PICTURE.test(src) ? src : undefined;
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
  const known = lookUp(SAME, name);
  if (known) return known(node, attributes);
  if (isBox(name)) return callout(node, name, attributes.get('title'));
  const url = pictureOf(node);
  if (url === undefined) return [node];
  const place = node.position ? { position: node.position } : {};
  const image: Nodes = { type: 'image', url, alt: attributes.get('alt') ?? '', ...place };
  return node.type === 'mdxJsxTextElement' ? [image] : [{ type: 'paragraph', children: [image], ...place }];
}

function codeOf(lang: string | undefined, value: string, { position }: Component): Nodes {
  return { type: 'code', lang: lang ?? null, value: value.replace(/^\n/, '').trimEnd(), position };
}

function textOf(value: string | undefined, { position }: Component): Text[] {
  return value === undefined ? [] : [{ type: 'text', value, ...(position ? { position } : {}) }];
}

/** What it holds, below its title. */
function headed(node: Component, title: string | undefined): Nodes[] {
  return [...titled(title), ...node.children.flatMap((child: Nodes) => replace(child))];
}

function tab(node: Component, attributes: ReadonlyMap<string, string>): Nodes[] {
  const place = rangeOf(node);
  const label = ['label', 'title', 'value', 'header'].map((key) => attributes.get(key)).find(Boolean) ?? '';
  return place ? [componentNode('Tab', { label }, { children: node.children as never, place })] : [];
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
