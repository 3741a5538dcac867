import type { BlockContent, Code, DefinitionContent, List, Nodes, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Book } from '../runbook/book.ts';
import { plainAttributes } from '../runbook/read/attributes.ts';
import type { Element } from '../runbook/read/attributes.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { lookUp } from '../shell/look-up.ts';
import { printable } from '../runbook/words/printable.ts';
import { shownCommands } from '../run/shown-commands.ts';
import type { ShownCommand } from '../run/shown-commands.ts';
import { sayUnfit } from '../shell/put-values.ts';
import { runbookHead } from './runbook-head.ts';
import { TERMINAL_COMPONENTS } from './terminal-components.ts';
import type { Colours } from './colours.ts';
import type { Look } from './look.ts';
import { beside, wrapText } from './wrap-text.ts';
import stringWidth from 'string-width';
import { shellWord } from '../runbook/values/shell-word.ts';

export interface Shown {
  readonly runbook: Runbook;
  readonly book: Book;
  readonly values: ReadonlyMap<string, string>;
  /** What has happened since it was reviewed, where somebody asked. */
  readonly since?: readonly string[];
}

/** A runbook for a terminal: its facts, its values as shell assignments, then its text. */
export function renderRunbook({ runbook, book, values, since = [] }: Shown, look: Look): string {
  const { colours } = look;
  const filledOf = shownCommands(runbook.params, values);
  const render = blockRenderer({ page: runbook, book }, look, (snippet) =>
    filledFence(snippet, colours, filledOf(snippet)),
  );
  const body = runbook.tree.children.flatMap((node) => render(node));
  const unfit = new Set(
    runbook.snippets.flatMap((snippet) => filledOf(snippet).unfit.map(({ name }) => name)),
  );
  const lines = valueLines(runbook, { values, unfit }, colours);
  return [...runbookHead({ runbook, book, since }, look), ...lines, ...body, ''].join('\n');
}

/** A guide or a template for a terminal. */
export function renderGuide(
  { page, book }: { readonly page: Page; readonly book: Book },
  look: Look,
): string {
  const render = blockRenderer({ page, book }, look);
  const head = [
    look.colours.bold(printable(page.title)),
    ...wrapText(printable(page.summary), look.width),
    '',
  ];
  return [...head, ...page.tree.children.flatMap((node) => render(node)), ''].join('\n');
}

/** A few blocks of a page, as lines. */
export function renderBlocks(
  nodes: readonly RootContent[],
  around: { readonly runbook: Page; readonly book: Book },
  look: Look,
): readonly string[] {
  const render = blockRenderer({ page: around.runbook, book: around.book }, look);
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
  { runbook, book }: Omit<Shown, 'values' | 'since'>,
  look: Look,
  isStop: (snippet: Snippet) => boolean,
): readonly Part[] {
  const stops: Snippet[] = [];
  const { colours } = look;
  const render = blockRenderer({ page: runbook, book }, look, (snippet) =>
    isStop(snippet) ? [`\u0000${stops.push(snippet) - 1}\u0000`] : fence(snippet, colours),
  );
  const lines = [
    ...runbookHead({ runbook, book, since: [] }, look),
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
  { colours, width: columns }: Look,
  renderFence: (snippet: Snippet) => string[] = (snippet) => fence(snippet, colours),
): (node: Block) => string[] {
  const inside = (nodes: readonly Block[], prefix: string, width: number | undefined): string[] =>
    nodes
      .flatMap((node) => render(node, beside(width, prefix)))
      .map((line) => (line === '' ? '' : prefix + line));
  const prose = (nodes: readonly Nodes[], width: number | undefined): string[] => [
    ...wrapText(inline(nodes, { colours, isWrapped: width !== undefined }), width),
    '',
  ];

  function render(node: Block, width: number | undefined): string[] {
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
        return prose(node.children, width);
      case 'code':
        return fenceLines(node);
      case 'list':
        return [...list(node, width), ''];
      case 'table':
        return [...table(node, { colours, width }), ''];
      case 'blockquote':
        return inside(node.children, '> ', width);
      case 'thematicBreak':
        return ['---', ''];
      case 'mdxJsxFlowElement':
        return [...component(node), ...inside(node.children, '  ', width)];
      default:
        return 'children' in node ? prose(node.children, width) : [printable(toString(node)), ''];
    }
  }

  function fenceLines(node: Code): string[] {
    const snippet = page.snippetOf.get(node);
    return snippet ? [...renderFence(snippet), ''] : [];
  }

  function list(node: List, width: number | undefined): string[] {
    return node.children.flatMap((item, index) => {
      const mark = node.ordered ? `${(node.start ?? 1) + index}. ` : '- ';
      const [first = '', ...rest] = inside(item.children, '', beside(width, mark)).filter(
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
  return (node) => render(node, columns);
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

interface Prose {
  readonly colours: Colours;
  /** Whether line breaks of the source are blanks, since the text is broken anew. */
  readonly isWrapped: boolean;
}

function inline(nodes: readonly Nodes[], how: Prose): string {
  const { colours, isWrapped } = how;
  return nodes
    .map((node): string => {
      if (node.type === 'link') {
        const text = inline(node.children, how);
        const address = printable(node.url);
        return text === '' || text === address
          ? colours.underline(address)
          : `${colours.underline(text)} (${address})`;
      }
      if (node.type === 'inlineCode') return colours.cyan(`\`${printable(node.value)}\``);
      if (node.type === 'strong') return colours.bold(inline(node.children, how));
      if (node.type === 'emphasis') return colours.italic(inline(node.children, how));
      if (node.type === 'break') return '\n';
      if (node.type === 'mdxTextExpression' || node.type === 'html') return '';
      if ('children' in node) return inline(node.children, how);
      const lines = proseLines(toString(node));
      return isWrapped ? lines.replaceAll('\n', ' ') : lines;
    })
    .join('');
}

function proseLines(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map(printable)
    .join('\n');
}

function table(node: Table, { colours, width }: Look): string[] {
  const how = { colours, isWrapped: true };
  const rows = node.children.map((row) => row.children.map((cell) => inline(cell.children, how)));
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  const [header = [], ...body] = rows;
  const all = widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  // Columns that do not fit in the window say nothing: then each row is a list of what it has.
  if (width !== undefined && all > width) return body.flatMap((row) => rowAsList(row, { header, width }));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell))))
      .join(GAP)
      .trimEnd();
  return [line(header), widths.map((one) => '-'.repeat(one)).join(GAP), ...body.map(line)];
}

const GAP = '  ';

function rowAsList(
  row: readonly string[],
  { header, width }: { readonly header: readonly string[]; readonly width: number },
): string[] {
  const cells = row.flatMap((cell, column) =>
    cell === '' ? [] : [header[column] ? `${header[column]}: ${cell}` : cell],
  );
  return cells.flatMap((cell, at) =>
    wrapText(cell, width - GAP.length).map((line, part) =>
      at === 0 && part === 0 ? `- ${line}` : GAP + line,
    ),
  );
}
