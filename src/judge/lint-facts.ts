import { setImmediate } from 'node:timers/promises';
import { readContract } from '../alerts/contract.ts';
import type { AlertContract } from '../alerts/contract.ts';
import { readExpression } from '../alerts/read-expression.ts';
import { gatherFacts } from '../lint/facts.ts';
import type { LintFacts, SearchFacts } from '../lint/facts.ts';
import { listCommands } from '../lint/shell-snippets.ts';
import type { ShellSnippet } from '../lint/shell-snippets.ts';
import { listPages } from '../runbook/book.ts';
import type { Book } from '../runbook/book.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { once } from '../runbook/words/once.ts';
import { runShellCheck } from '../tools/shellcheck.ts';
import { reviewFacts } from './rule-reviews.ts';
import type { ReviewAsked } from './rule-reviews.ts';
import { searchFacts } from './book-search.ts';
import { readBookWorld, worldFacts } from './book-world.ts';
import { siteAddresses } from './site-addresses.ts';
import { whereLostFilesWent } from './moved-files.ts';

/** Where a remark goes that is no finding. */
export interface Remarks {
  warn(text: string): void;
}

/** What to judge, and by what. */
export interface Asked {
  readonly book: Book;
  readonly paths: ReadonlySet<string> | undefined;
  readonly isVerbose: boolean;
  /** Ids of the rules to judge by; all without it. */
  readonly only: ReadonlySet<string> | undefined;
  /** Where the book is, to ask git where a file has gone. */
  readonly root?: string;
  /** Whether files beside the repository may be read where the settings name them. */
  readonly isOutsideAllowed?: boolean | undefined;
  /** Asks other sites whether the links to them still answer. */
  readonly askLinks?:
    ((book: Book, paths: ReadonlySet<string> | undefined) => Promise<LintFacts['external']>) | undefined;
  /** The day to judge reviews by; without it they are not judged. */
  readonly review?: ReviewAsked;
}

/** What the rules are told of the book as a whole: made when it is asked for. */
export function bookFacts(book: Book): Required<Pick<LintFacts, 'search' | 'alerts' | 'links'>> {
  return {
    search: searchFacts(book),
    alerts: lazyContract(book),
    links: { addresses: () => siteAddresses(book) },
  };
}

/** Rules and runbooks side by side, read when a rule asks: reading a thousand alert rules takes a moment. */
export function lazyContract(book: Book): AlertContract {
  const contract = once(() => readContract(book));
  return {
    get links() {
      return contract().links;
    },
    get faults() {
      return contract().faults;
    },
    get raised() {
      return contract().raised;
    },
    get isComplete() {
      return contract().isComplete;
    },
    get recordings() {
      return contract().recordings;
    },
    isElsewhere: (name) => contract().isElsewhere(name),
    readExpression,
  };
}

/** What the rules are told, ShellCheck's remarks included where it is installed. */
export async function lintFacts(
  { book, paths, isVerbose, only, root, isOutsideAllowed, askLinks, review }: Asked,
  remarks: Remarks,
): Promise<LintFacts> {
  const about = bookFacts(book);
  const isAsked = (ruleId: string): boolean =>
    (!only || only.has(ruleId)) && book.settings.rules[ruleId] !== 'off';
  const [gathered, moved, external, world] = await Promise.all([
    gatherFacts(book, paths),
    root === undefined ? undefined : whereLostFilesWent({ book, paths, root, links: about.links }),
    askLinks?.(book, paths),
    root === undefined || !isAsked('name-known')
      ? undefined
      : readBookWorld(root, book.settings, isOutsideAllowed),
  ]);
  const facts = {
    ...gathered,
    ...about,
    links: { ...about.links, ...(moved ? { moved } : {}) },
    ...(external ? { external } : {}),
    ...(world ? { world: worldFacts(world) } : {}),
    ...(review ? { review: reviewFacts(book, review, paths) } : {}),
  };
  const pages = listPages(book).filter(({ path }) => !paths || paths.has(path));
  const shell = pages
    .flatMap((page) => listCommands(page, facts))
    .filter(({ isSession, script }) => !isSession && script.errors.length === 0)
    .map((read) => ({ snippet: read.snippet, text: withoutPlaceholders(read) }));
  const running =
    shell.length === 0 || !isAsked('shellcheck') ? [] : runShellCheck(shell.map(({ text }) => text));
  const search = !paths && isAsked('symptom-findable') ? await askSearch(book, pages) : facts.search;
  const notes = await running;
  if (!notes) {
    if (isVerbose) remarks.warn('shellcheck is not on the PATH: the rule `shellcheck` was left out.\n');
    return { ...facts, search };
  }
  const bySnippet = new Map<Snippet, (typeof notes)[number]>();
  shell.forEach(({ snippet }, index) => bySnippet.set(snippet, notes[index] ?? []));
  return { ...facts, search, shellcheck: bySnippet };
}

/** Asks the search for every claim of every page, and leaves ShellCheck's process its turns meanwhile. */
async function askSearch(book: Book, pages: readonly Page[]): Promise<SearchFacts> {
  const facts = searchFacts(book);
  const answers = new Map<string, ReadonlyMap<string, string>>();
  for (const { id } of pages) {
    if (!book.runbooks.has(id)) continue;
    answers.set(id, facts.outranked(id));
    await setImmediate();
  }
  return { ...facts, outranked: (id) => answers.get(id) ?? new Map<string, string>() };
}

/** Placeholders as plain words of the same length, so that places hold. */
function withoutPlaceholders({ text: source, script }: ShellSnippet): string {
  return script.placeholders.reduce(
    (text, { range: { start, end } }) => text.slice(0, start) + '_'.repeat(end - start) + text.slice(end),
    source,
  );
}
