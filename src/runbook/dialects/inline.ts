import { nameToEmoji } from 'gemoji';
import type { Html, Nodes, Parents, PhrasingContent, Root, Text } from 'mdast';
import type { DialectId } from './dialect.ts';
import { dropComments } from './myst-comments.ts';
import { lookUp } from '../../shell/look-up.ts';
import { walk } from '../read/walk.ts';
import { trimMarksEnd } from '../words/trim-marks.ts';

// An attribute list: `{: target="_blank" }`, `{ .md-button #id }`, `{target=_blank}`. Not one: `{name}`, `{"a": 1}`.
const LIST =
  /^\{:?[ \t]*(?:[.#][\w.:-]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))(?:[ \t]+(?:[.#][\w.:-]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+)))*[ \t]*\}/;
const LISTED_ID = /[\s{:]#([\w.:-]+)/;
const COLON_LIST = /\{:[^{}\n]*\}$/;
// `{: .text-delta }` alone on a line.
const LISTED_LINE = /^[ \t]*\{:[^{}\n]*\}[ \t]*$/gm;
const EMOJI = /:([a-z0-9_+-]{1,60}):/g;
// An icon of Material for MkDocs, with its attributes: `:material-server:`, `:octicons-clock-16:{ .lg }`.
const ICON = /:(?:material|simple|fontawesome|octicons)-([a-z0-9-]{1,80}):(?:\{[^{}\n]{0,80}\})?[ \t]?/g;
// `==marked==`, `^^put in^^`; not `a==b`.
const MARKED = /(?<![^\s(])(==|\^\^)([^\s=^](?:[^=^\n]{0,200}[^\s=^])?)\1(?![\w=^])/g;
// `{{camera}}`: in books of MyST such a name is an emoji's more often than not.
const FILLED = /\{\{[ \t]?([a-z0-9_+-]{1,60})[ \t]?\}\}/g;
// A role of MyST stands before its code: `{doc}`, `{ref}`.
const ROLE = /\{([\w:-]{1,60})\}$/;

// Matches the end of `[the jobs][ref-jobs]`: MkDocs' pages refer to an anchor of any page by its name.
const REFERENCE = /\]\[([A-Za-z][\w.:-]{1,99})\]/;

/** References to anchors by name: plain Markdown has no address for them. */
export function readReferences(tree: Root): void {
  walk(tree, (node) => {
    if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return;
    const parent = node as { children: Nodes[] };
    for (let at = 0; at < parent.children.length; at += 1) at += referenceAt(parent, at);
  });
}

/** Puts in the link that ends in the child at a place. @returns how many children the link has added before what follows it */
function referenceAt(parent: { children: Nodes[] }, at: number): number {
  const end = parent.children[at];
  const match = end?.type === 'text' ? REFERENCE.exec(end.value) : null;
  if (end?.type !== 'text' || !match) return 0;
  let from = at;
  let open = end.value.lastIndexOf('[', match.index - 1);
  while (open < 0 && from > 0 && at - from < 4) {
    const before = parent.children[(from -= 1)];
    if (before?.type === 'link' || before?.type === 'image') return 0;
    if (before?.type === 'text') open = before.value.lastIndexOf('[');
  }
  const start = parent.children[from];
  if (open < 0 || start?.type !== 'text') return 0;
  const place = end.position ? { position: end.position } : {};
  const text = (value: string): Nodes[] => (value === '' ? [] : [{ type: 'text', value, ...place }]);
  const words =
    from === at
      ? text(end.value.slice(open + 1, match.index))
      : [
          ...text(start.value.slice(open + 1)),
          ...parent.children.slice(from + 1, at),
          ...text(end.value.slice(0, match.index)),
        ];
  if (words.length === 0) return 0;
  const before = text(start.value.slice(0, open));
  const after = text(end.value.slice(match.index + match[0].length));
  const link: Nodes = {
    type: 'link',
    url: `#${match[1] ?? ''}`,
    children: words as PhrasingContent[],
    ...place,
  };
  parent.children.splice(from, at - from + 1, ...before, link, ...after);
  return from + before.length - at;
}

// `![words](a picture.png)`: Jekyll, MkDocs and the Tech Docs Template take blanks in an address.
const BLANKS = /!\[([^[\]\n]{0,300})\]\(([^()<>\n"]{1,300}\.(?:png|jpe?g|gif|svg|webp))\)/gi;

/** Pictures whose address has blanks, which Markdown takes for text. */
export function readPictures(tree: Root): void {
  walk(tree, (node) => {
    if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return;
    if (!node.children.some((child) => child.type === 'text' && child.value.includes('!['))) return;
    const parent = node as { children: Nodes[] };
    parent.children = parent.children.flatMap((child) =>
      child.type === 'text' ? picturesIn(child) : [child],
    );
  });
}

function picturesIn(text: Text): Nodes[] {
  const place = text.position ? { position: text.position } : {};
  const parts: Nodes[] = [];
  let end = 0;
  for (const { 0: all, 1: alt = '', 2: url = '', index } of text.value.matchAll(BLANKS)) {
    if (index > end) parts.push({ ...text, value: text.value.slice(end, index) });
    parts.push({ type: 'image', url: encodeURI(url.trim()), alt, ...place });
    end = index + all.length;
  }
  if (end === 0) return [text];
  return end < text.value.length ? [...parts, { ...text, value: text.value.slice(end) }] : parts;
}

/** Marks inside a line: attribute lists go, emoji are drawn, roles are the links they mean. */
export function readInline(tree: Root, mayHave: (...ids: DialectId[]) => boolean): void {
  const [hasLists, hasRoles] = [mayHave('mkdocs', 'myst', 'hugo', 'docusaurus'), mayHave('myst')];
  // Elsewhere such a mark is a value that somebody fills in: `{{ key }}`.
  const isSphinx = hasRoles && !mayHave('mkdocs', 'hugo', 'gitbook', 'docusaurus');
  if (isSphinx) dropComments(tree);
  const anchored = new Set<Parents>();
  walk(tree, (node) => {
    // Kramdown reads its lists in HTML too. As many blanks, so that all else stays in its place.
    if (node.type === 'html' && node.value.includes('{:'))
      node.value = node.value.replace(LISTED_LINE, (list) => ' '.repeat(list.length));
    if (!('children' in node)) return;
    const parent: Parents = node;
    parent.children.forEach((child, index) => {
      if (child.type !== 'text') return;
      const before = parent.children[index - 1];
      if (hasLists && before && ATTRIBUTED.has(before.type)) {
        const list = LIST.exec(child.value)?.[0] ?? '';
        child.value = child.value.slice(list.length);
        const id = LISTED_ID.exec(list)?.[1];
        // `[](){#here}` is how an anchor is written where no heading is.
        if (id !== undefined && before.type === 'link' && before.url === '' && before.children.length === 0) {
          parent.children[index - 1] = anchorOf(id, before);
          anchored.add(parent);
        }
      }
      if (hasLists && index === parent.children.length - 1 && ENDED.has(parent.type))
        child.value = withoutColonList(child.value);
      child.value = child.value.replace(EMOJI, (all, name: string) => lookUp(nameToEmoji, name) ?? all);
      if (hasLists)
        child.value = child.value.replace(ICON, (_, name: string) => (/arrow-right/.test(name) ? '→ ' : ''));
      if (isSphinx)
        child.value = child.value.replace(FILLED, (all, name: string) => lookUp(nameToEmoji, name) ?? all);
      const next = parent.children[index + 1];
      if (hasRoles && next?.type === 'inlineCode') readRole(parent, index);
    });
  });
  if (anchored.size > 0) liftAnchors(tree, anchored);
  if (mayHave('mkdocs', 'obsidian', 'hugo')) readMarked(tree);
}

/** What its author marked stands out. */
function readMarked(tree: Root): void {
  walk(tree, (node) => {
    if (!('children' in node)) return;
    if (!node.children.some((child) => child.type === 'text' && /==|\^\^/.test(child.value))) return;
    const parent = node as { children: Nodes[] };
    parent.children = parent.children.flatMap((child) => (child.type === 'text' ? markedIn(child) : [child]));
  });
}

function markedIn(text: Text): Nodes[] {
  const parts: Nodes[] = [];
  let end = 0;
  for (const { 0: all, 2: words = '', index } of text.value.matchAll(MARKED)) {
    if (index > end) parts.push({ ...text, value: text.value.slice(end, index) });
    parts.push({ type: 'strong', children: [{ ...text, value: words }] });
    end = index + all.length;
  }
  if (end === 0) return [text];
  return end < text.value.length ? [...parts, { ...text, value: text.value.slice(end) }] : parts;
}

function anchorOf(id: string, { position }: Nodes): Html {
  return { type: 'html', value: `<a id="${id}"></a>`, ...(position ? { position } : {}) };
}

/** A paragraph that holds anchors and nothing else is none. */
function liftAnchors(tree: Root, anchored: ReadonlySet<Parents>): void {
  const isEmpty = (node: Nodes): boolean =>
    node.type === 'html' || (node.type === 'text' && node.value.trim() === '');
  walk(tree, (node) => {
    if (!('children' in node)) return;
    const parent = node as { children: Nodes[] };
    parent.children = parent.children.flatMap((child) =>
      child.type === 'paragraph' && anchored.has(child) && child.children.every(isEmpty)
        ? child.children.filter(({ type }) => type === 'html')
        : [child],
    );
  });
}

const ATTRIBUTED: ReadonlySet<string> = new Set([
  'link',
  'image',
  'linkReference',
  'imageReference',
  'strong',
  'emphasis',
  'inlineCode',
]);
const ENDED: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell']);

/** `{doc}`x`` is a link to a page, `{ref}`text <x>`` to a label; any other role is its text. */
function readRole(parent: Parents, index: number): void {
  const [text, code] = [parent.children[index], parent.children[index + 1]];
  if (text?.type !== 'text' || code?.type !== 'inlineCode') return;
  const role = ROLE.exec(text.value)?.[1];
  if (role === undefined) return;
  text.value = text.value.slice(0, text.value.length - role.length - 2);
  if (role !== 'doc' && role !== 'ref' && role !== 'download') return;
  const { words, target } = targeted(code.value);
  const url = target ?? code.value;
  // Without words of its own it is called what it leads to.
  const shown = words ?? (role === 'download' ? code.value : undefined);
  parent.children[index + 1] = {
    type: 'link',
    url: role === 'ref' ? `#${url}` : url,
    children: shown === undefined ? [] : [{ type: 'text', value: shown }],
    ...(code.position ? { position: code.position } : {}),
  };
}

function withoutColonList(text: string): string {
  const trimmed = trimMarksEnd(text, ' \t');
  const bare = trimmed.replace(COLON_LIST, '');
  return bare === trimmed ? text : trimMarksEnd(bare, ' \t\n');
}

/** The words and the target of a role, as in `the page <../page>`. */
export function targeted(text: string): { readonly words?: string; readonly target?: string } {
  const open = text.lastIndexOf('<');
  const target = text.slice(open + 1, -1);
  if (open < 0 || !text.endsWith('>') || target === '' || target.includes('>')) return {};
  return { words: text.slice(0, open).trimEnd(), target };
}
