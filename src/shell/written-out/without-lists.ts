import { forEachChild, parse } from 'unbash';
import type { ArrayValue, Assignment, ParsedScript, SyntaxNode } from 'unbash';
import { isOneOf } from '../words.ts';
import { innerText, withEdits } from './inner-text.ts';
import type { Edit } from './inner-text.ts';

interface List extends Assignment {
  readonly value: ArrayValue;
}

/**
 * A script in which an array with a mark in it stands as its items wherever all of them are used:
 * `A=(-n "$X"); f "${A[@]}"` is `f -n "$X"`. Where it is used in another way it stays.
 */
export function withoutLists(text: string, mark: string): string {
  const script = parse(text);
  if (script.errors?.length) return text;
  const lists = listsIn(script);
  const names = new Set(lists.filter((one) => one.text.includes(mark)).map(({ name }) => name));
  const edits = [...names].flatMap((name) =>
    editsFor(
      lists.filter((one) => one.name === name),
      script,
      text,
    ),
  );
  return withEdits(text, edits);
}

function listsIn(node: SyntaxNode): readonly List[] {
  const own = node.type === 'Assignment' && node.value.type === 'ArrayValue' ? [node as List] : [];
  return [...own, ...childrenOf(node).flatMap(listsIn)];
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  forEachChild(node, (child) => {
    found.push(child);
  });
  return found;
}

/** None, where what the array holds as it is used cannot be told. */
function editsFor(lists: readonly List[], script: ParsedScript, text: string): readonly Edit[] {
  const [first] = lists;
  if (!first) return [];
  const { name, append } = first;
  const items = lists.flatMap(({ value }) => value.elements.map(({ pos, end }) => text.slice(pos, end)));
  const isPlain = lists.every((one, at) => at === 0 || one.append === true);
  if (!isPlain || append === true) return [];
  if (items.some((item) => item.startsWith('['))) return [];
  const words = lists.flatMap(({ value }) => value.elements.map((one) => innerText(one, text)));
  const joined = words.join(' ');
  const end = Math.max(...lists.map((one) => one.end));
  // What is added under a condition may be there or not: a command's words may be so, the lines of a document not.
  const isSure = lists.every((one) => isOutermost(one, script));
  const uses = usesIn(script, { name, text, canBePrinted: isSure });
  const mentions = [...text.matchAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g'))].length;
  const isJoined = uses?.some((one) => one.isJoined) === true;
  if (isJoined && (words.includes(undefined) || !isSure || /\bIFS=/.test(text))) return [];
  if (!uses || uses.some(({ pos }) => pos < end) || mentions !== uses.length + lists.length) return [];
  return [
    ...lists.map((one) => ({ pos: one.value.pos, end: one.value.end, text: '()' })),
    ...uses.map(({ pos, end: last, isJoined }) => ({
      pos,
      end: last,
      text: isJoined ? joined : items.join(' '),
    })),
  ];
}

function isOutermost({ pos }: List, { commands }: ParsedScript): boolean {
  return commands.some(
    ({ command }) => command.type === 'Command' && command.prefix.some((one) => one.pos === pos),
  );
}

interface Named {
  readonly name: string;
  readonly text: string;
  readonly canBePrinted: boolean;
}

interface ListUse {
  readonly pos: number;
  readonly end: number;
  /** `"${A[*]}"`, one word of all items. */
  readonly isJoined: boolean;
}

/** Where `"${A[@]}"` is a word of a command; undefined where it may not be written out. */
function usesIn(node: SyntaxNode, named: Named, isInDouble?: boolean): readonly ListUse[] | undefined {
  const { name, text, canBePrinted } = named;
  if (node.type === 'ParameterExpansion' && node.text === `\${${name}[*]}` && isInDouble)
    return [{ pos: node.pos, end: node.end, isJoined: true }];
  const own: ListUse[] = [];
  if (node.type === 'Command') {
    const words = [...(node.name ? [node.name] : []), ...node.args];
    const found = words.filter(({ pos, end }) => text.slice(pos, end) === `"\${${name}[@]}"`);
    const isPrinted = isOneOf(node.name?.value ?? '', 'echo printf');
    if (found.length > 0 && isPrinted && !canBePrinted) return undefined;
    own.push(...found.map(({ pos, end }) => ({ pos, end, isJoined: false })));
  }
  const isQuoted = node.type === 'DoubleQuoted';
  const inner = childrenOf(node).map((child) => usesIn(child, named, isQuoted));
  return inner.every((one) => one !== undefined) ? [...own, ...inner.flat()] : undefined;
}
