import type { Nodes } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { raw } from 'hast-util-raw';
import type { Snippet } from '../../runbook/read/snippet.ts';
import { highlightOwn } from './own-colours.ts';
import { renderCard } from './snippet-card.ts';

/**
 * Draws a fence of the manual as the fences of a book are drawn.
 * @param html the `code` element that MDX made of it
 */
export async function renderFence(html: string): Promise<string> {
  const content = raw({ type: 'raw', value: html });
  const language = languageOf(content);
  const snippet = example(language, textOf(content).replace(/\n$/, ''));
  const highlight = await highlightOwn([snippet]);
  return toHtml(renderCard([snippet], { ...NOTHING_KNOWN, highlight }));
}

/** An example of the manual stands for no step of a book. */
const NOTHING_KNOWN = {
  number: 0,
  anchor: undefined,
  params: [],
  places: () => [],
  commands: new Map<Snippet, never>(),
};

function example(language: string, code: string): Snippet {
  const nothing = {
    name: undefined,
    risk: undefined,
    env: undefined,
    range: undefined,
    output: undefined,
    expected: undefined,
  };
  const place = { codeLine: undefined, codeColumn: undefined, section: '' };
  return { ...nothing, ...place, language, code, attributes: {}, isRunnable: false, isOutput: false };
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

// Matches `language-mdx`; not `languages`.
const LANGUAGE = /\blanguage-(\S+)/;

function languageOf(node: Nodes): string {
  if (!('children' in node)) return '';
  const classes = node.type === 'element' ? String(node.properties['className'] ?? '') : '';
  return LANGUAGE.exec(classes)?.[1] ?? node.children.map(languageOf).join('');
}
