import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';
import { walk } from '../read/walk.ts';

// Matches `[[Disk full]]`, `[[ops/Disk full#Steps|the steps]]`, `![[graph.png]]`; not `[[ -f x ]]`, `[[a]](b)`, `#[[file:notes.md]]` of an agent's tool.
const WIKI = /!?(?<!#)\[\[([^\s[\]|][^[\]|]{0,200})(?:\|([^[\]]{1,200}))?\]\](?!\()/g;
const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif)$/i;

/**
 * Links of Obsidian, Foam and GitHub's wikis name a page, wherever it stands. One pair of such brackets alone may be
 * text, as TOML's `[[servers]]` is: a page that links so does it more than once, or with words of its own.
 */
export function readWikilinks(tree: Root, text: string): void {
  const found = text.match(WIKI) ?? [];
  if (found.length < 2 && !found.some((one) => /[|#!A-Z ]/.test(one))) return;
  walk(tree, (node) => {
    if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return;
    if (!node.children.some((child) => child.type === 'text' && child.value.includes('[['))) return;
    const parent: Parents = node;
    joinCode(parent);
    // Links and pictures stand wherever a text does.
    parent.children = parent.children.flatMap((child: Nodes): Nodes[] =>
      child.type === 'text' ? split(child.value, child.position) : [child],
    ) as typeof parent.children;
  });
}

// Matches the end of "the [[Functions#hasTag|", with code behind it.
const OPEN = /\[\[([^\s[\]|][^[\]|]{0,200})\|$/;

/** `[[Page|`code`]]`: its words are code. */
function joinCode(parent: Parents): void {
  parent.children.forEach((code, index) => {
    const [before, after] = [parent.children[index - 1], parent.children[index + 1]];
    if (code.type !== 'inlineCode' || before?.type !== 'text' || after?.type !== 'text') return;
    const name = OPEN.exec(before.value)?.[1];
    if (name === undefined || !after.value.startsWith(']]')) return;
    before.value = before.value.slice(0, before.value.lastIndexOf('[['));
    after.value = after.value.slice(2);
    const place = code.position ? { position: code.position } : {};
    parent.children[index] = { type: 'link', url: `[[${name.trim()}]]`, children: [{ ...code }], ...place };
  });
}

function split(value: string, position: PhrasingContent['position']): PhrasingContent[] {
  const place = position ? { position } : {};
  const parts: PhrasingContent[] = [];
  let end = 0;
  for (const { 0: all, 1: name = '', 2: words, index } of value.matchAll(WIKI)) {
    if (index > end) parts.push({ type: 'text', value: value.slice(end, index), ...place });
    const url = `[[${name.replace(/\\$/, '').replace(/\s+/g, ' ').trim()}]]`;
    if (all.startsWith('!') && PICTURE.test(name))
      parts.push({ type: 'image', url, alt: words ?? name, ...place });
    else
      parts.push({
        type: 'link',
        url,
        children: [{ type: 'text', value: words ?? name, ...place }],
        ...place,
      });
    end = index + all.length;
  }
  if (end === 0) return [{ type: 'text', value, ...place }];
  return end < value.length ? [...parts, { type: 'text', value: value.slice(end), ...place }] : parts;
}
