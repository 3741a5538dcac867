import type { Nodes, Root } from 'mdast';
import { admonition, componentNode, isAdmonition } from './admonition.ts';
import type { Dialect, Mark, Source } from './dialect.ts';
import { indentOf } from './lines.ts';

// One shortcode: `{{< ref "a.md" >}}`, `{{% /notice %}}`, `{{< figure src="a.png" />}}`. Not one: `{{ .Values.x }}`.
const SHORTCODE = /\{\{([<%])[ \t]*(?:(\/)[ \t]*)?([\w./-]+)(?![\w./-])([^{}]{0,1000}?)[>%]\}\}/g;
const COMMENT = /\{\{[<%]?\/\*[\s\S]{0,2000}?\*\/[>%]?\}\}/g;

/** Shortcodes of Hugo. */
export const hugo: Dialect = { id: 'hugo', sign: /\{\{[<%/]/, scan };

interface Shortcode {
  readonly start: number;
  readonly end: number;
  readonly isClosing: boolean;
  readonly isSelfClosed: boolean;
  readonly name: string;
  readonly arguments: readonly string[];
  readonly named: ReadonlyMap<string, string>;
  readonly line: number;
}

const CALLOUTS = new Set([
  'admonition',
  'notice',
  'hint',
  'callout',
  'alert',
  'expand',
  'details',
  'collapse',
  'accordion',
  'admonish',
]);
const QUIET = new Set([
  'toc',
  'table_of_contents',
  'comment',
  'columns',
  'column',
  'div',
  'section',
  'steps',
]);

function scan(source: Source): Mark[] {
  const codes = listShortcodes(source);
  const marks: Mark[] = comments(source);
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at];
    if (!code || code.isClosing) continue;
    const close = code.isSelfClosed ? -1 : closingOf(codes, at);
    marks.push(...insideLine(code, codes[close]));
    const mark = close < 0 ? single(source, code) : paired(source, code, codes[close]);
    if (!mark) continue;
    marks.push(mark);
    if (close >= 0 && mark.end > code.end) at = close;
  }
  return marks;
}

function comments({ text, lines }: Source): Mark[] {
  const isCode = (offset: number): boolean => lines[lineOf(lines, offset)]?.isCode ?? false;
  return [...text.matchAll(COMMENT)]
    .filter(({ index }) => !isCode(index))
    .map((match) => ({ start: match.index, end: match.index + match[0].length, words: '' }));
}

