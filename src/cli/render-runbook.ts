import type { BlockContent, Code, DefinitionContent, List, Nodes, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Book } from '../runbook/book.ts';
import { plainAttributes } from '../runbook/read/attributes.ts';
import type { Element } from '../runbook/read/attributes.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { lookUp } from '../runbook/words/look-up.ts';
import { printable } from '../runbook/words/printable.ts';
import { shownCommands } from '../run/shown-commands.ts';
import type { ShownCommand } from '../run/shown-commands.ts';
import { sayUnfit } from '../shell/put-values.ts';
import { runbookHead } from './runbook-head.ts';
import { TERMINAL_COMPONENTS } from './terminal-components.ts';
import type { Colours } from './colours.ts';
import { shellWord } from '../runbook/values/shell-word.ts';

export interface Shown {
  readonly runbook: Runbook;
  readonly book: Book;
  readonly values: ReadonlyMap<string, string>;
}

/** A runbook for a terminal: its facts, its values as shell assignments, then its text. */
export function renderRunbook({ runbook, book, values }: Shown, colours: Colours): string {
  const filledOf = shownCommands(runbook.params, values);
  const render = blockRenderer({ page: runbook, book }, colours, (snippet) =>
    filledFence(snippet, colours, filledOf(snippet)),
  );
  const body = runbook.tree.children.flatMap((node) => render(node));
  const unfit = new Set(
    runbook.snippets.flatMap((snippet) => filledOf(snippet).unfit.map(({ name }) => name)),
  );
  const lines = valueLines(runbook, { values, unfit }, colours);
  return [...runbookHead(runbook, book, colours), ...lines, ...body, ''].join('\n');
}

/** A few blocks of a page, as lines. */
export function renderBlocks(
  nodes: readonly RootContent[],
  around: { readonly runbook: Page; readonly book: Book },
  colours: Colours,
): readonly string[] {
  const render = blockRenderer({ page: around.runbook, book: around.book }, colours);
  return nodes.flatMap((node) => render(node));
}

/** A stretch of a runbook: text to show, or a snippet at which a run stops. */
export type Part = { readonly text: string } | { readonly snippet: Snippet };

/** What no text of an author can hold, since `printable` would show it as `\\x00`. */
const STOP = /^[^\u0000]*\u0000(\d+)\u0000$/;

/**
 * A runbook in the order a person reads it, cut where its fences stand.
 * @param isStop whether a fence is a place of its own; others are text
 */
export function renderParts(
  { runbook, book }: Omit<Shown, 'values'>,
  colours: Colours,
  isStop: (snippet: Snippet) => boolean,
): readonly Part[] {
  const stops: Snippet[] = [];
  const render = blockRenderer({ page: runbook, book }, colours, (snippet) =>
    isStop(snippet) ? [`\u0000${stops.push(snippet) - 1}\u0000`] : fence(snippet, colours),
  );
  const lines = [
    ...runbookHead(runbook, book, colours),
    ...runbook.tree.children.flatMap((node) => render(node)),
  ];
  const parts: Part[] = [];
  let text: string[] = [];
  for (const line of [...lines, undefined]) {
    const stop = line === undefined ? undefined : stops[Number(STOP.exec(line)?.[1])];
    if (line !== undefined && stop === undefined) {
      text.push(line);
      continue;
    }
    if (text.some((one) => one.trim() !== '')) parts.push({ text: `${text.join('\n').trimEnd()}\n` });
    text = [];
    if (stop) parts.push({ snippet: stop });
  }
  return parts;
}

/** Assignments to paste first, for the places below where a variable still stands. */
function valueLines(
  { params }: Runbook,
  { values, unfit }: { values: ReadonlyMap<string, string>; unfit: ReadonlySet<string> },
  colours: Colours,
): string[] {
  if (params.length === 0) return [];
  const lines = params.map(({ name, description, isSecret }) => {
    const value = values.get(name);
    const meaning = printable(description); // on one line: a second one would be pasted as a command
    if (isSecret) return `    read -rs ${name} && export ${name}  # ${meaning}`;
    // Set in the shell, it would reach the very places that it was kept out of.
    if (value !== undefined && unfit.has(name))
      return `    # ${name}=${shellWord(value)}  does not fit every command below: ${meaning}`;
    return value === undefined
      ? `    export ${name}=  # to fill in: ${meaning}`
      : `    export ${name}=${shellWord(value)}  # ${meaning}`;
  });
  return [colours.bold('Values'), ...lines, ''];
}

