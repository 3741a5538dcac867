import type { Nodes, PhrasingContent, Root } from 'mdast';
import { admonition, componentNode, isAdmonition } from './admonition.ts';
import type { Dialect, Mark, Source } from './dialect.ts';
import { lineOf } from './lines.ts';
import { named } from './mkdocs.ts';
import { listTags, pairTags } from './tags.ts';
import type { Tag, TagWords } from './tags.ts';

// One shortcode: `{{< ref "a.md" >}}`, `{{% /notice %}}`, `{{< figure src="a.png" />}}`. Not one: `{{ .Values.x }}`.
const SHORTCODE = /\{\{([<%])[ \t]*(?:(\/)[ \t]*)?([\w./-]+)(?![\w./-])([^{}]{0,1000}?)[>%]\}\}/g;
const COMMENT = /\{\{[<%]?\/\*[\s\S]{0,2000}?\*\/[>%]?\}\}/g;

/** Shortcodes of Hugo. */
export const hugo: Dialect = { id: 'hugo', sign: /\{\{[<%/]/, scan };

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
  'children',
  'childpages',
  'toc',
  'toc-tree',
  'table_of_contents',
  'comment',
  'columns',
  'column',
  'div',
  'section',
  'steps',
]);

function scan(source: Source): Mark[] {
  const codes = listTags(source, SHORTCODE, asShortcode);
  const pairs = pairTags(codes);
  const marks: Mark[] = comments(source);
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at];
    if (!code || code.isClosing) continue;
    const close = pairs.get(at) ?? -1;
    marks.push(...insideLine(code, codes[close]));
    const mark = close < 0 ? single(source, code) : paired(source, code, codes[close]);
    if (!mark) continue;
    marks.push(mark);
    if (close >= 0 && mark.end > code.end) at = close;
  }
  return marks;
}

function asShortcode([, , slash = '', name = '', rest = '']: RegExpExecArray): TagWords {
  return { isClosing: slash === '/', name, rest };
}

function comments({ text, lines }: Source): Mark[] {
  const isCode = (offset: number): boolean => lines[lineOf(lines, offset)]?.isCode ?? false;
  return [...text.matchAll(COMMENT)]
    .filter(({ index }) => !isCode(index))
    .map((match) => ({ start: match.index, end: match.index + match[0].length, words: '' }));
}

/** Of `{{<hover "x">}}words{{</hover>}}` inside a line only the words are shown; what a theme puts around them is not known. */
function insideLine(open: Tag, close: Tag | undefined): Mark[] {
  const { name, line } = open;
  const isBlock = name === 'mermaid' || isCode(name) || TABS.test(name) || TAB.test(name);
  if (line !== close?.line || isAdmonition(name) || CALLOUTS.has(name) || isBlock) return [];
  return [open, close].map(({ start, end }) => ({ start, end, words: '' }));
}

// Themes have names of their own for what all have. Match `highlight`, `codeFromInline`, `code-toggle`.
const CODE = /^(?:hl|highlight)$|code/i;
// Match `tabs`, `envTabs`, `tabpane`.
const TABS = /tabs$|^tabpane$/i;
// Match `tab`, `sessionTab`, `tab-content`.
const TAB = /tab$|^tab-content$/i;

/** Whether it holds code; a `codetab` holds what any tab does. */
function isCode(name: string): boolean {
  return CODE.test(name) && !TAB.test(name) && !TABS.test(name);
}