function listShortcodes({ text, lines }: Source): Shortcode[] {
  return [...text.matchAll(SHORTCODE)].flatMap((match) => {
    const line = lineOf(lines, match.index);
    if (lines[line]?.isCode ?? true) return [];
    const [all, , slash = '', name = '', rest = ''] = match;
    const words = [...rest.matchAll(/([\w-]+)=(?:"([^"]*)"|`([^`]*)`|(\S+))|"([^"]*)"|`([^`]*)`|(\S+)/g)];
    const named = words.flatMap(([, key, ...values]): [string, string][] =>
      key === undefined ? [] : [[key, values.slice(0, 3).find((value) => value !== undefined) ?? '']],
    );
    const plain = words.flatMap(([, key, , , , ...values]) =>
      key === undefined ? [values.find((value) => value !== undefined) ?? ''] : [],
    );
    return [
      {
        start: match.index,
        end: match.index + all.length,
        isClosing: slash === '/',
        isSelfClosed: /\/\s*$/.test(rest),
        name,
        arguments: plain.filter((word) => word !== '/'),
        named: new Map(named),
        line,
      },
    ];
  });
}

/** The line that an offset stands on, by bisection. */
function lineOf(lines: Source['lines'], offset: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function closingOf(codes: readonly Shortcode[], at: number): number {
  const name = codes[at]?.name;
  let depth = 0;
  for (let next = at + 1; next < codes.length; next += 1) {
    const code = codes[next];
    if (code?.name !== name) continue;
    if (!code?.isClosing) depth += code?.isSelfClosed ? 0 : 1;
    else if (depth === 0) return next;
    else depth -= 1;
  }
  return -1;
}

/** Of `{{<hover "x">}}words{{</hover>}}` inside a line only the words are shown; what a theme puts around them is not known. */
function insideLine(open: Shortcode, close: Shortcode | undefined): Mark[] {
  const { name, line } = open;
  if (line !== close?.line || isAdmonition(name) || CALLOUTS.has(name) || DRAWN.has(name)) return [];
  return [open, close].map(({ start, end }) => ({ start, end, words: '' }));
}

/** What these hold is no text of the line. */
const DRAWN = new Set(['mermaid', 'highlight', 'code']);

/** A shortcode that holds nothing. */
function single(source: Source, code: Shortcode): Mark | undefined {
  const { start, end, name, named: values } = code;
  const first = code.arguments[0] ?? '';
  const place = source.placeOf(start, end);
  if (name === 'ref' || name === 'relref')
    return { start, end, words: values.get('path') ?? values.get('ref') ?? first };
  if (name === 'figure' || name === 'img' || name === 'image') {
    const url = values.get('src') ?? first;
    const alt = values.get('alt') ?? values.get('title') ?? values.get('caption') ?? '';
    const blocks = (): Nodes[] => [
      { type: 'paragraph', position: place, children: [{ type: 'image', url, alt, position: place }] },
    ];
    return { start, end, blocks };
  }
  if (QUIET.has(name)) return { start, end, words: '' };
  source.miss('hugo', `{{< ${name} >}}`, { start, end });
  return undefined;
}

/** A shortcode and what it holds, up to the one that closes it. */
function paired(source: Source, open: Shortcode, close: Shortcode | undefined): Mark | undefined {
  if (!close) return undefined;
  const { name, named: values } = open;
  const [start, end] = [open.start, close.end];
  const inner = source.text.slice(open.end, close.start);
  const place = source.placeOf(start, end);
  const isBlock = open.line < close.line;
  if (name === 'mermaid') return { start, end, blocks: () => [code('mermaid', inner, place)] };
  if (name === 'highlight' || name === 'code') {
    const lang = values.get('lang') ?? values.get('language') ?? open.arguments[0] ?? '';
    return { start, end, blocks: () => [code(lang, inner, place)] };
  }
  if (!isBlock)
    return isAdmonition(name) || CALLOUTS.has(name)
      ? oneLine(open, { start, end, inner }, source)
      : undefined;
  const children = () =>
    source.parse({
      from: open.line + 1,
      to: close.line,
      indent: indentOf(source.lines[open.line]?.text ?? ''),
    });
  if (name === 'tabs' || name === 'tabpane') {
    const tabs = () => labelled(children(), values.get('items'));
    return { start, end, blocks: () => [componentNode('Tabs', {}, { children: tabs(), place })] };
  }
  if (name === 'tab' || name === 'tab-content') {
    const label = TAB_LABELS.map((key) => values.get(key)).find(Boolean) ?? open.arguments[0] ?? '';
    return { start, end, blocks: () => [componentNode('Tab', { label }, { children: children(), place })] };
  }
  const callout = calloutOf(open);
  if (callout) return { start, end, blocks: () => [admonition({ ...callout, children: children(), place })] };
  if (QUIET.has(name)) return { start, end, blocks: children };
  source.miss('hugo', `{{< ${name} >}}`, { start, end: open.end });
  return undefined;
}

const TAB_LABELS = ['name', 'header', 'title', 'tabName', 'tabname', 'label', 'text'];

/** Hextra names its tabs where they begin: `{{< tabs items="Docker,Kubernetes" >}}`. Those without any are counted. */
function labelled(children: Root['children'], items: string | undefined): Root['children'] {
  const names = items?.replace(/^\[|\]$/g, '').split(',') ?? [];
  let count = 0;
  return children.map((child) => {
    if (child.type !== 'mdxJsxFlowElement' || child.name !== 'Tab') return child;
    const label = names[count]?.trim().replace(/^["']|["']$/g, '') || `Tab ${count + 1}`;
    count += 1;
    const isNamed = child.attributes.some((one) => one.type === 'mdxJsxAttribute' && one.value !== '');
    return isNamed
      ? child
      : { ...child, attributes: [{ type: 'mdxJsxAttribute', name: 'label', value: label }] };
  });
}

function oneLine(
  open: Shortcode,
  { start, end, inner }: { readonly start: number; readonly end: number; readonly inner: string },
  source: Source,
): Mark | undefined {
  const callout = calloutOf(open);
  if (!callout) return undefined;
  const place = source.placeOf(start, end);
  const children: Nodes[] = [
    {
      type: 'paragraph',
      position: place,
      children: [{ type: 'text', value: inner.trim(), position: place }],
    },
  ];
  return { start, end, blocks: () => [admonition({ ...callout, children: children as never, place })] };
}

/** The word and the title of a box: `{{< admonition warning "Careful" >}}`, `{{< warning >}}`, `{{% alert color="danger" %}}`. */
function calloutOf({
  name,
  arguments: words,
  named: values,
}: Shortcode): { readonly word: string; readonly title: string | undefined } | undefined {
  const title = values.get('title');
  const word = values.get('type') ?? values.get('color') ?? values.get('level') ?? words[0] ?? '';
  if (CALLOUTS.has(name) && isAdmonition(word)) return { word, title: title ?? words[1] };
  if (isAdmonition(name)) return { word: name, title: title ?? words[0] };
  return CALLOUTS.has(name) ? { word: 'note', title: title ?? words[0] } : undefined;
}

function code(lang: string, value: string, place: Nodes['position']): Nodes {
  return { type: 'code', lang: lang || null, value: value.replace(/^\r?\n/, '').trimEnd(), position: place };
}
