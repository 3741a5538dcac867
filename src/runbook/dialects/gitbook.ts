import type { Nodes } from 'mdast';
import { admonition, componentNode, isAdmonition } from './admonition.ts';
import type { Dialect, Mark, Source } from './dialect.ts';
import { lineOf } from './lines.ts';
import { named } from './mkdocs.ts';
import { listTags, pairTags } from './tags.ts';
import type { Tag, TagWords } from './tags.ts';

// One tag: `{% hint style="info" %}`, `{% endhint %}`, `{% @mermaid/diagram %}`. Not one: `{%%}`, Hugo's `{{% x %}}`.
const TAG = /(?<!\{)\{%-?\s{0,20}([\w./@-]{1,80})(?![\w./@-])(?:([^\n]{0,1000}?)|([^{}%]{0,1000}))%\}/g;
// What Jekyll fills in: `{{ site.baseurl }}`, `{{ "/a" | relative_url }}`. Not Helm's `{{ .Values.x }}`.
const FILLED =
  /\{\{[ \t]{0,9}(?:(?:site|page|include)\.([\w.]{1,80})|["']([^"'{}\n]{0,400})["'][ \t]{0,9}\|[ \t]{0,9}(?:relative|absolute)_url)[^{}\n]{0,200}\}\}/g;

/** Tags of GitBook, and of Jekyll, which writes them with the same marks. */
export const gitbook: Dialect = { id: 'gitbook', sign: /\{%|\{\{[ \t]*(?:site\.|page\.|["'])|&#xNAN;/, scan };

/** Nothing but what they hold. */
const HOLDERS = new Set(
  'content-ref stepper step columns column updates update raw reusable api-method api-method-spec method'.split(
    ' ',
  ),
);
/** What a template does without saying it. */
const QUIET = new Set(
  'set macro from import if else elsif elif endif unless endunless for endfor assign case when endcase capture endcapture toc'.split(
    ' ',
  ),
);

function scan(source: Source): Mark[] {
  const tags = listTags(source, TAG, asTag);
  const pairs = pairTags(tags);
  const marks = [...filledIn(source), ...escapedNothing(source)];
  for (let at = 0; at < tags.length; at += 1) {
    const tag = tags[at];
    const to = pairs.get(at);
    const close = to === undefined ? undefined : tags[to];
    if (!tag || (tag.isClosing && !QUIET.has(`end${tag.name}`))) continue;
    const mark = close ? paired(source, tag, close) : single(source, tag);
    marks.push(mark);
    if (to !== undefined && mark.end > tag.end) at = to;
    else if (close) marks.push(nothing(source, close));
  }
  return marks;
}

function asTag([, name = '', short, long = '']: RegExpExecArray): TagWords {
  const rest = short ?? long;
  const isClosing = /^end[a-z]/.test(name);
  return { isClosing, name: isClosing ? name.slice(3) : name, rest: rest.replace(/-$/, '') };
}

/** Values of the site are not known here: what is before or behind them stays an address of the book. */
function filledIn({ text, lines, title }: Source): Mark[] {
  let line = 0;
  return [...text.matchAll(FILLED)].flatMap((match) => {
    const [all, key, address] = match;
    while ((lines[line]?.end ?? Infinity) < match.index) line += 1;
    if (lines[line]?.isCode ?? true) return [];
    // `[home]({{ site.baseurl }})`
    const isWhole = text.startsWith('](', match.index - 2) && text[match.index + all.length] === ')';
    const site = isWhole ? '/' : '';
    const words = address ?? { title, baseurl: site, url: site }[key ?? ''];
    return words === undefined ? [] : [{ start: match.index, end: match.index + all.length, words }];
  });
}

/** Where GitBook's editor had nothing to escape, it escaped that. */
function escapedNothing({ text, lines }: Source): Mark[] {
  return [...text.matchAll(/&#xNAN;/g)]
    .filter(({ index }) => !(lines[lineOf(lines, index)]?.isCode ?? true))
    .map(({ 0: all, index }) => ({ start: index, end: index + all.length, words: '' }));
}

/** A tag that holds nothing. */
function single(source: Source, tag: Tag): Mark {
  const { start, end, name, named: values } = tag;
  const first = tag.arguments[0] ?? '';
  const place = source.placeOf(start, end);
  if (QUIET.has(name) || QUIET.has(`end${name}`)) return nothing(source, tag);
  // Jekyll names a page from the root of its site.
  if (name === 'link' || name === 'post_url') return { start, end, words: `/${first.replace(/^\.?\//, '')}` };
  if (name === 'embed' || name === 'file' || name === 'content-ref' || name === 'page-ref') {
    const url = values.get('url') ?? values.get('src') ?? values.get('page') ?? first;
    return { start, end, blocks: () => [linkTo(url, url, place)] };
  }
  if (name === 'include' && first === 'toc') return nothing(source, tag);
  const picture = values.get('image_path') ?? (first === 'figure' ? values.get('src') : undefined);
  if (name === 'include' && picture !== undefined)
    return { start, end, blocks: () => [pictureAt(picture, values, place)] };
  if (name === 'include' || name === 'include_relative' || name === 'include-markdown') {
    source.miss('gitbook', `{% ${name} %}`, { start, end });
    const words = `The text of ${first} belongs here, but opsbook does not read it.`;
    // As an address, it is one that only the other system fills in.
    if (/\]\([ \t]{0,9}$/.test(source.text.slice(Math.max(0, start - 12), start)))
      return { start, end, words: '{%include%}' };
    const isAlone = standsAlone(source, tag);
    return isAlone
      ? { start, end, blocks: () => [named(words, place)] }
      : { start, end, words: `(${words})` };
  }
  source.miss('gitbook', `{% ${name} %}`, { start, end });
  return { start, end, words: source.text.slice(start, end) };
}

/** Whether nothing else stands on the lines of a tag. */
function standsAlone({ text, lines }: Source, { start, end, line }: Tag): boolean {
  const last = lines[lineOf(lines, end)];
  const around = text.slice(lines[line]?.start, start) + text.slice(end, last?.end);
  return around.trim() === '';
}

/** `{% include figure image_path="./a.png" alt="words" %}`, as themes of Jekyll have it. */
function pictureAt(url: string, values: Tag['named'], place: Nodes['position']): Nodes {
  const alt = values.get('alt') ?? values.get('caption') ?? '';
  return { type: 'paragraph', position: place, children: [{ type: 'image', url, alt, position: place }] };
}

/** A tag and what it holds, up to the one that ends it. */
function paired(source: Source, open: Tag, close: Tag): Mark {
  const { name, named: values } = open;
  const [start, end] = [open.start, close.end];
  const place = source.placeOf(start, end);
  const children = () => source.parseBetween(open.end, close.start);
  const title = values.get('title');
  const blocks = (): Nodes[] => {
    if (name === 'hint')
      return [admonition({ ...styleOf(values.get('style')), children: children(), place })];
    if (name === 'tabs') return [componentNode('Tabs', {}, { children: children(), place })];
    if (name === 'tab')
      return [
        componentNode('Tab', { label: title ?? open.arguments[0] ?? '' }, { children: children(), place }),
      ];
    if (name === 'code') return [...titled(title, place), ...children()];
    if (name === 'highlight') {
      const value = source.text
        .slice(open.end, close.start)
        .replace(/^\r?\n/, '')
        .trimEnd();
      return [{ type: 'code', lang: open.arguments[0] ?? null, value, position: place }];
    }
    if (name === 'embed' || name === 'file') {
      const url = values.get('url') ?? values.get('src') ?? '';
      const caption = source.text.slice(open.end, close.start).trim();
      return [linkTo(url, caption || url, place)];
    }
    return children();
  };
  if (name === 'comment') return { start, end, words: '' };
  // Its link stands inside, but for those whose page was never chosen.
  if (HOLDERS.has(name) || KNOWN.has(name)) return { start, end, blocks };
  if (QUIET.has(name)) return nothing(source, open);
  source.miss('gitbook', `{% ${name} %}`, { start, end: open.end });
  return open.line === close.line ? nothing(source, open) : { start, end, blocks: children };
}

const KNOWN = new Set(['hint', 'tabs', 'tab', 'code', 'highlight', 'embed', 'file']);

/** A tag alone on its line takes the line along. */
function nothing({ lines }: Source, { start, end, line }: Tag): Mark {
  const length = lines[line]?.text.trim().length ?? 0;
  return length > end - start ? { start, end, words: '' } : { start, end, blocks: () => [] };
}

/** GitBook's `success` and `info` are callouts by their own names. */
function styleOf(style = 'info'): { readonly word: string; readonly title: undefined } {
  return { word: isAdmonition(style) ? style : 'note', title: undefined };
}

/** The name of the file that a code block shows. */
function titled(title: string | undefined, place: Nodes['position']): Nodes[] {
  if (title === undefined || title === '') return [];
  const children = [{ type: 'inlineCode' as const, value: title, position: place }];
  return [{ type: 'paragraph', position: place, children }];
}

function linkTo(url: string, words: string, place: Nodes['position']): Nodes {
  const text = { type: 'text' as const, value: words, position: place };
  return {
    type: 'paragraph',
    position: place,
    children: [{ type: 'link', url, position: place, children: [text] }],
  };
}
