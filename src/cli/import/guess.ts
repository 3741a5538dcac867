import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Page } from '../../runbook/read/parse.ts';
import { standardSection } from '../../runbook/read/sections.ts';
import type { Kind } from '../../runbook/schema/schema.ts';

type SectionWords = Readonly<Record<string, readonly string[]>>;

// Matches `KubePodCrashLooping`, `HighCPUUsage`, `etcdNoLeader`; not `Runbook`, `README`, `GettingStarted2`.
const ALERT_NAME = /^(?=.{6,})[A-Za-z][a-z]*[A-Z]\w*$/;

/** Whether a word looks like the name of an alert, as Prometheus rules write it. */
export function isAlertName(word: string): boolean {
  return ALERT_NAME.test(word) && /[a-z]/.test(word) && (word.match(/[A-Z]/g) ?? []).length >= 2;
}

/** What a page is about, told from its headings. */
export function guessKind(page: Page, words: SectionWords): Kind {
  const titles = new Set(
    page.headings.filter(({ depth }) => depth === 2).map(({ text }) => standardSection(text, words)),
  );
  if (titles.has('Diagnosis') && (titles.has('Mitigation') || titles.has('Resolution'))) return 'incident';
  return titles.has('Steps') && titles.has('Verification') ? 'procedure' : 'reference';
}

const LONGEST = 160;

/** The first sentence of a page's text. */
export function guessSummary(page: Page): string | undefined {
  const paragraph = page.tree.children.find((node) => node.type === 'paragraph');
  const text = paragraph && toString(paragraph).replace(/\s+/g, ' ').trim();
  if (!text) return undefined;
  const sentence = /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** The items below a heading `Symptoms`; of a paragraph, its sentences. */
export function listSymptoms(page: Page): string[] {
  const { children } = page.tree;
  const start = children.findIndex(
    (node) => node.type === 'heading' && /^symptoms?:?$/i.test(toString(node).trim()),
  );
  if (start < 0) return [];
  const rest = children.slice(start + 1);
  const end = rest.findIndex((node) => node.type === 'heading');
  const found = (end < 0 ? rest : rest.slice(0, end)).flatMap(sentences);
  return [...new Set(found.map((text) => text.replace(/\s+/g, ' ').trim()))].filter(
    (text) => text.length > 2 && text.length <= LONGEST,
  );
}

function sentences(node: Nodes): string[] {
  if (node.type === 'list')
    return node.children.map(({ children: [first] }) => (first ? toString(first) : ''));
  return node.type === 'paragraph' ? [toString(node).replace(/:$/, '')] : [];
}

/** `disk-full` of `Disk full!`: the id that a title or a name would have. */
export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
