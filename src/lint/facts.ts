import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import type { LinkAnswer } from '../runbook/links/external-link.ts';
import type { Surroundings } from '../runbook/links/book-links.ts';
import { parserOf } from '../runbook/languages.ts';
import type { ParserName } from '../runbook/languages.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { promqlDialect } from '../runbook/schema/settings.ts';
import type { PromqlDialect } from '../shell/queries/promql-fault.ts';
import { gradeSql } from '../shell/risk/sql-risk.ts';
import type { SqlGrader } from '../shell/risk/sql-risk.ts';
import type { Catalogue } from '../shell/specs/catalogue.ts';
import type { AlertFacts } from './alert-facts.ts';
import { listJqPrograms } from './jq-programs.ts';
import type { SecretHit } from './parsers/secrets.ts';
import type { Parser } from './parsers/syntax.ts';
import type { ChangedSince, ReviewFacts } from './review-facts.ts';
import type { WorldFacts } from './page-names.ts';

/** What rules are told that takes time to learn: parsers that must be loaded, and answers that come later. */
export interface LintFacts {
  readonly parsers: Readonly<Partial<Record<ParserName, Parser>>>;
  /** Secrets found in each page, by path. */
  readonly secrets: ReadonlyMap<string, readonly SecretHit[]>;
  /** What the search says of the book. */
  readonly search?: SearchFacts;
  /** By id, what runbooks speak of that has changed since their reviews; see `ChangedSince`. */
  readonly changedSince?: ReadonlyMap<string, ChangedSince>;
  /** The reviews of its runbooks, on one day. */
  readonly review?: ReviewFacts;
  /** The alert rules beside the book. */
  readonly alerts?: AlertFacts;
  /** What is there to be named, as the repository tells; without it no name is judged. */
  readonly world?: WorldFacts;
  /** The tools that commands are judged against. */
  readonly tools: Catalogue;
  readonly gradeSql: SqlGrader;
  /** Why jq programs do not compile, by program. */
  readonly jq: ReadonlyMap<string, string>;
  /** What other sites answered, by link; only where they were asked. */
  readonly external?: ReadonlyMap<string, LinkAnswer>;
  /** What links may lead to besides the book's own files. */
  readonly links?: LinkFacts;
  /** What ShellCheck says, by the path of a page and the number of its snippet, where it is there and was asked. */
  readonly shellcheck?: ReadonlyMap<string, ReadonlyMap<number, readonly ShellCheckNote[]>>;
}

/** What is known of addresses from elsewhere: git, alert rules, opsbook's own manual. */
export type LinkFacts = Pick<Surroundings, 'addresses' | 'moved' | 'around'>;

/** What rules ask the search: it looks when it is asked. */
export interface SearchFacts {
  /** Why an `errors:` entry cannot be searched for, as the end of a sentence. */
  readonly errorFault: (entry: string) => string | undefined;
  /** Symptoms and error strings of a runbook for which another runbook is found first, by their text. */
  readonly outranked: (id: string) => ReadonlyMap<string, string>;
  /** The runbook that is found first for some words. */
  readonly first: (words: string) => string | undefined;
}

/** One remark of ShellCheck: line and columns of the snippet's code, from 1. */
export interface ShellCheckNote {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** As in `SC2046`. */
  readonly code: string;
  readonly message: string;
}

/** What is known without looking: for single texts, and for tests of rules that need no more. */
export const NO_FACTS: LintFacts = {
  parsers: {},
  secrets: new Map(),
  tools: { names: [], find: () => undefined },
  gradeSql,
  jq: new Map(),
};

/** Tools of which one mention anywhere in a book has more loaded for all of it. */
const LOADED_WHEN_NAMED = ['psql', 'aws', 'gcloud', 'az'] as const;

/** Those of them that snippets speak of, as words. */
export function loadedFor(snippets: readonly Snippet[]): readonly string[] {
  const codes = snippets.map(({ code }) => code).join('\n');
  const isSql = snippets.some(({ language }) => parserOf(language) === 'sql');
  const words = new Set(codes.match(/\w+/g));
  return LOADED_WHEN_NAMED.filter((name) => (name === 'psql' && isSql) || words.has(name));
}

