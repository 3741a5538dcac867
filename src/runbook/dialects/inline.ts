import { nameToEmoji } from 'gemoji';
import type { Parents, PhrasingContent, Root } from 'mdast';
import type { DialectId } from './dialect.ts';
import { lookUp } from '../../shell/look-up.ts';
import { walk } from '../read/walk.ts';
import { trimMarksEnd } from '../words/trim-marks.ts';

// An attribute list: `{: target="_blank" }`, `{ .md-button #id }`, `{target=_blank}`. Not one: `{name}`, `{"a": 1}`.
const LIST =
  /^\{:?[ \t]*(?:[.#][\w-]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))(?:[ \t]+(?:[.#][\w-]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+)))*[ \t]*\}/;
const COLON_LIST = /\{:[^{}\n]*\}$/;
const EMOJI = /:([a-z0-9_+-]{1,60}):/g;
// A role of MyST stands before its code: `{doc}`, `{ref}`.
const ROLE = /\{([\w:-]{1,60})\}$/;

/** Marks inside a line: attribute lists go, emoji are drawn, roles are the links they mean. */
export function readInline(tree: Root, mayHave: (...ids: DialectId[]) => boolean): void {
  const [hasLists, hasRoles] = [mayHave('mkdocs', 'myst', 'hugo', 'docusaurus'), mayHave('myst')];
  walk(tree, (node) => {
    if (!('children' in node)) return;
    const parent: Parents = node;
    parent.children.forEach((child, index) => {
      if (child.type !== 'text') return;
      const before = parent.children[index - 1];
      if (hasLists && before && ATTRIBUTED.has(before.type)) child.value = child.value.replace(LIST, '');
      if (hasLists && index === parent.children.length - 1 && ENDED.has(parent.type))
        child.value = withoutColonList(child.value);
      child.value = child.value.replace(EMOJI, (all, name: string) => lookUp(nameToEmoji, name) ?? all);
      const next = parent.children[index + 1];
      if (hasRoles && next?.type === 'inlineCode') readRole(parent, index);
    });
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
  const { words, target } = targeted(code.value);
  const url = target ?? code.value;
  const shown: PhrasingContent = { type: 'text', value: words ?? code.value };
  const isLink = role === 'doc' || role === 'ref' || role === 'download';
  if (!isLink) return;
  parent.children[index + 1] = {
    type: 'link',
    url: role === 'ref' ? `#${url}` : url,
    children: [shown],
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
