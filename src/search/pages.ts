import { toString } from 'mdast-util-to-string';
import type { Nodes } from 'mdast';
import type { Book } from '../runbook/book.ts';
import { plainAttributes } from '../runbook/read/attributes.ts';
import { walk } from '../runbook/read/walk.ts';
import { DEFAULT_PATTERN } from '../runbook/schema/params.ts';
import { alertPages } from '../runbook/links/alert-pages.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import type { SearchAlert, SearchPage, SearchSection } from './page.ts';

/** What the search reads of an alert rule. */
export interface RuleTexts {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * The runbooks of a book as the index is built from them, each with the alert rules that lead to it.
 * @param partOf reads of a page what only the whole page tells, or remembers it
 */
export function searchPages(
  book: Book,
  rules: readonly RuleTexts[] = [],
  partOf: (runbook: Runbook) => SearchPart = readPart,
): SearchPage[] {
  const runbooks = [...book.runbooks.values()];
  const leading = leadingRules(runbooks, rules);
  return runbooks.map((runbook) => ({
    id: runbook.id,
    title: runbook.title,
    kind: runbook.kind,
    services: runbook.services,
    ...(runbook.owner === undefined ? {} : { owner: runbook.owner }),
    ...(runbook.severity === undefined ? {} : { severity: runbook.severity }),
    summary: runbook.summary,
    symptoms: runbook.symptoms,
    errors: runbook.errors,
    alerts: listAlerts(runbook, leading.get(runbook.id) ?? []),
    ...partOf(runbook),
  }));
}

/** What the search reads of a page besides what its frontmatter claims: all that takes a look at the whole page. */
export type SearchPart = Pick<SearchPage, 'params' | 'sections' | 'acronyms'>;

/** Reads that part of a page. */
export function readPart(runbook: Runbook): SearchPart {
  return {
    params: runbook.params
      .filter(({ isSecret }) => !isSecret)
      .map(({ name, label, pattern, allow }) => ({
        name,
        ...(label === undefined ? {} : { label }),
        ...(pattern === DEFAULT_PATTERN ? {} : { pattern }),
        ...(allow.length > 0 ? { allow } : {}),
      })),
    sections: readSections(runbook),
  };
}

/** Declared alerts first; a rule that several files define is said once. */
function listAlerts({ alerts }: Runbook, rules: readonly RuleTexts[]): SearchAlert[] {
  const names = new Set([...alerts, ...rules.map(({ name }) => name)]);
  return [...names].flatMap((name) => {
    const own = rules.filter((rule) => rule.name === name).map(textsOf);
    const distinct = new Map(own.map((texts) => [JSON.stringify(texts), texts]));
    return own.length === 0 ? [{ name }] : [...distinct.values()].map((texts) => ({ name, ...texts }));
  });
}

function textsOf({ annotations }: RuleTexts): { summary?: string; description?: string } {
  const { summary, description = annotations['message'] } = annotations;
  return { ...(summary ? { summary } : {}), ...(description ? { description } : {}) };
}

/** The rules of each runbook: it declares them, or their `runbook_url` leads to it, or it bears their name. */
function leadingRules(runbooks: readonly Runbook[], rules: readonly RuleTexts[]): Map<string, RuleTexts[]> {
  if (rules.length === 0) return new Map();
  const byPath = groupIds(runbooks, ({ id }) => pathEnds(id));
  const about = alertPages(runbooks);
  const leading = new Map<string, RuleTexts[]>();
  for (const rule of rules) {
    const url = rule.annotations['runbook_url'] ?? rule.annotations['runbook'] ?? '';
    const linked = pathEnds(pathOf(url)).flatMap((end) =>
      byPath.get(end)?.length === 1 ? (byPath.get(end) ?? []) : [],
    );
    const named = about(rule.name);
    const isListed = named.some(({ alerts }) => alerts.includes(rule.name));
    const ids = !isListed && linked.length > 0 ? linked.slice(0, 1) : named.map(({ id }) => id);
    for (const id of ids) leading.set(id, [...(leading.get(id) ?? []), rule]);
  }
  return leading;
}

function groupIds(runbooks: readonly Runbook[], keysOf: (runbook: Runbook) => readonly string[]) {
  const ids = new Map<string, string[]>();
  for (const runbook of runbooks)
    for (const key of keysOf(runbook)) ids.set(key, [...(ids.get(key) ?? []), runbook.id]);
  return ids;
}

/** `a/b/c`, `b/c` and `c`, longest first, in small letters: however much of a path an address repeats. */
function pathEnds(path: string): string[] {
  const parts = path.toLowerCase().split('/').filter(Boolean);
  return parts.map((_, at) => parts.slice(at).join('/'));
}

function pathOf(url: string): string {
  const path = url.replace(/^\w+:\/\/[^/]*/, '').split(/[?#]/, 1)[0] ?? '';
  return path.replace(/\/(?:index|readme)?(?:\.\w+)?$/i, '').replace(/\.(?:mdx?|html?|adoc)$/i, '');
}

type Draft = { -readonly [K in keyof SearchSection]: SearchSection[K] };

/** `server has asked for` may be what a machine prints; `kubectl get pods` is none. */
const FEWEST_WORDS = 4;

/** The text and the code under every heading of a page; what stands before the first is the lead. */
export function readSections({ tree, headingOf, title }: Page): SearchSection[] {
  let section: Draft = { anchor: '', heading: '', level: 1, text: '', code: '' };
  const sections = [section];
  walk(tree, (node) => {
    if (node.type === 'heading') {
      const { text = '', anchor = '', depth = 2 } = headingOf.get(node) ?? {};
      if (depth === 1 && text === title && sections.length === 1) return;
      section = { anchor, heading: text, level: depth, text: '', code: '' };
      sections.push(section);
    } else if (node.type === 'code') section.code += `${node.value}\n`;
    else if (node.type === 'inlineCode') {
      // Its words are a part of the paragraph.
      if (node.value.trim().split(/\s+/, FEWEST_WORDS).length === FEWEST_WORDS)
        section.quoted = `${section.quoted ?? ''}${node.value}\n`;
    } else section.text += textOf(node);
  });
  return sections;
}

/** The words that a node brings, besides those of its children. */
function textOf(node: Nodes): string {
  switch (node.type) {
    case 'paragraph':
    case 'tableCell':
      return `${toString(node)}\n`;
    case 'html':
      return `${node.value.replace(/<[^<>]*>/g, ' ')}\n`;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return Object.values(plainAttributes(node))
        .map((value) => (value === '' ? '' : `${value}\n`))
        .join('');
    default:
      return '';
  }
}
