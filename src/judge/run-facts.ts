import { loadTools, NO_FACTS } from '../lint/facts.ts';
import type { LintFacts } from '../lint/facts.ts';
import { listCommands } from '../lint/shell-snippets.ts';
import { listRisks } from '../lint/snippet-risk.ts';
import { assessRisk } from '../shell/risk/risk.ts';
import type { Book } from '../runbook/book.ts';
import { isSql } from '../runbook/languages.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import type { SnippetFacts } from '../run/plan.ts';
import { isGraver } from '../run/question.ts';
import { riskSource } from '../run/risk-source.ts';
import { listInvocations } from '../shell/invocations.ts';
import { neededPrograms } from '../shell/needed-programs.ts';

/** What the runner is told of a snippet: its risk as the linter sees it, and the programs that it calls here. */
export interface RunFacts extends SnippetFacts {
  readonly programs: readonly string[];
  /** Those of them without which it surely cannot do what it says. */
  readonly needed: readonly string[];
}

/**
 * Reads the commands of some pages for a run. What its author did not grade and opsbook does not know counts as
 * `change`: it may do anything.
 */
export async function snippetFacts(
  book: Book,
  pages: readonly Page[],
): Promise<ReadonlyMap<Snippet, RunFacts>> {
  const tools = await riskTools(
    book,
    pages.flatMap(({ snippets }) => snippets),
  );
  return new Map(pages.flatMap((page) => [...factsOf(page, tools)]));
}

/** Reads the commands of one page. */
export type ReadFacts = (page: Page) => Promise<ReadonlyMap<Snippet, RunFacts>>;

/** The same of many pages, one at a time: what is known of tools is gathered once for all that need the same. */
export function openSnippetFacts(book: Book): ReadFacts {
  // By the tree: its snippets are those of one reading, and go with it.
  const known = new WeakMap<Page['tree'], Promise<ReadonlyMap<Snippet, RunFacts>>>();
  const tools = new Map<string, Promise<LintFacts>>();
  const read: ReadFacts = async (page) => {
    const text = page.snippets.map(({ code }) => code).join('\n');
    const hasSql = page.snippets.some(speaksSql);
    const needed = [
      ...NEED_MORE.filter((name) => name.test(text)).map(String),
      ...(hasSql ? ['sql'] : []),
    ].join();
    const loaded = tools.get(needed) ?? riskTools(book, page.snippets);
    tools.set(needed, loaded);
    return factsOf(page, await loaded);
  };
  return (page) => {
    const facts = known.get(page.tree) ?? read(page);
    known.set(page.tree, facts);
    return facts;
  };
}

/** Tools whose data is loaded only where a page speaks of them: see `catalogueFor`. */
const NEED_MORE = [/\baws\b/, /\bgcloud\b/, /\baz\b/];

function factsOf(page: Page, tools: LintFacts): ReadonlyMap<Snippet, RunFacts> {
  const facts = new Map<Snippet, RunFacts>();
  const commands = new Map(listCommands(page, tools).map((one) => [one.snippet, one]));
  for (const { snippet, risk, declared, because, isGraded } of listRisks(page, tools)) {
    const read = commands.get(snippet);
    const assessed = read && assessRisk(read.script, read.text, { catalogue: tools.tools });
    const isUnknown = declared === undefined && assessed !== undefined && assessed.unknown.length > 0;
    const isRaised = isUnknown && isGraver('change', risk);
    const called = read ? listInvocations(read.script) : [];
    const programs = called.filter(({ isElsewhere }) => !isElsewhere).map(({ name }) => name);
    const firstChange = assessed?.reasons[0]?.range.start ?? Infinity;
    const judged = {
      risk: isRaised ? ('change' as const) : risk,
      ...(isRaised || (declared === undefined && !isGraded) ? { isGuess: true } : {}),
    };
    const source = riskSource(declared, judged);
    facts.set(snippet, {
      ...judged,
      ...(source === undefined ? {} : { source }),
      code: read?.isSession ? typed(read.text) : snippet.code,
      programs: [...new Set(programs.filter(Boolean))],
      needed: read ? neededPrograms(read.script, read.text, { firstChange }) : [],
      ...(because ? { because: because.words } : {}),
    });
  }
  return facts;
}

/** A session's commands without the blanks that stand for its prompts and its output. */
function typed(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trimStart())
    .join('\n');
}

async function riskTools(book: Book, snippets: readonly Snippet[]): Promise<LintFacts> {
  const tools = await loadTools(book, snippets);
  const gradeSql = snippets.some(speaksSql)
    ? await (await import('../lint/parsers/sql-grade.ts')).loadSqlGrader()
    : NO_FACTS.gradeSql;
  return { ...NO_FACTS, tools, gradeSql };
}

function speaksSql({ code, language }: Snippet): boolean {
  return isSql(language) || /\b(psql|mysql)\b/.test(code);
}
