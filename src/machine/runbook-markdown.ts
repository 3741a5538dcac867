import type { Blockquote, BlockContent, Code, List, Paragraph, Root, RootContent, Table } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { toString } from 'mdast-util-to-string';
import type { Book } from '../runbook/book.ts';
import { plainAttributes } from '../runbook/read/attributes.ts';
import type { Element } from '../runbook/read/attributes.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { chosenServices } from '../runbook/schema/components.ts';
import { shownCommands } from '../run/shown-commands.ts';
import type { ShownCommand } from '../run/shown-commands.ts';
import { sayUnfit } from '../shell/put-values.ts';
import { lookUp } from '../runbook/words/look-up.ts';
import { runbookDocument } from './describe-book.ts';
import type { DescribedBook } from './describe-book.ts';
import type { RunbookDocument } from './book-document.ts';

/**
 * A runbook as plain GitHub Markdown, with the facts in it that its page shows: nothing in it is a component.
 * @param values by the names of its params, put into the commands as `opsbook show` does
 */
export function runbookMarkdown(
  runbook: Runbook,
  described: DescribedBook,
  values?: ReadonlyMap<string, string>,
): string {
  const document = runbookDocument(runbook, described);
  const head = [
    heading(1, runbook.title),
    ...(runbook.summary ? [paragraph(runbook.summary)] : []),
    bullets(factsOf(document, described.opened.book)),
    ...list('Symptoms', document.symptoms),
    ...list('In logs and alerts', document.errors, { isCode: true }),
    ...paramTable(document),
  ];
  const filled = values && shownCommands(runbook.params, values);
  return print([...head, ...pageBlocks(runbook, described, filled)]);
}

/** A guide as plain GitHub Markdown. */
export function guideMarkdown(page: Page, described: DescribedBook): string {
  return print([heading(1, page.title), ...pageBlocks(page, described)]);
}

function print(children: RootContent[]): string {
  const root: Root = { type: 'root', children };
  return toMarkdown(root, {
    extensions: [gfmToMarkdown()],
    bullet: '-',
    emphasis: '_',
    rule: '-',
    listItemIndent: 'one',
  });
}

function factsOf(
  { kind, severity, services, owner, alerts, review, draft }: RunbookDocument,
  book: Book,
): string[] {
  const team = owner === undefined ? undefined : book.teams.get(owner);
  const level = severity === undefined ? undefined : book.severities.get(severity);
  const facts: (readonly [string, string])[] = [
    ['Kind', draft ? `${kind}, a draft` : kind],
    [
      'Severity',
      severity === undefined ? '' : [level?.title ?? severity, level?.meaning].filter(Boolean).join(': '),
    ],
    ['Service', services.map((id) => book.services.get(id)?.name ?? id).join(', ')],
    ['Owner', owner === undefined ? '' : [team?.name ?? owner, ...(team?.contact ?? [])].join(', ')],
    ['Alerts', alerts.join(', ')],
    ['Review', review ? [review.words, ...review.reasons].join('; ') : ''],
  ];
  return facts.flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
}

function list(title: string, entries: readonly string[], { isCode = false } = {}): RootContent[] {
  if (entries.length === 0) return [];
  return [paragraph(`${title}:`), isCode ? codeBullets(entries) : bullets(entries)];
}

function paramTable({ params }: RunbookDocument): RootContent[] {
  if (params.length === 0) return [];
  const rows = params.map(({ name, description, default: value, secret }) => [
    name,
    description,
    secret ? 'secret: ask, never write it down' : (value ?? ''),
  ]);
  return [heading(2, 'Values'), table([['Name', 'What to fill in', 'Default'], ...rows])];
}