type Block = RootContent | BlockContent | DefinitionContent;

function blockRenderer(
  { page, book }: { readonly page: Page; readonly book: Book },
  colours: Colours,
  renderFence: (snippet: Snippet) => string[] = (snippet) => fence(snippet, colours),
): (node: Block) => string[] {
  const inside = (nodes: readonly Block[], prefix: string): string[] =>
    nodes.flatMap(render).map((line) => (line === '' ? '' : prefix + line));

  function render(node: Block): string[] {
    switch (node.type) {
      case 'yaml':
      case 'definition':
      case 'html':
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
      case 'mdxjsEsm':
        return [];
      case 'heading':
        return [colours.bold(`${'#'.repeat(node.depth)} ${printable(toString(node))}`), ''];
      case 'paragraph':
        return [...inline(node.children).split('\n'), ''];
      case 'code':
        return fenceLines(node);
      case 'list':
        return [...list(node), ''];
      case 'table':
        return [...table(node), ''];
      case 'blockquote':
        return inside(node.children, '> ');
      case 'thematicBreak':
        return ['---', ''];
      case 'mdxJsxFlowElement':
        return [...component(node), ...inside(node.children, '  ')];
      default:
        return 'children' in node ? [inline(node.children), ''] : [printable(toString(node)), ''];
    }
  }

  function fenceLines(node: Code): string[] {
    const snippet = page.snippetOf.get(node);
    return snippet ? [...renderFence(snippet), ''] : [];
  }

  function list(node: List): string[] {
    return node.children.flatMap((item, index) => {
      const mark = node.ordered ? `${(node.start ?? 1) + index}. ` : '- ';
      const [first = '', ...rest] = inside(item.children, '').filter(
        (line, at, all) => line !== '' || at < all.length - 1,
      );
      return [mark + first, ...rest.map((line) => (line === '' ? '' : ' '.repeat(mark.length) + line))];
    });
  }

  function component(node: Element): string[] {
    const attributes = plainAttributes(node);
    const render = lookUp(TERMINAL_COMPONENTS, node.name ?? '');
    if (render) return render({ attributes, book, colours });
    const facts = Object.entries(attributes).filter(([, value]) => value !== '');
    const shown = facts.map(([name, value]) => printable(`${name}="${value}"`)).join(' ');
    return shown ? [colours.dim(`[${printable(node.name ?? '')} ${shown}]`), ''] : [];
  }
  return render;
}

function fence(snippet: Snippet, colours: Colours, code = snippet.code): string[] {
  const { language, name, env, attributes, risk, isOutput } = snippet;
  const notes = [language, name, env, attributes['risk']].filter(Boolean).join(' · ');
  const label = isOutput ? 'expected output' : notes;
  const paint = risk === 'destroy' ? colours.red : risk === 'change' ? colours.yellow : colours.dim;
  return [
    ...(label ? [paint(`  ${printable(label)}`)] : []),
    ...code.split('\n').map((line) => (line ? `    ${codeLine(line)}` : '')),
  ];
}

function filledFence(snippet: Snippet, colours: Colours, filled: ShownCommand): string[] {
  const lines = fence(snippet, colours, filled.code);
  if (filled.unfit.length === 0) return lines;
  return [...lines, colours.yellow(`  not filled in: ${printable(sayUnfit(filled.unfit))}`)];
}

/** A line of code as it is, tabs too: they mean something in a here-document. */
export function codeLine(line: string): string {
  return line.split('\t').map(printable).join('\t');
}

function inline(nodes: readonly Nodes[]): string {
  return nodes
    .map((node): string => {
      if (node.type === 'link') return `${inline(node.children)} (${printable(node.url)})`;
      if (node.type === 'inlineCode') return `\`${printable(node.value)}\``;
      if (node.type === 'break') return '\n';
      if (node.type === 'mdxTextExpression' || node.type === 'html') return '';
      return 'children' in node ? inline(node.children) : proseLines(toString(node));
    })
    .join('');
}

function proseLines(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map(printable)
    .join('\n');
}

function table(node: Table): string[] {
  const rows = node.children.map((row) => row.children.map((cell) => inline(cell.children)));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [header = [], ...body] = rows;
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)];
}
