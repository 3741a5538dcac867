import type { BlockContent, DefinitionContent, List, Nodes, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type picocolors from 'picocolors';
import type { Book } from '../runbook/book.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { printable } from '../runbook/words/printable.ts';
import { parseInfo } from '../runbook/read/snippet.ts';
import { listSnippetPlaces } from '../runbook/values/value-places.ts';
import { walk } from '../runbook/read/walk.ts';
import { putValues } from '../shell/put-values.ts';

export type Colours = ReturnType<typeof picocolors.createColors>;

export interface Shown {
  readonly runbook: Runbook;
  readonly book: Book;
  readonly values: ReadonlyMap<string, string>;
}

/** A runbook for a terminal: its facts, its values as shell assignments, then its text. */
export function renderRunbook({ runbook, book, values }: Shown, colours: Colours): string {
  const commands = commandsWith(runbook, values);
  const render = blockRenderer(colours, (node) => fence(node, colours, commands.get(node)));
  const body = runbook.tree.children.flatMap((node) => render(node));
  return [...head(runbook, book, colours), ...valueLines(runbook, values, colours), ...body, ''].join('\n');
}

/** A few blocks of a page, as lines. */
export function renderBlocks(nodes: readonly RootContent[], colours: Colours): readonly string[] {
  const render = blockRenderer(colours);
  return nodes.flatMap((node) => render(node));
}

/** A stretch of a runbook: text to show, or the number of a fence at which a run stops. */
export type Part = { readonly text: string } | { readonly fence: number };

/** What no text of an author can hold, since `printable` would show it as `\\x00`. */
const STOP = /^[^\u0000]*\u0000(\d+)\u0000$/;

/**
 * A runbook in the order a person reads it, cut where its fences stand.
 * @param isStop whether a fence, by its number in the page, is a place of its own; others are text
 */
export function renderParts(
  { runbook, book }: Omit<Shown, 'values'>,
  colours: Colours,
  isStop: (fence: number) => boolean,
): readonly Part[] {
  const numbers = new Map<CodeNode, number>();
  walk(runbook.tree, (node) => {
    if (node.type === 'code') numbers.set(node, numbers.size);
  });
  const render = blockRenderer(colours, (node) => {
    const number = numbers.get(node);
    return number !== undefined && isStop(number) ? [`\u0000${number}\u0000`] : fence(node, colours);
  });
  const lines = [...head(runbook, book, colours), ...runbook.tree.children.flatMap((node) => render(node))];
  const parts: Part[] = [];
  let text: string[] = [];
  for (const line of [...lines, undefined]) {
    const stop = line === undefined ? undefined : STOP.exec(line)?.[1];
    if (line !== undefined && stop === undefined) {
      text.push(line);
      continue;
    }
    if (text.some((one) => one.trim() !== '')) parts.push({ text: `${text.join('\n').trimEnd()}\n` });
    text = [];
    if (stop !== undefined) parts.push({ fence: Number(stop) });
  }
  return parts;
}

function head(runbook: Runbook, book: Book, colours: Colours): string[] {
  const severity = runbook.severity && (book.severities.get(runbook.severity)?.title ?? runbook.severity);
  const team = runbook.owner === undefined ? undefined : book.teams.get(runbook.owner);
  const owner = runbook.owner && [team?.name ?? runbook.owner, ...(team?.contact ?? [])].join(', ');
  const services = runbook.services.map((id) => book.services.get(id)?.name ?? id).join(', ');
  const facts = [
    severity,
    services,
    owner,
    runbook.reviewed ? `reviewed ${runbook.reviewed}` : 'never reviewed',
  ];
  const list = (label: string, texts: readonly string[]): string[] =>
    texts.length === 0 ? [] : [colours.bold(label), ...texts.map((text) => `  - ${printable(text)}`), ''];
  return [
    colours.bold(printable(runbook.title)),
    ...(runbook.summary ? [printable(runbook.summary)] : []),
    colours.dim(printable(facts.filter(Boolean).join(' · '))),
    '',
    ...list('Symptoms', runbook.symptoms),
    ...list('Alerts', runbook.alerts),
  ];
}

/** Assignments to paste first, for the places below where a variable still stands. */
function valueLines({ params }: Runbook, values: ReadonlyMap<string, string>, colours: Colours): string[] {
  if (params.length === 0) return [];
  const lines = params.map(({ name, description, isSecret }) => {
    const value = values.get(name);
    const meaning = printable(description); // on one line: a second one would be pasted as a command
    if (isSecret) return `    read -rs ${name} && export ${name}  # ${meaning}`;
    return value === undefined
      ? `    export ${name}=  # to fill in: ${meaning}`
      : `    export ${name}=${quote(value)}  # ${meaning}`;
  });
  return [colours.bold('Values'), ...lines, ''];
}

/** A value as one word of the shell, whatever it holds. */
export function quote(value: string): string {
  const shown = printable(value);
  // ANSI-C quoting writes control characters as escapes: `$'a\\x1bb'`.
  if (shown !== value) return `$'${printable(value.replace(/['\\]/g, '\\$&'))}'`;
  return /^[\w./:@%+-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** Every command with the values in place, quoted as on the page; secrets stay variables. */
function commandsWith(runbook: Runbook, values: ReadonlyMap<string, string>): ReadonlyMap<Nodes, string> {
  const secrets = new Set(runbook.params.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  const shown = new Map([...values].filter(([name]) => !secrets.has(name)));
  const commands = new Map<Nodes, string>();
  let index = 0;
  walk(runbook.tree, (node) => {
    const snippet = node.type === 'code' ? runbook.snippets[index++] : undefined;
    if (!snippet) return;
    const { text, assignments } = putValues(snippet.code, listSnippetPlaces(snippet, runbook.params), shown);
    commands.set(node, [...assignments, text].join('\n'));
  });
  return commands;
}

type Block = RootContent | BlockContent | DefinitionContent;

type CodeNode = Extract<Nodes, { type: 'code' }>;

function blockRenderer(
  colours: Colours,
  renderFence: (node: CodeNode) => string[] = (node) => fence(node, colours),
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
        return [...renderFence(node), ''];
      case 'list':
        return [...list(node), ''];
      case 'table':
        return [...table(node), ''];
      case 'blockquote':
        return inside(node.children, '> ');
      case 'thematicBreak':
        return ['---', ''];
      case 'mdxJsxFlowElement':
        return [...component(node.name ?? '', node.attributes), ...inside(node.children, '  ')];
      default:
        return 'children' in node ? [inline(node.children), ''] : [printable(toString(node)), ''];
    }
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

  function component(name: string, attributes: readonly Nodes[] | readonly unknown[]): string[] {
    const label = /^(Note|Warning|Danger|Decision)$/.test(name) ? name : '';
    const facts = attributes.map((attribute) => textOfAttribute(attribute)).filter(Boolean);
    if (label) return [colours.bold(`${label}:`)];
    return facts.length > 0 ? [colours.dim(`[${name} ${facts.join(' ')}]`), ''] : [];
  }
  return render;
}

function textOfAttribute(attribute: unknown): string {
  if (
    typeof attribute !== 'object' ||
    attribute === null ||
    !('name' in attribute) ||
    !('value' in attribute)
  )
    return '';
  return typeof attribute.value === 'string'
    ? printable(`${String(attribute.name)}="${attribute.value}"`)
    : '';
}

function fence(node: CodeNode, colours: Colours, code = node.value): string[] {
  const { language, attributes } = parseInfo(node);
  const notes = [attributes['name'], attributes['env'], attributes['risk']].filter(Boolean);
  const label = language === 'output' ? 'expected output' : [language, ...notes].filter(Boolean).join(' · ');
  const paint =
    attributes['risk'] === 'destroy'
      ? colours.red
      : attributes['risk'] === 'change'
        ? colours.yellow
        : colours.dim;
  return [
    ...(label ? [paint(`  ${printable(label)}`)] : []),
    ...code.split('\n').map((line) => (line ? `    ${codeLine(line)}` : '')),
  ];
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