/** A shortcode that holds nothing. */
function single(source: Source, code: Tag): Mark | undefined {
  const { start, end, name, named: values } = code;
  const first = code.arguments[0] ?? '';
  const place = source.placeOf(start, end);
  if (name === 'ref' || name === 'relref')
    return { start, end, words: values.get('path') ?? values.get('ref') ?? first };
  const src = values.get('src') ?? first;
  if (name === 'figure' || name === 'img' || name === 'image' || PICTURE.test(src)) {
    const alt = values.get('alt') ?? values.get('title') ?? values.get('caption') ?? '';
    const blocks = (): Nodes[] => [
      { type: 'paragraph', position: place, children: [{ type: 'image', url: src, alt, position: place }] },
    ];
    return { start, end, blocks };
  }
  if (QUIET.has(name)) return { start, end, words: '' };
  source.miss('hugo', `{{< ${name} >}}`, { start, end });
  const written = source.text.slice(start, end);
  const target = TARGETS.map((key) => values.get(key)).find(Boolean);
  if (target !== undefined) {
    const url = target.replace(/\.md(?=#|$)/, '');
    const isAddress = /\]\([ \t]{0,9}$/.test(source.text.slice(Math.max(0, start - 12), start));
    return { start, end, words: isAddress ? url : written, inline: () => linked(url, values, place) };
  }
  const file = [first, values.get('text'), values.get('file')].find((word) => word?.endsWith('.md'));
  const line = source.lines[code.line];
  // Alone on its line it draws something. Inside of one it is a word more often than not: `{{< required >}}`.
  if (line?.text.trim() === written) {
    const words =
      file === undefined
        ? `What ${written} draws belongs here, but opsbook does not draw it.`
        : `The text of ${file} belongs here, but opsbook does not read it.`;
    return { start, end, blocks: () => [named(words, place)] };
  }
  const isWord = code.arguments.length === 0 && values.size === 0;
  const word = file?.slice(file.lastIndexOf('/') + 1, -'.md'.length) ?? (isWord ? name : undefined);
  const shown = word === undefined ? written : `(${word})`;
  // In an address it stays one word, blanks and all.
  return { start, end, words: written, inline: () => [{ type: 'text', value: shown, position: place }] };
}

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif)$/i;
/** As themes name the page that a shortcode leads to, and the words of it. */
const TARGETS = ['page', 'ref', 'link', 'href', 'url', 'path', 'to'];
const CAPTIONS = ['caption', 'title', 'text', 'name', 'label'];

function linked(url: string, values: Tag['named'], place: Nodes['position']): PhrasingContent[] {
  const caption = CAPTIONS.map((key) => values.get(key)).find(Boolean);
  const children = caption === undefined ? [] : [{ type: 'text' as const, value: caption, position: place }];
  return [{ type: 'link', url, children, position: place }];
}

/** A shortcode and what it holds, up to the one that closes it. */
function paired(source: Source, open: Tag, close: Tag | undefined): Mark | undefined {
  if (!close) return undefined;
  const { name, named: values } = open;
  const [start, end] = [open.start, close.end];
  const inner = source.text.slice(open.end, close.start);
  const place = source.placeOf(start, end);
  if (name === 'mermaid') return { start, end, blocks: () => [code('mermaid', inner, place)] };
  const language = values.get('lang') ?? values.get('language');
  const isInLine = open.line === close.line;
  if (isCode(name) || (language !== undefined && !isInLine))
    return { start, end, blocks: () => [code(language ?? open.arguments[0] ?? '', inner, place)] };
  const callout = calloutOf(open);
  // Inside a line the tags alone are marks.
  if (isInLine && !callout && !TABS.test(name) && !TAB.test(name)) return undefined;
  const children = () => source.parseBetween(open.end, close.start);
  if (TABS.test(name)) {
    const tabs = () =>
      labelled(
        children(),
        values
          .get('items')
          ?.replace(/^\[|\]$/g, '')
          .split(','),
        open.arguments,
      );
    return { start, end, blocks: () => [componentNode('Tabs', {}, { children: tabs(), place })] };
  }
  if (TAB.test(name)) {
    const label = TAB_LABELS.map((key) => values.get(key)).find(Boolean) ?? open.arguments[0] ?? '';
    return { start, end, blocks: () => [componentNode('Tab', { label }, { children: children(), place })] };
  }
  if (callout) return { start, end, blocks: () => [admonition({ ...callout, children: children(), place })] };
  if (QUIET.has(name)) return { start, end, blocks: children };
  source.miss('hugo', `{{< ${name} >}}`, { start, end: open.end });
  // What a theme draws around it is not known: its title and its content stay.
  return { start, end, blocks: () => [...titled(values.get('title'), place), ...children()] };
}

function titled(title: string | undefined, place: Nodes['position']): Nodes[] {
  if (!title) return [];
  const words: Nodes = { type: 'strong', children: [{ type: 'text', value: title }] };
  return [{ type: 'paragraph', position: place, children: [words] }];
}

const TAB_LABELS = ['name', 'header', 'title', 'tabName', 'tabname', 'label', 'text'];

/**
 * Some themes name their tabs where they begin: `{{< tabs items="Docker,Kubernetes" >}}`, and `{{< tabs "Docker" "Kubernetes" >}}`
 * with as many words as tabs. Those without any are counted.
 */
function labelled(
  children: Root['children'],
  items: readonly string[] | undefined,
  words: readonly string[],
): Root['children'] {
  const many = children.filter((child) => child.type === 'mdxJsxFlowElement' && child.name === 'Tab').length;
  const names = items ?? (words.length === many ? words : []);
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

/** The word and the title of a box: `{{< admonition warning "Careful" >}}`, `{{< warning >}}`, `{{% alert color="danger" %}}`. */
function calloutOf({
  name,
  arguments: words,
  named: values,
}: Tag): { readonly word: string; readonly title: string | undefined } | undefined {
  const title = values.get('title');
  const word = values.get('type') ?? values.get('color') ?? values.get('level') ?? words[0] ?? '';
  if (CALLOUTS.has(name) && isAdmonition(word)) return { word, title: title ?? words[1] };
  if (isAdmonition(name)) return { word: name, title: title ?? words[0] };
  return CALLOUTS.has(name) ? { word: 'note', title: title ?? words[0] } : undefined;
}

function code(lang: string, value: string, place: Nodes['position']): Nodes {
  return { type: 'code', lang: lang || null, value: value.replace(/^\r?\n/, '').trimEnd(), position: place };
}
