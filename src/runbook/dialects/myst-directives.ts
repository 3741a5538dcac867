import type { Nodes, PhrasingContent, Root } from 'mdast';
import { admonition, componentNode, isAdmonition } from './admonition.ts';
import { named } from './mkdocs.ts';
import type { Range } from '../finding.ts';
import { targeted } from './inline.ts';

/** A directive of MyST or reStructuredText: its name, what stands after it, and the lines it holds. */
export interface Directive {
  readonly name: string;
  readonly argument: string;
  readonly lines: readonly string[];
  readonly place: Range;
}

/** Reads what a directive holds as a document, without so many of its first lines. */
type ReadBody = (skip: number) => Root['children'];

const CODE = new Set([
  'code',
  'code-block',
  'code-cell',
  'sourcecode',
  'prompt',
  'parsed-literal',
  'mermaid',
  'graphviz',
]);
const TRANSPARENT = new Set([
  'div',
  'grid',
  'grid-item',
  'card',
  'container',
  'only',
  'rst-class',
  'tab-set',
  'tabs',
  'glossary',
]);

/** Whether a directive is drawn here, if only as its content. */
export function hasDirective(name: string): boolean {
  return Object.hasOwn(DRAWN, name) || isAdmonition(name) || CODE.has(name) || TRANSPARENT.has(name);
}

type Draw = (directive: Directive, read: ReadBody) => Nodes[];

const DRAWN: Readonly<Record<string, Draw>> = {
  image: ({ argument, place, ...rest }) => [picture(argument, { ...rest, place })],
  figure: ({ argument, place, ...rest }, read) => [
    picture(argument, { ...rest, place }),
    ...read(countOptions(rest.lines)),
  ],
  toctree: ({ lines, place }) => contents(lines, place),
  include: ({ argument, place }) => [
    named(`The text of ${argument} belongs here, but opsbook does not read it.`, place),
  ],
  literalinclude: ({ argument, place }) => [
    named(`The text of ${argument} belongs here, but opsbook does not read it.`, place),
  ],
  admonition: ({ argument, lines, place }, read) => [
    admonition({
      word: optionOf(lines, 'class') ?? 'note',
      title: argument,
      children: read(countOptions(lines)),
      place,
    }),
  ],
  dropdown: ({ argument, lines, place }, read) => [
    admonition({ word: 'note', title: argument, children: read(countOptions(lines)), place }),
  ],
  'tab-item': ({ argument, lines, place }, read) => [
    componentNode('Tab', { label: argument }, { children: read(countOptions(lines)), place }),
  ],
  terminal: ({ lines, place }) => [
    // Its places are not those of the text: it is shown, and no rule reads it.
    { type: 'code', lang: 'text', value: sessionOf(lines), position: place },
  ],
  contents: () => [],
  'eval-rst': ({ lines, place }) => [{ type: 'code', lang: 'rst', value: lines.join('\n'), position: place }],
};

/** What stands for a directive in the tree. */
export function directiveBlocks(directive: Directive, read: ReadBody): Nodes[] {
  const { name, argument, lines, place } = directive;
  const draw = Object.hasOwn(DRAWN, name) ? DRAWN[name] : undefined;
  if (draw) return draw(directive, read);
  const skip = countOptions(lines);
  if (CODE.has(name)) {
    const lang = name === 'mermaid' || name === 'graphviz' ? name : argument || null;
    return [{ type: 'code', lang, value: lines.slice(skip).join('\n'), position: place }];
  }
  const children = read(skip);
  if (isAdmonition(name)) return [admonition({ word: name, title: argument || undefined, children, place })];
  if (name === 'tab-set' || name === 'tabs') return [componentNode('Tabs', {}, { children, place })];
  return children;
}

/** What stands for a directive that nobody knows here: its address as a link, else its words, above what it holds. */
export function strangerBlocks({ argument, lines, place }: Directive): Nodes[] {
  if (argument === '') return [];
  const text: Nodes = { type: 'text', value: optionOf(lines, 'title') || argument, position: place };
  const isAddress = /^https?:\/\/\S+$/.test(argument);
  const words: Nodes = isAddress ? { type: 'link', url: argument, children: [text], position: place } : text;
  return [{ type: 'paragraph', position: place, children: [words] as PhrasingContent[] }];
}

/** What `{terminal}` shows: the first line is typed, at the prompt that its options make, the others are printed. */
function sessionOf(lines: readonly string[]): string {
  const [user, host, folder] = ['user', 'host', 'dir'].map((key) => optionOf(lines, key));
  const prompt = user ? `${user}@${host || 'host'}:${folder || '~'}$` : '$';
  const input = optionOf(lines, 'input');
  const rest = lines.slice(countOptions(lines));
  const body = input === undefined ? rest : [input, ...rest];
  const first = body.findIndex((line) => line.trim() !== '');
  return body.map((line, at) => (at === first ? `${prompt} ${line.trim()}` : line)).join('\n');
}

/** Lines such as `:width: 80%`, or between `---`, that set the directive up; and the blank one below them. */
export function countOptions(lines: readonly string[]): number {
  let count = 0;
  if (lines[0]?.trim() === '---') count = lines.findIndex((line, at) => at > 0 && line.trim() === '---') + 1;
  else while (/^[ \t]*:[\w-]+:/.test(lines[count] ?? '')) count += 1;
  return count > 0 && lines[count]?.trim() === '' ? count + 1 : count;
}

function optionOf(lines: readonly string[], key: string): string | undefined {
  for (const line of lines.slice(0, countOptions(lines))) {
    const [, name, value] = /^[ \t]*:?([\w-]{1,99}):(.*)$/.exec(line) ?? [];
    if (name === key) return value?.trim();
  }
  return undefined;
}

function picture(url: string, { lines, place }: { lines: readonly string[]; place: Range }): Nodes {
  const alt = optionOf(lines, 'alt') ?? '';
  return { type: 'paragraph', position: place, children: [{ type: 'image', url, alt, position: place }] };
}

/** The pages of a table of contents, as links; of a hidden one, links that nobody sees. */
function contents(lines: readonly string[], place: Range): Nodes[] {
  const entries = lines.slice(countOptions(lines)).map((line) => line.trim());
  const items = entries.filter((line) => line !== '' && !line.startsWith(':') && !/[*{]/.test(line));
  if (items.length === 0) return [];
  if (optionOf(lines, 'hidden') !== undefined)
    return items.map((line, at) => {
      const { target: url = line } = targeted(line);
      return { type: 'definition', identifier: `toctree ${at}`, url, position: place };
    });
  const children = items.map((line) => {
    const { words, target: url = line } = targeted(line);
    return {
      type: 'listItem' as const,
      position: place,
      children: [
        {
          type: 'paragraph' as const,
          position: place,
          children: [
            {
              type: 'link' as const,
              url,
              position: place,
              // Without words of its own it is called what it leads to.
              children: words === undefined ? [] : [{ type: 'text' as const, value: words }],
            },
          ],
        },
      ],
    };
  });
  return [{ type: 'list', ordered: false, spread: false, children, position: place }];
}
