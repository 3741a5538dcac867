import type { Snippet } from '../../runbook/snippet.ts';
import { classifyFence } from '../../shell/classify.ts';
import type { FenceKind } from '../../shell/classify.ts';
import { parseScript } from '../../shell/parse.ts';
import type { LintFacts } from '../facts.ts';
import { LANGUAGES, languageOf } from '../facts.ts';
import type { Language } from '../facts.ts';
import type { Rule } from '../rule.ts';
import { isSession, isShell } from '../shell-snippets.ts';

interface Fit {
  /** What the fence should say. */
  readonly language: string;
  readonly called: string;
}

const FITS: Readonly<Partial<Record<FenceKind, Fit>>> = {
  session: { language: 'console', called: 'a command with what it printed' },
  json: { language: 'json', called: 'JSON' },
  sql: { language: 'sql', called: 'SQL' },
  promql: { language: 'promql', called: 'PromQL' },
  logql: { language: 'logql', called: 'LogQL' },
  yaml: { language: 'yaml', called: 'YAML' },
  output: { language: 'text', called: 'what a command printed' },
};

export const fenceLanguageFits: Rule = {
  id: 'fence-language-fits',
  summary: 'Give every fence the language that it is in',
  level: 'warning',
  check({ page, facts }, report) {
    for (const snippet of page.snippets) {
      if (snippet.isOutput || snippet.attributes['ignore'] === 'true') continue;
      const fit = findFit(snippet, facts);
      if (!fit || fit.language === snippet.language) continue;
      const message = `Change the fence's language from \`${snippet.language}\` to \`${fit.language}\`: this is ${fit.called}.`;
      report(message, snippet.range && { start: snippet.range.start, end: snippet.range.start });
    }
  },
};

function findFit(snippet: Snippet, facts: LintFacts): Fit | undefined {
  if (isSession(snippet)) return undefined;
  if (isShell(snippet)) return FITS[classifyFence(snippet.code, judges(facts))];
  const language = languageOf(snippet);
  return language && isShellInDisguise(snippet, language, facts)
    ? { language: 'bash', called: 'a command' }
    : undefined;
}

function judges({ catalogue, parsers }: LintFacts) {
  const names = new Set(catalogue.names);
  const accepts = Object.fromEntries(
    (Object.keys(LANGUAGES) as Language[]) // the keys of the object are the languages
      .flatMap((language) => {
        const parse = parsers[language];
        return parse ? [[language, (text: string) => parse(text) === undefined]] : [];
      }),
  );
  return { isCommand: (name: string) => names.has(name), accepts };
}

/** A command in the fence of another language: that language refuses it, and its first word is a tool. */
function isShellInDisguise(
  { code }: Snippet,
  language: Language,
  { catalogue, parsers }: LintFacts,
): boolean {
  const parse = parsers[language];
  if (!parse || parse(code) === undefined) return false;
  const script = parseScript(code);
  const first = script.commands[0]?.words[0];
  return script.errors.length === 0 && first !== undefined && catalogue.names.includes(first.value);
}
