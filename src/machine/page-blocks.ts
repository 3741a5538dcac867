import type { BlockContent, Code, PhrasingContent, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { exampleOutput } from '../run/expected-example.ts';
import type { SnippetFacts } from '../run/plan.ts';
import type { ShownCommand } from '../run/shown-commands.ts';
import { isAdopted } from '../runbook/read/adopted.ts';
import { plainAttributes } from '../runbook/read/attributes.ts';
import type { Element } from '../runbook/read/attributes.ts';
import { commentIn } from '../runbook/read/comment.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../runbook/schema/components.ts';
import { lookUp } from '../shell/look-up.ts';
import { saysTheSame } from '../runbook/words/says-the-same.ts';
import { sayUnfit } from '../shell/put-values.ts';
import type { BookFacts } from './book-facts.ts';
import { componentBlocks } from './component-blocks.ts';
import { paragraph, text } from './markdown-nodes.ts';
import { sayStep } from './say-step.ts';
import { htmlReader } from './shown-html.ts';
import { followed } from './twin-links.ts';
import type { Way } from './twin-links.ts';

/** What a page's blocks are written with. */
export interface Writing {
  readonly facts: BookFacts;
  readonly way: Way;
  /** What is known of its commands; without it, fences are plain fences. */
  readonly commands?: ReadonlyMap<Snippet, SnippetFacts> | undefined;
  /** Commands with values in them. */
  readonly filled?: ((snippet: Snippet) => ShownCommand) | undefined;
  /** How a step was verified, as the end of a sentence. */
  readonly verified?: ((snippet: Snippet) => string | undefined) | undefined;
  /** Whether steps are counted, for a reader who does not have the page beside them. */
  readonly isNumbered?: boolean | undefined;
}

/** The blocks of a page as plain Markdown: every component as what it says, nothing that its page does not show. */
export function pageBlocks(page: Page, writing: Writing): RootContent[] {
  const { facts, way, commands, filled, verified, isNumbered = false } = writing;
  const isForeign = !isAdopted(page);
  const html = htmlReader();
  let number = 0;
  const own = page.tree.children.filter(({ type }) => type !== 'yaml');
  const isTitle =
    own[0]?.type === 'heading' && own[0].depth === 1 && saysTheSame(toString(own[0]), page.title);
  return own.slice(isTitle ? 1 : 0).flatMap(block);

  function block(node: RootContent): RootContent[] {
    if (html.isInsideDropped() && node.type !== 'html') return [];
    switch (node.type) {
      case 'yaml':
        return [];
      case 'mdxFlowExpression':
        return commentIn(node.value) === undefined ? [refused('an expression in braces')] : [];
      case 'mdxjsEsm':
        return isForeign && /^import\b/.test(node.value) ? [] : [refused('import and export')];
      case 'html': {
        const value = html.show(node.value).trim();
        return value === '' ? [] : [{ type: 'html', value }];
      }
      case 'code':
        return fence(node);
      case 'mdxJsxFlowElement':
        return component(node);
      case 'paragraph': {
        const children = trimmed(inline(node.children));
        return children.length === 0 && node.children.length > 0 ? [] : [{ ...node, children }];
      }
      case 'heading':
        // The title is above: a second one would be another page to a program that reads by headings.
        return [
          { ...node, depth: Math.max(2, node.depth) as typeof node.depth, children: inline(node.children) },
        ];
      case 'blockquote':
        return [{ ...node, children: blocks(node.children) }];
      case 'list':
        return [
          { ...node, children: node.children.map((item) => ({ ...item, children: blocks(item.children) })) },
        ];
      case 'table':
        return [tableOf(node)];
      case 'footnoteDefinition':
        return [{ ...node, children: blocks(node.children) }];
      case 'definition': {
        const url = urlOf(node.url);
        return url === undefined ? [] : [{ ...node, url }];
      }
      default:
        return [node];
    }
  }

  function blocks(nodes: readonly RootContent[]): BlockContent[] {
    // What stands in a block is made of blocks.
    return nodes.flatMap(block) as BlockContent[];
  }

  function tableOf(node: Table): Table {
    return {
      ...node,
      children: node.children.map((row) => ({
        ...row,
        children: row.children.map((cell) => ({ ...cell, children: inline(cell.children) })),
      })),
    };
  }

  /** What stands in a line, with components and elements as what they hold. */
  function inline(nodes: readonly RootContent[]): PhrasingContent[] {
    // What stands in a line is made of parts of one.
    return nodes.flatMap(part) as PhrasingContent[];
  }

  function part(node: RootContent): RootContent[] {
    if (node.type === 'html') {
      const value = html.show(node.value);
      return value === '' ? [] : [{ type: 'html', value }];
    }
    if (html.isInsideDropped()) return [];
    switch (node.type) {
      case 'mdxTextExpression':
        return commentIn(node.value) === undefined ? [text('(Not rendered: an expression in braces.)')] : [];
      case 'mdxJsxTextElement':
        return elementInLine(node);
      case 'link':
        return linked(node.url, inline(node.children));
      case 'image':
        return image(node.url, node.alt ?? '');
      default:
        return 'children' in node ? [{ ...node, children: inline(node.children) } as RootContent] : [node];
    }
  }

  function linked(url: string, children: PhrasingContent[]): RootContent[] {
    const to = urlOf(url);
    const shown = children.length > 0 || url === '' ? children : [text(facts.linkWords(page.path, url))];
    return to === undefined ? shown : [{ type: 'link', url: to, children: shown }];
  }

  /** A picture of another server is a link, as on the page. */
  function image(url: string, alt: string): RootContent[] {
    const to = urlOf(url);
    if (to === undefined) return alt === '' ? [] : [text(alt)];
    return facts.target(page.path, url).kind === 'external'
      ? [{ type: 'link', url: to, children: [text(`Image: ${alt || to}`)] }]
      : [{ type: 'image', url: to, alt }];
  }

  function urlOf(url: string): string | undefined {
    return followed(url, facts.target(page.path, url), way);
  }

  function elementInLine(node: Element): RootContent[] {
    const name = node.name ?? '';
    if (isDropped(name)) return [text(`(Not rendered: ${name}.)`)];
    const attributes = plainAttributes(node);
    if (name === 'br') return [{ type: 'break' }];
    if (name === 'a' && attributes['href'] !== undefined)
      return linked(attributes['href'], inline(node.children));
    if (name === 'img') return image(attributes['src'] ?? '', attributes['alt'] ?? '');
    return inline(node.children);
  }

  function component(node: Element): RootContent[] {
    const name = node.name ?? '';
    // What stands in a component is a block, or a part of a line that stands by itself.
    const inside = (): BlockContent[] => blocks(node.children as RootContent[]);
    const made = componentBlocks(name, { attributes: plainAttributes(node), inside, facts, way });
    if (made) return made;
    return isDropped(name) ? [refused(name)] : inside();
  }

  /** Whether the page leaves it out with all that it holds: a program, or what no page of this format may have. */
  function isDropped(name: string): boolean {
    return DROPPED_ELEMENTS.has(name) || (!isForeign && name !== '' && !lookUp(SAFE_ELEMENTS, name));
  }

  function refused(what: string): RootContent {
    return paragraph(`(Not rendered: ${what}.)`);
  }

  function fence(node: Code): RootContent[] {
    const snippet = page.snippetOf.get(node);
    // An expected output stands with its command.
    if (snippet?.isOutput && page.snippets.some(({ output }) => output === snippet)) return [];
    const plain: Code = { type: 'code', lang: snippet?.language || node.lang || null, value: node.value };
    if (snippet?.attributes['ignore'] !== undefined) return [paragraph('An example, not to be run:'), plain];
    if (!snippet?.isRunnable || !commands) return [plain];
    const shown = filled?.(snippet);
    return [
      sayStep(snippet, {
        known: commands.get(snippet),
        verified: verified?.(snippet),
        number: isNumbered ? (number += 1) : undefined,
      }),
      shown ? { ...plain, value: shown.code } : plain,
      ...(shown && shown.unfit.length > 0 ? [paragraph(`Not filled in: ${sayUnfit(shown.unfit)}`)] : []),
      ...expectation(snippet),
    ];
  }
}

/** A comment at the edge of a line leaves a blank there. */
function trimmed(children: PhrasingContent[]): PhrasingContent[] {
  return children
    .map((child, index) => {
      if (child.type !== 'text') return child;
      const start = index === 0 ? child.value.trimStart() : child.value;
      return { ...child, value: index === children.length - 1 ? start.trimEnd() : start };
    })
    .filter((child) => child.type !== 'text' || child.value !== '');
}

/** What a step should print, said to be that: nobody is to run it, or to take it for what was printed. */
function expectation({ expected, output, similarity }: Snippet): RootContent[] {
  if (expected === undefined) return [];
  const isLike = (output?.similarity ?? similarity) !== undefined;
  const isPattern = !isLike && exampleOutput(expected) !== undefined;
  const means = output?.attributes['means'];
  return [
    paragraph(
      isLike
        ? 'Expected output, or one like it:'
        : isPattern
          ? 'Expected output, where a mark at the end of a line makes it a pattern:'
          : 'Expected output:',
    ),
    { type: 'code', lang: 'text', value: expected },
    ...(means === undefined ? [] : [paragraph(`It means: ${means}`)]),
  ];
}