/**
 * Loads the parsers that a book's fences need, and looks through its pages for secrets.
 * @param named what snippets of the other pages speak of, where only some are looked at: see `loadedFor`
 */
export async function gatherFacts(
  book: Book,
  paths?: ReadonlySet<string>,
  named?: readonly string[],
): Promise<LintFacts> {
  const pages = listPages(book).filter(({ path }) => !paths || paths.has(path));
  // No more of them than is asked for: pages of a large book may be let go.
  const snippets = pages.flatMap((page) => page.snippets.map(({ code, language }) => ({ code, language })));
  const { findSecrets } = await import('./parsers/secrets.ts');
  const [parsers, secrets, tools] = await Promise.all([
    loadParsers(snippets, promqlDialect(book.settings.alerts), named),
    findSecrets(pages),
    loadTools(book, snippets, named),
  ]);
  const sqlGrader = parsers.sql ? await (await import('./parsers/sql-grade.ts')).loadSqlGrader() : gradeSql;
  const facts = { parsers, secrets, tools, gradeSql: sqlGrader, jq: new Map<string, string>() };
  return { ...facts, jq: await findJqFaults(pages, facts) };
}

/** What a book's commands are judged by. The command data is imported only where commands are judged: half a megabyte that `opsbook find` has no use for. */
export async function loadTools(
  { settings }: Pick<Book, 'settings'>,
  snippets: readonly Pick<Snippet, 'code'>[],
  named: readonly string[] = [],
): Promise<Catalogue> {
  const [{ catalogueFor }, { withDeclared }] = await Promise.all([
    import('../shell/specs/catalogue.ts'),
    import('../shell/specs/declared.ts'),
  ]);
  const known = await catalogueFor([...named, ...snippets.map(({ code }) => code)].join('\n'));
  const declared = Object.entries(settings.commands).map(([name, command]) => ({ name, ...command }));
  return withDeclared(known, declared);
}

async function findJqFaults(pages: readonly Page[], facts: LintFacts): Promise<LintFacts['jq']> {
  const programs = pages
    .filter(({ text }) => /\bg?o?jq\b/.test(text))
    .flatMap((page) => listJqPrograms(page, facts).map(({ text }) => text));
  if (programs.length === 0) return new Map();
  return (await import('./parsers/jq.ts')).compileJq(programs);
}

/** How the parser of each language is imported: some bring a library that takes as long to load as to read a book. */
const PARSERS: Readonly<Record<ParserName, ((dialect: PromqlDialect) => Promise<Parser>) | undefined>> = {
  promql: async (dialect) => (await import('./parsers/queries.ts')).promqlParser(dialect),
  logql: async () => (await import('./parsers/queries.ts')).logql,
  json: async () => (await import('./parsers/json.ts')).json,
  jsonLines: async () => (await import('./parsers/json.ts')).jsonLines,
  yaml: async () => (await import('./parsers/yaml.ts')).yaml,
  dockerfile: async () => (await import('./parsers/dockerfile.ts')).dockerfile,
  cron: async () => (await import('./parsers/cron.ts')).cron,
  sql: async () => (await import('./parsers/sql.ts')).loadSql(),
  // All programs of a book are compiled at once: see `findJqFaults`.
  jq: undefined,
};

/** The parsers of the languages that fences are in, and of SQL if a command may carry it. */
async function loadParsers(
  snippets: readonly Pick<Snippet, 'code' | 'language'>[],
  dialect: PromqlDialect,
  named: readonly string[] = [],
): Promise<LintFacts['parsers']> {
  const used = new Set(
    snippets.map(({ language }) => parserOf(language)).filter((name) => name !== undefined),
  );
  if (named.includes('psql') || snippets.some(({ code }) => /\bpsql\b/.test(code))) used.add('sql');
  const loaded = Array.from(used, async (name) => [name, await PARSERS[name]?.(dialect)] as const);
  return Object.fromEntries(await Promise.all(loaded));
}
