import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { bundledLanguages, createCssVariablesTheme, createHighlighter } from 'shiki';
import { findLanguage } from '../../runbook/languages.ts';
import type { BundledLanguage, Highlighter } from 'shiki';

const theme = createCssVariablesTheme({ name: 'opsbook', variablePrefix: '--t-', fontStyle: false });

/** Colours code by class, `t-keyword` and the like: a strict Content-Security-Policy allows no inline style. */
export interface Highlight {
  (code: string, language: string): ElementContent[];
}

/** One for all: a highlighter costs as much as dozens of pages. */
let shared: Promise<Highlighter> | undefined;

/** Loads only the languages that the given fences use. */
export async function createHighlight(languages: Iterable<string>): Promise<Highlight> {
  const known = [...new Set([...languages].map(toKnown))].filter((language) => language !== undefined);
  if (known.length === 0) return plain;
  const highlighter = await (shared ??= createHighlighter({ themes: [theme], langs: [] }));
  await highlighter.loadLanguage(...known);
  return (code, language) => {
    const lang = toKnown(language);
    return lang === undefined ? plain(code) : colour(highlighter, code, lang);
  };
}

function toKnown(language: string): BundledLanguage | undefined {
  const name = findLanguage(language)?.highlightedAs ?? language;
  // A key of the record of bundled languages is a bundled language.
  return Object.hasOwn(bundledLanguages, name) ? (name as BundledLanguage) : undefined;
}

function plain(code: string): ElementContent[] {
  return [{ type: 'text', value: code }];
}

function colour(highlighter: Highlighter, code: string, lang: BundledLanguage): ElementContent[] {
  const { tokens } = highlighter.codeToTokens(code, { lang, theme: 'opsbook' });
  return tokens.flatMap((line, index) => {
    const words = line.map(({ content, color }) => coloured(content, color));
    return index === 0 ? words : [{ type: 'text' as const, value: '\n' }, ...words];
  });
}

/** Matches `var(--t-token-string-expression)`; the plain foreground needs no class. */
const TOKEN = /--t-token-([\w-]+)\)$/;

function coloured(value: string, color: string | undefined): ElementContent {
  const kind = TOKEN.exec(color ?? '')?.[1];
  return kind === undefined || value.trim() === ''
    ? { type: 'text', value }
    : h('span', { class: `t-${kind}` }, value);
}
