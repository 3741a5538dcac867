import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import type { Snippet } from '../runbook/snippet.ts';
import type { Catalogue } from '../shell/specs/catalogue.ts';
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
  /** The tools that commands are judged against, the team's own among them. */
  readonly tools: Catalogue;
  readonly parsers: Readonly<Partial<Record<Language, Parser>>>;
  /** Secrets found in each page, by path. */
  readonly secrets: ReadonlyMap<string, readonly SecretHit[]>;
}

/** Loads the parsers that a book's fences need, and looks through its pages for secrets. */
export async function gatherFacts(book: Book, paths?: ReadonlySet<string>): Promise<LintFacts> {
  const pages = listPages(book).filter(({ path }) => !paths || paths.has(path));
  const snippets = pages.flatMap((page) => page.snippets);
  const { findSecrets } = await import('./parsers/secrets.ts');
  const [parsers, secrets, tools] = await Promise.all([
    loadParsers(snippets),
    findSecrets(pages),
    loadTools(book, snippets),
  ]);
  return { parsers, secrets, tools };
}

/** The command data is imported only where commands are judged: half a megabyte that `opsbook find` has no use for. */
async function loadTools(book: Book, snippets: readonly Snippet[]): Promise<Catalogue> {
  const { catalogueFor, withDeclared } = await import('../shell/specs/catalogue.ts');
  const known = await catalogueFor(snippets.map(({ code }) => code).join('\n'));
  const declared = Object.entries(book.settings.commands).map(([name, command]) => ({ name, ...command }));
  return withDeclared(known, declared);
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