/** The blocks of a page, every component as what it says. */
function pageBlocks(
  page: Page,
  described: DescribedBook,
  filled?: (snippet: Snippet) => ShownCommand,
): RootContent[] {
  const { book, contract } = described.opened;
  const own = page.tree.children.filter(({ type }) => type !== 'yaml');
  const isTitle = own[0]?.type === 'heading' && own[0].depth === 1 && toString(own[0]) === page.title;
  return own.slice(isTitle ? 1 : 0).flatMap(block);

  function block(node: RootContent): RootContent[] {
    switch (node.type) {
      case 'yaml':
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
      case 'mdxjsEsm':
        return [];
      case 'html':
        return /^<!--/.test(node.value.trimStart()) ? [] : [node];
      case 'code':
        return fence(node);
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return component(node);
      case 'paragraph':
      case 'heading':
        return [{ ...node, children: inline(node.children) as typeof node.children }];
      case 'blockquote':
        return [{ ...node, children: blocks(node.children) }];
      case 'list':
        return [
          {
            ...node,
            children: node.children.map((item) => ({ ...item, children: blocks(item.children) })),
          },
        ];
      default:
        return [node];
    }
  }

  function blocks(nodes: readonly RootContent[]): BlockContent[] {
    // What stands in a block is made of blocks.
    return nodes.flatMap(block) as BlockContent[];
  }

  function fence(node: Code): RootContent[] {
    const snippet = page.snippetOf.get(node);
    // An expected output stands with its command.
    if (snippet?.isOutput && page.snippets.some(({ output }) => output === snippet)) return [];
    const plain: Code = { type: 'code', lang: snippet?.language || node.lang || null, value: node.value };
    if (snippet?.attributes['ignore'] !== undefined) return [paragraph('An example, not to be run:'), plain];
    if (!snippet?.isRunnable) return [plain];
    const shown = filled?.(snippet);
    return [
      paragraph(sayStep(snippet)),
      shown ? { ...plain, value: shown.code } : plain,
      ...(shown && shown.unfit.length > 0 ? [paragraph(`Not filled in: ${sayUnfit(shown.unfit)}`)] : []),
      ...expectation(snippet),
    ];
  }

  function sayStep(snippet: Snippet): string {
    const { name, env, attributes } = snippet;
    const facts = described.facts.get(snippet);
    const risk = facts?.risk ?? snippet.risk ?? 'change';
    const parts = [
      name === undefined ? 'Step' : `Step ${name}`,
      `risk: ${risk}${facts?.because === undefined ? '' : ` (${facts.because})`}`,
      env === undefined ? '' : `in ${env}`,
      attributes['rollback'] === undefined ? '' : `undone by ${attributes['rollback']}`,
    ];
    return `${parts.filter(Boolean).join(', ')}:`;
  }

  function expectation({ expected }: Snippet): RootContent[] {
    return expected === undefined
      ? []
      : [paragraph('Expected output:'), { type: 'code', lang: 'text', value: expected }];
  }

  function component(node: Element): RootContent[] {
    const attributes = plainAttributes(node);
    const inside = (): BlockContent[] => blocks(node.children as RootContent[]);
    const title = attributes['title'];
    const named = lookUp(
      {
        Note: () => [alert('NOTE', title, inside())],
        Warning: () => [alert('WARNING', title, inside())],
        Danger: () => [alert('CAUTION', title, inside())],
        Decision: () => [alert('IMPORTANT', ['Decision', title].filter(Boolean).join(': '), inside())],
        Tab: () => [strong(attributes['label'] ?? ''), ...inside()],
        ServiceTable: () => serviceTable(attributes),
        HealthChecks: () => healthTable(attributes),
        AlertFacts: () => alertFacts(attributes['alert'] ?? ''),
      } satisfies Record<string, () => RootContent[]>,
      node.name ?? '',
    );
    return named ? named() : inside();
  }

  function serviceTable(attributes: Readonly<Record<string, string>>): RootContent[] {
    const rows = chosenServices(attributes, book.services.values()).map(
      ({ name, host, ports, description }) => {
        const open = (ports ?? []).map(({ port, exposed }) =>
          exposed ? `${port} (${exposed})` : String(port),
        );
        return [name, host ?? '', open.join(', '), description];
      },
    );
    return rows.length === 0 ? [] : [table([['Service', 'Host', 'Ports', 'What it does'], ...rows])];
  }

  function healthTable(attributes: Readonly<Record<string, string>>): RootContent[] {
    const rows = chosenServices(attributes, book.services.values()).flatMap(({ name, health }) =>
      (health ?? []).map(({ check, url, command, expect }) => [
        name,
        check,
        command ?? url ?? '',
        expect ?? '',
      ]),
    );
    return rows.length === 0 ? [] : [table([['Service', 'Check', 'How', 'Well when'], ...rows])];
  }

  function alertFacts(name: string): RootContent[] {
    const rule = contract.links.find((link) => link.rule.name === name)?.rule;
    if (!rule) return [paragraph(`Alert ${name}: no rule of this book raises it.`)];
    const labels = Object.entries(rule.labels).map(([label, value]) => `${label}=${value}`);
    return [
      paragraph(`Alert ${name}${rule.duration === undefined ? '' : `, after ${rule.duration}`}:`),
      { type: 'code', lang: rule.dialect === 'prometheus' ? 'promql' : 'text', value: rule.expression },
      ...(labels.length === 0 ? [] : [paragraph(`Labels: ${labels.join(', ')}`)]),
    ];
  }
}

/** Text with components inside a line as what stands in them. */
function inline(nodes: readonly RootContent[]): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (node.type === 'mdxTextExpression') return [];
    if (node.type === 'mdxJsxTextElement') return inline(node.children);
    if (node.type === 'link')
      return [{ ...node, url: twinOf(node.url), children: inline(node.children) as typeof node.children }];
    if ('children' in node && node.type !== 'table')
      return [{ ...node, children: inline(node.children as RootContent[]) } as RootContent];
    return [node];
  });
}

/** Where a link to another page of the book leads among the twins. */
function twinOf(url: string): string {
  const [path = '', ...rest] = url.split(/(?=[?#])/);
  return /^[a-z][a-z+.-]*:/i.test(path) ? url : [path.replace(/\.mdx$/i, '.md'), ...rest].join('');
}

/** A callout as GitHub draws it; its first line may be nothing else. */
function alert(kind: string, title: string | undefined, children: BlockContent[]): Blockquote {
  const mark: Paragraph = { type: 'paragraph', children: [{ type: 'html', value: `[!${kind}]` }] };
  return { type: 'blockquote', children: [mark, ...(title ? [strong(title)] : []), ...children] };
}

function strong(value: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value }] }] };
}

function heading(depth: 1 | 2, value: string): RootContent {
  return { type: 'heading', depth, children: [{ type: 'text', value: oneLine(value) }] };
}

function paragraph(value: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value: oneLine(value) }] };
}

function bullets(entries: readonly string[]): List {
  return listOf(entries.map((entry) => paragraph(entry)));
}

function codeBullets(entries: readonly string[]): List {
  return listOf(
    entries.map((value) => ({
      type: 'paragraph',
      children: [{ type: 'inlineCode', value: oneLine(value) }],
    })),
  );
}

function listOf(paragraphs: readonly Paragraph[]): List {
  return {
    type: 'list',
    spread: false,
    children: paragraphs.map((child) => ({ type: 'listItem', spread: false, children: [child] })),
  };
}

function table(rows: readonly (readonly string[])[]): Table {
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((value) => ({
        type: 'tableCell',
        children: [{ type: 'text', value: oneLine(value) }],
      })),
    })),
  };
}

/** A text of somebody's on one line: a second one would begin a block of its own. */
function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}
