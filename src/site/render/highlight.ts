import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { bundledLanguages, bundledLanguagesInfo, createCssVariablesTheme, createHighlighter } from 'shiki';
import { findLanguage } from '../../runbook/languages.ts';
import type { BundledLanguage, GrammarState, Highlighter, ThemedToken } from 'shiki';
import { GRAMMARS_LEFT_OUT } from './grammars-left-out.ts';

const plainTheme = createCssVariablesTheme({ name: 'opsbook', variablePrefix: '--t-', fontStyle: false });

/** In a command the words that it is about stand out, and the flags between them do not. */
const theme: typeof plainTheme = {
  ...plainTheme,
  tokenColors: [
    ...(plainTheme.tokenColors ?? []),
    { scope: ['string.unquoted.argument.shell'], settings: { foreground: 'var(--t-token-argument)' } },
    { scope: ['constant.other.option'], settings: { foreground: 'var(--t-token-flag)' } },
  ],
};

/** Colours code by class, `t-keyword` and the like: a strict Content-Security-Policy allows no inline style. */
export interface Highlight {
  (code: string, language: string): ElementContent[];
}

/** One for all: a highlighter costs as much as dozens of pages. */
let shared: Promise<Highlighter> | undefined;

/** Loads only the languages that the given fences use, and the fences that are shown inside of them. */
export async function createHighlight(fences: Iterable<Fence>): Promise<Highlight> {
  const languages = [...fences].flatMap(({ language, code }) => [language, ...nestedLanguages(code)]);
  const known = [...new Set(languages.map(toKnown))].filter((language) => language !== undefined);
  if (known.length === 0) return plain;
  const highlighter = await (shared ??= createHighlighter({ themes: [theme], langs: [] }));
  await highlighter.loadLanguage(...known);
  return (code, language) => {
    const lang = toKnown(language);
    return lang === undefined ? plain(code) : colour(highlighter, code, lang);
  };
}

/** A fence of a page, as far as its colours go. */
export interface Fence {
  readonly language: string;
  readonly code: string;
}

// Matches the `sql` of a line that begins with ```sql; not the end of such a fence.
const NESTED = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*([\w-]+)/gm;

/** Languages of fences in an example of Markdown: asked for, so that it looks the same whatever was drawn before. */
function nestedLanguages(code: string): string[] {
  return [...code.matchAll(NESTED)].map(([, language = '']) => language);
}

function toKnown(language: string): BundledLanguage | undefined {
  const name = findLanguage(language)?.highlightedAs ?? language;
  // A key of the record of bundled languages is a bundled language.
  return Object.hasOwn(bundledLanguages, name) && !leftOut.has(name) ? (name as BundledLanguage) : undefined;
}

/** By every name that the languages have. */
const leftOut: ReadonlySet<string> = new Set(
  bundledLanguagesInfo
    .filter(({ id }) => GRAMMARS_LEFT_OUT.has(id))
    .flatMap(({ id, aliases = [] }) => [id, ...aliases]),
);

function plain(code: string): ElementContent[] {
  return [{ type: 'text', value: code }];
}

/** By length and not by time: a page looks the same on a machine that is busy. */
const LIMITS = { tokenizeTimeLimit: 0, tokenizeMaxLineLength: 5000 };

/** A grammar takes longer for each line the deeper it is: what no person nests so is shown as it is from there on. */
const MOST_DEPTH = 200;

/** The depth is asked for after each piece, which is so many lines or so many characters. */
const PIECE = { lines: 200, characters: 10_000 };

function colour(highlighter: Highlighter, code: string, lang: BundledLanguage): ElementContent[] {
  const shown: ElementContent[] = [];
  let state: GrammarState | undefined;
  let isDeep = false;
  for (const [index, piece] of [...piecesOf(code)].entries()) {
    if (index > 0) shown.push({ type: 'text', value: '\n' });
    if (isDeep) {
      shown.push(...plain(piece));
      continue;
    }
    const before = state ? { grammarState: state } : {};
    const result = highlighter.codeToTokens(piece, { lang, theme: 'opsbook', ...LIMITS, ...before });
    shown.push(...wordsOf(result.tokens));
    state = result.grammarState;
    isDeep = (state?.getScopes()?.length ?? 0) > MOST_DEPTH;
  }
  return shown;
}

function wordsOf(tokens: readonly (readonly ThemedToken[])[]): ElementContent[] {
  return tokens.flatMap((line, index) => {
    const words = line.map(({ content, color }) => coloured(content, color));
    return index === 0 ? words : [{ type: 'text' as const, value: '\n' }, ...words];
  });
}

/** Whole lines that stand together; nearly every snippet is one piece. */
function* piecesOf(code: string): Generator<string> {
  let [start, at, lines] = [0, 0, 0];
  for (let end = code.indexOf('\n'); end >= 0; end = code.indexOf('\n', at)) {
    lines += 1;
    if (lines >= PIECE.lines || end - start >= PIECE.characters) {
      yield code.slice(start, end);
      [start, lines] = [end + 1, 0];
    }
    at = end + 1;
  }
  yield code.slice(start);
}

/** Matches `var(--t-token-string-expression)`; the plain foreground needs no class. */
const TOKEN = /^var\(--t-token-([\w-]+)\)$/;

function coloured(value: string, color: string | undefined): ElementContent {
  const kind = TOKEN.exec(color ?? '')?.[1];
  return kind === undefined || value.trim() === ''
    ? { type: 'text', value }
    : h('span', { class: `t-${kind}` }, value);
}
