import type { VFileMessage } from 'vfile-message';
import { COMPONENTS, SAFE_ELEMENTS } from '../schema/components.ts';
import type { Fault } from '../finding.ts';
import { offsetOfLine, rangeBetween } from './source-text.ts';
import { trimMarksEnd } from '../words/trim-marks.ts';

/** Characters that start MDX syntax; what MDX cannot read begins at one of them. */
const MARKS = new Set(['{', '<']);

/** A fault of MDX, and the marks to take as spaces so that the rest can be read. */
export interface MdxFault {
  readonly fault: Fault;
  readonly marks: { readonly start: number; readonly end: number } | undefined;
}

/** What the grammar could not read, said for an author. */
export function mdxFault(text: string, error: VFileMessage): MdxFault {
  const start = markBefore(text, error);
  if (start === undefined) {
    const message = 'Nest these components less deeply: they are too deep to be read.';
    return { fault: { ruleId: 'mdx-parses', message }, marks: undefined };
  }
  const end = Math.min(start + 1, text.length);
  const message = isInComment(text, start) ? IN_COMMENT : messageOf(text.slice(start), error.reason);
  const marks = MARKS.has(text.charAt(start)) ? { start, end } : undefined;
  return { fault: { ruleId: 'mdx-parses', message, range: rangeBetween(text, start, end) }, marks };
}

const IN_COMMENT = 'Remove the `{` inside this comment, or close it: braces come in pairs, in comments too.';

function isInComment(text: string, at: number): boolean {
  const open = text.lastIndexOf('{/*', at - 1);
  return at > 0 && open >= 0 && text.indexOf('*/', open) > at;
}

/** The mark that opened what could not be read: the place itself, or the last mark before it. */
function markBefore(text: string, error: VFileMessage): number | undefined {
  const opened = /\((\d+):(\d+)-/.exec(error.reason); // matches "for `<host>` (1:3-1:9) before", not "(U+0021)"
  const offset = opened ? offsetOf(text, Number(opened[1]), Number(opened[2])) : placeOf(text, error);
  if (offset === undefined || opened) return offset;
  for (let at = Math.min(offset, text.length - 1); at >= 0; at -= 1) {
    if (MARKS.has(text.charAt(at))) return at;
  }
  return offset;
}

function placeOf(text: string, error: VFileMessage): number | undefined {
  const place = error.place && ('start' in error.place ? error.place.start : error.place);
  return place && (place.offset ?? offsetOf(text, place.line, place.column));
}

function offsetOf(text: string, line: number, column: number): number {
  return (offsetOfLine(text, line) ?? text.length) + column - 1;
}

/** @param rest the text from the mark on */
function messageOf(rest: string, reason: string): string {
  if (rest.startsWith('{/*')) return 'Close this comment with `*/}`.';
  if (rest.startsWith('{'))
    return 'Put `{` in backticks or write `\\{`: in MDX it starts an expression, and this one never ends.';
  if (rest.startsWith('<!--')) return 'Write this comment as `{/* … */}`: MDX does not know `<!-- … -->`.';
  const address = /^<([a-z][a-z0-9+.-]*:[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>/i.exec(rest)?.[1];
  if (address !== undefined)
    return `Remove the angle brackets around \`${address}\`: in MDX they start a component.`;
  return tagMessage(rest, reason) ?? 'Put `<` in backticks or write `\\<`: in MDX it starts a component.';
}

// What micromark-extension-mdx-jsx and mdast-util-mdx-jsx say: https://github.com/syntax-tree/mdast-util-mdx-jsx
function tagMessage(rest: string, reason: string): string | undefined {
  const empty = voidTag(rest);
  if (empty !== undefined && /closing/i.test(reason)) return empty;
  if (reason.startsWith('Unexpected closing slash'))
    return `Remove \`${/^<\/[^>\s]*>?/.exec(rest)?.[0] ?? '</'}\`: no such tag is open here.`;
  const [, closing, opening] =
    /closing tag `(<\/[^>`]{0,200}>)`[^`]{0,200} tag for `(<[^>`]{0,200}>)`/.exec(reason) ?? [];
  if (closing && opening)
    return `Close \`${opening}\` before \`${closing}\`: tags end in the order they start.`;
  const across = /^Expected the closing tag `(.*?)`/.exec(reason)?.[1];
  if (across) return `Put \`${across}\` on a line of its own: a tag starts and ends in the same block.`;
  const open = /^Expected a closing tag for `<(.*?)>`/.exec(reason)?.[1];
  if (open !== undefined) return unclosed(open);
  if (/before attribute value|in attribute value/.test(reason))
    return 'Put quotes around the value of this attribute, as in `title="value"`.';
  if (/^Unexpected end of file/.test(reason) && /^<[A-Z]/.test(rest)) return 'Close this tag with `>`.';
  return undefined;
}

// Elements of HTML that hold nothing: https://html.spec.whatwg.org/multipage/syntax.html#void-elements
const VOID =
  /^<\/?(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)(?=[\s/>])([^<>]*)>/i;
/** A longer tag is not repeated. */
const LONGEST_TAG = 60;

/** `<br>` is closed in itself, and `</br>` is no tag at all. */
function voidTag(rest: string): string | undefined {
  const [tag, name, attributes = ''] = VOID.exec(rest) ?? [];
  if (tag === undefined || name === undefined) return undefined;
  const own = tag.length > LONGEST_TAG ? ' …' : trimMarksEnd(attributes, '/ \t\n\r');
  return `Write \`<${name}${own} />\` in place of \`${tag.length > LONGEST_TAG ? `<${name} …>` : tag}\`: in MDX every tag is closed.`;
}

function unclosed(name: string): string {
  const isKnown = Object.hasOwn(COMPONENTS, name) || Object.hasOwn(SAFE_ELEMENTS, name);
  if (isKnown) return `Close \`<${name}>\` with \`</${name}>\`: it is still open at the end.`;
  return `Put \`<${name}>\` in backticks or write \`\\<${name}>\`: in MDX it starts a component.`;
}
