import { slug } from 'github-slugger';
import type { Html, Nodes, Root } from 'mdast';
import { html as names, Tokenizer } from 'parse5';
import type { Token } from 'parse5';
import { DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../schema/components.ts';
import type { Range } from '../finding.ts';
import type { ComponentUse } from './component-use.ts';
import { rangeOf } from './snippet.ts';
import { rangeBetween } from './source-text.ts';
import { walk } from './walk.ts';

const KNOWN: ReadonlySet<string> = new Set([
  ...Object.keys(SAFE_ELEMENTS),
  ...DROPPED_ELEMENTS,
  ...Object.values(names.TAG_NAMES),
]);

/** Whether a name in lower case is one of an element of HTML. */
export function isHtmlElement(name: string): boolean {
  return KNOWN.has(name);
}

/**
 * In Markdown `ssh <host>` holds a tag, which a browser would swallow. What is no element of HTML is meant as
 * it stands, so it becomes text.
 */
export function keepPlaceholders(tree: Root): void {
  walk(tree, (node) => {
    if (!('children' in node) || !node.children.some(isPlaceholder)) return;
    const keep = (child: Nodes): Nodes => (isPlaceholder(child) ? asText(child, node.type) : child);
    // Text where text may stand, a paragraph where a block may: both fit their parent.
    node.children = node.children.map(keep) as typeof node.children;
  });
}

const FLOW: ReadonlySet<string> = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

function isPlaceholder(node: Nodes): node is Html {
  if (node.type !== 'html') return false;
  const name = /^<\/?([a-z][^\s/>]*)/i.exec(node.value)?.[1];
  return name !== undefined && !KNOWN.has(name.toLowerCase());
}

/** HTML as it stands, fit for a parent of this type. */
export function asText({ value, position }: Html, parent: Nodes['type']): Nodes {
  const place = position && { position };
  const text: Nodes = { type: 'text', value, ...place };
  return FLOW.has(parent) ? { type: 'paragraph', children: [text], ...place } : text;
}

/**
 * The tags that open in a piece of HTML, as a browser reads them: names in lower case, values decoded. A heading without
 * an `id` has the one that GitHub and mdBook make of its words.
 */
export function readTags(node: Html, text: string): ComponentUse[] {
  const tags: ComponentUse[] = [];
  let words = '';
  const ignore = (): void => undefined;
  const listen = ({ chars }: Token.CharacterToken): void => void (words += chars);
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (tag) => {
        if (isHeading(tag.tagName)) words = '';
        tags.push(readTag(tag, node, text));
      },
      onEndTag: ({ tagName }) => {
        const at = isHeading(tagName) ? tags.findLastIndex(({ name }) => name === tagName) : -1;
        const tag = tags[at];
        const id = headingId(words);
        if (tag && !tag.attributes['id'] && id !== '')
          tags[at] = { ...tag, attributes: { ...tag.attributes, id } };
      },
      onCharacter: listen,
      onNullCharacter: ignore,
      onWhitespaceCharacter: listen,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(node.value, true);
  return tags;
}

/** Whether an element of this name is a heading. */
export function isHeading(name: string): boolean {
  return /^h[1-6]$/.test(name);
}

/** The id that a heading in HTML has by its words. */
export function headingId(words: string): string {
  return slug(words.trim().replace(/\s+/g, ' '));
}

function readTag({ tagName, attrs, location }: Token.TagToken, node: Html, text: string): ComponentUse {
  const attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
  const place = location && { start: location.startOffset, end: location.endOffset };
  return { name: tagName, attributes, range: placeInside(node, place, text) };
}

/** The tag's own place; the whole node's where the text has something between its lines, as in a quote. */
function placeInside(
  node: Html,
  place: { start: number; end: number } | null,
  text: string,
): Range | undefined {
  const range = rangeOf(node);
  if (!range || !place) return range;
  const { offset } = range.start;
  if (text.slice(offset, offset + node.value.length) !== node.value) return range;
  return rangeBetween(text, offset + place.start, offset + place.end);
}
