import type { Html, Nodes, Root } from 'mdast';
import { Parser, TokenizerMode } from 'parse5';
import type { DefaultTreeAdapterMap } from 'parse5';
import type { Fault } from '../finding.ts';
import { asText } from './html.ts';
import { rangeOf } from './snippet.ts';

/** Elements in elements: the renderer goes down them by recursion, and a browser stops at 512. */
const MOST_LEVELS = 100;

const MESSAGE = `Nest this less deeply: HTML more than ${MOST_LEVELS} levels deep is shown as text.`;

/** What the renderer makes of Markdown, as far as it ends elements of the author's that are still open. */
const TAGS: Readonly<Partial<Record<Nodes['type'], string>>> = {
  blockquote: 'blockquote',
  delete: 'del',
  emphasis: 'em',
  footnoteDefinition: 'li',
  heading: 'h2',
  link: 'a',
  list: 'ul',
  listItem: 'li',
  paragraph: 'p',
  strong: 'strong',
  table: 'table',
  tableCell: 'td',
  tableRow: 'tr',
};

/**
 * Makes text of the HTML from the place on where it is nested too deep, before anything goes down it by recursion.
 * What is open is told by the parser that the renderer uses: only it knows what ends what.
 */
export function boundHtml(tree: Root): Fault[] {
  const steps = stepsOf(tree);
  if (!steps.some(({ html }) => html)) return [];
  const last = lastWithin(steps);
  if (last === undefined) return [];
  const excess = new Set<Nodes>();
  const parents = new Set<Parent>();
  for (const { html, parent } of steps.slice(last)) {
    if (!html || isComment(html)) continue;
    excess.add(html);
    parents.add(parent);
  }
  for (const parent of parents) {
    const keep = (child: Nodes): Nodes =>
      child.type === 'html' && excess.has(child) ? asText(child, parent.type) : child;
    // Text where text may stand, a paragraph where a block may: both fit their parent.
    parent.children = parent.children.map(keep) as typeof parent.children;
  }
  return [...excess]
    .slice(0, 1)
    .map((html) => ({ ruleId: 'file-is-text', message: MESSAGE, range: rangeOf(html) }));
}

type Parent = Extract<Nodes, { children: unknown }>;

/** A piece of what the renderer reads as HTML, in the order of the page. */
interface Step {
  readonly value: string;
  readonly parent: Parent;
  readonly html?: Html;
}

function stepsOf(tree: Root): Step[] {
  const steps: Step[] = [];
  const stack: ({ node: Nodes; parent: Parent } | Step)[] = [{ node: tree, parent: tree }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    if ('value' in top) {
      steps.push(top);
      continue;
    }
    const { node, parent } = top;
    if (node.type === 'html') steps.push({ value: node.value, parent, html: node });
    if (node.type === 'text') steps.push({ value: 'a', parent });
    if (!('children' in node)) continue;
    const tag = TAGS[node.type] ?? (node === tree ? undefined : 'aside');
    if (tag) {
      steps.push({ value: `<${tag}>`, parent });
      stack.push({ value: `</${tag}>`, parent });
    }
    for (const child of node.children.toReversed()) stack.push({ node: child, parent: node });
  }
  return steps;
}

/** The first step that goes too deep; undefined where none does. */
function lastWithin(steps: readonly Step[]): number | undefined {
  const parser = LevelParser.getFragmentParser<DefaultTreeAdapterMap>();
  const { tokenizer } = parser;
  for (const [index, { value, html }] of steps.entries()) {
    try {
      // An element of Markdown's is one whatever stands open; what follows it is read as before.
      const state = tokenizer.state;
      if (!html) tokenizer.state = TokenizerMode.DATA;
      tokenizer.write(value, false);
      if (!html) tokenizer.state = state > TokenizerMode.PLAINTEXT ? TokenizerMode.DATA : state;
    } catch (error) {
      if (error instanceof TooDeep) return index;
      throw error;
    }
  }
  return undefined;
}

class TooDeep extends Error {}

class LevelParser extends Parser<DefaultTreeAdapterMap> {
  override onItemPush(...args: Parameters<Parser<DefaultTreeAdapterMap>['onItemPush']>): void {
    super.onItemPush(...args);
    if (this.openElements.stackTop > MOST_LEVELS) throw new TooDeep();
  }
}

function isComment({ value }: Html): boolean {
  return value.startsWith('<!--') && value.indexOf('-->') === value.trimEnd().length - '-->'.length;
}
