import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import type { Snippet } from '../runbook/snippet.ts';
import type { SecretHit } from './parsers/secrets.ts';
import type { Parser } from './parsers/syntax.ts';

/** Languages that opsbook can read, by the names authors give their fences. */
export const LANGUAGES = {
  sql: ['sql', 'psql', 'postgresql', 'pgsql'],
  promql: ['promql'],
  logql: ['logql'],
  json: ['json'],
  jsonLines: ['jsonl', 'ndjson'],
  yaml: ['yaml', 'yml'],
  dockerfile: ['dockerfile', 'docker'],
  cron: ['cron', 'crontab'],
} as const satisfies Record<string, readonly string[]>;
export type Language = keyof typeof LANGUAGES;

/** What rules are told that takes time to learn: parsers that must be loaded, and answers that come later. */
export interface LintFacts {
  readonly parsers: Readonly<Partial<Record<Language, Parser>>>;
  /** Secrets found in each page, by path. */
  readonly secrets: ReadonlyMap<string, readonly SecretHit[]>;
  /** What the search says of the book. */
  readonly search?: SearchFacts;
}

/** What rules ask the search: it looks when it is asked. */
export interface SearchFacts {
  /** Why an `errors:` entry cannot be searched for, as the end of a sentence. */
  readonly errorFault: (entry: string) => string | undefined;
  /** Symptoms and error strings of a runbook for which another runbook is found first, by their text. */
  readonly outranked: (id: string) => ReadonlyMap<string, string>;
}

/** Loads the parsers that a book's fences need, and looks through its pages for secrets. */
export async function gatherFacts(book: Book, paths?: ReadonlySet<string>): Promise<LintFacts> {
  const pages = listPages(book).filter(({ path }) => !paths || paths.has(path));
  const snippets = pages.flatMap((page) => page.snippets);
  const { findSecrets } = await import('./parsers/secrets.ts');
  const [parsers, secrets] = await Promise.all([loadParsers(snippets), findSecrets(pages)]);
  return { parsers, secrets };
}

/** The language that a fence says it is in, if it is one that opsbook can read. */
export function languageOf({ language }: Snippet): Language | undefined {
  const names = Object.keys(LANGUAGES) as Language[]; // the keys of the object are the languages
  return names.find((name) => (LANGUAGES[name] as readonly string[]).includes(language));
}

/** Every parser; each is imported only if a fence is in its language, or if a command may carry it. */
async function loadParsers(snippets: readonly Snippet[]): Promise<LintFacts['parsers']> {
  const inShell = snippets.map(({ code }) => code).join('\n');
  const isUsed = (language: Language, carrier?: RegExp): boolean =>
    snippets.some((snippet) => languageOf(snippet) === language) || (carrier?.test(inShell) ?? false);
  const [{ promql, logql }, data] = await Promise.all([
    import('./parsers/queries.ts'),
    import('./parsers/data.ts'),
  ]);
  return {
    promql,
    logql,
    json: data.json,
    jsonLines: data.jsonLines,
    yaml: data.yaml,
    dockerfile: data.dockerfile,
    cron: data.cron,
    ...(isUsed('sql', /\bpsql\b/) ? { sql: await (await import('./parsers/sql.ts')).loadSql() } : {}),
  };
}
