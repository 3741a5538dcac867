import { gatherFacts } from '../lint/facts.ts';
import type { LintFacts } from '../lint/facts.ts';
import { listCommands } from '../lint/shell-snippets.ts';
import type { ShellSnippet } from '../lint/shell-snippets.ts';
import { listPages } from '../runbook/book.ts';
import type { Book } from '../runbook/book.ts';
import type { Snippet } from '../runbook/snippet.ts';
import { runShellCheck } from '../tools/shellcheck.ts';
import type { Terminal } from './command.ts';
import { searchFacts } from './search-book.ts';
import { siteAddresses } from './site-addresses.ts';
import { whereLostFilesWent } from './lost-files.ts';

export interface Asked {
  readonly book: Book;
  readonly paths: ReadonlySet<string> | undefined;
  readonly isVerbose: boolean;
  /** Where the book is, to ask git where a file has gone. */
  readonly root?: string;
}

/** What the rules are told of the book as a whole: made when it is asked for. */
export function bookFacts(book: Book): Pick<LintFacts, 'search' | 'links'> {
  return { search: searchFacts(book), links: { addresses: () => siteAddresses(book) } };
}

/** What the rules are told, ShellCheck's remarks included where it is installed. */
export async function lintFacts(
  { book, paths, isVerbose, root }: Asked,
  terminal: Pick<Terminal, 'warn'>,
): Promise<LintFacts> {
  const about = bookFacts(book);
  const [gathered, moved] = await Promise.all([
    gatherFacts(book, paths),
    root === undefined ? undefined : whereLostFilesWent({ book, paths, root, links: about.links }),
  ]);
  const facts = { ...gathered, ...about, links: { ...about.links, ...(moved ? { moved } : {}) } };
  const shell = listPages(book)
    .filter(({ path }) => !paths || paths.has(path))
    .flatMap((page) => listCommands(page, facts))
    .filter(({ isSession, script }) => !isSession && script.errors.length === 0)
    .map((read) => ({ snippet: read.snippet, text: withoutPlaceholders(read) }));
  const notes = shell.length === 0 ? [] : await runShellCheck(shell.map(({ text }) => text));
  if (!notes) {
    if (isVerbose) terminal.warn('shellcheck is not on the PATH: the rule `shellcheck` was left out.\n');
    return facts;
  }
  const bySnippet = new Map<Snippet, (typeof notes)[number]>();
  shell.forEach(({ snippet }, index) => bySnippet.set(snippet, notes[index] ?? []));
  return { ...facts, shellcheck: bySnippet };
}

/** Placeholders as plain words of the same length, so that places hold. */
function withoutPlaceholders({ text: source, script }: ShellSnippet): string {
  return script.placeholders.reduce(
    (text, { range: { start, end } }) => text.slice(0, start) + '_'.repeat(end - start) + text.slice(end),
    source,
  );
}
