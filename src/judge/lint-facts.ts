import { gatherFacts } from '../lint/facts.ts';
import type { LintFacts, ShellCheckNote } from '../lint/facts.ts';
import { listCommands } from '../lint/shell-snippets.ts';
import type { ShellSnippet } from '../lint/shell-snippets.ts';
import { listPages } from '../runbook/book.ts';
import type { Book } from '../runbook/book.ts';
import { NO_SHELLCHECK, runShellCheck, shellCheckMark } from '../tools/shellcheck.ts';
import type { SearchPart } from '../search/pages.ts';
import { readWorld } from '../world/world.ts';
import { reviewFacts } from './rule-reviews.ts';
import type { ReviewAsked } from './rule-reviews.ts';
import { bookSearch, readHead } from './book-search.ts';
import { askOutranked } from './kept-outranked.ts';
import { keptJson } from './kept-json.ts';
import { changedSinceReviews } from './changed-since-reviews.ts';
import { lazyContract } from './lazy-contract.ts';
import { keptWorld, worldDigest } from './kept-world.ts';
import { aroundBook } from './around-book.ts';
import { worldFacts, worldFilesIn } from './book-world.ts';
import { listRepositoryFiles } from '../tools/repository-files.ts';
import type { KeptJudging } from './kept-findings.ts';
import { siteAddresses } from './site-addresses.ts';
import { whereLostFilesWent } from './moved-files.ts';

/** Where remarks go that are no findings. */
export interface Remarks {
  warn(text: string): void;
}

/** What to judge, and by what. */
export interface Asked {
  readonly book: Book;
  readonly paths: ReadonlySet<string> | undefined;
  readonly isVerbose: boolean;
  /** Ids of the rules to judge by (default: all). */
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
  /** Whether git is asked what has changed since the reviews. */
  readonly asksHistory?: boolean;
  /** Findings of the last call: then only what has changed is looked at. */
  readonly kept?: KeptJudging | undefined;
}

/** What the rules are told of the book as a whole: made when it is asked for. @param kept remembers what the search reads of pages */
export async function bookFacts(
  book: Book,
  kept?: Pick<KeptJudging, 'partOf' | 'headOf'>,
): Promise<Required<Pick<LintFacts, 'search' | 'alerts' | 'links'>>> {
  return {
    search: await bookSearch(
      book,
      kept && {
        partOf: kept.partOf,
        headOf: (runbook) => keptJson<SearchPart>(kept.headOf(runbook)) ?? readHead(runbook),
      },
    ),
    alerts: lazyContract(book),
    links: { addresses: () => siteAddresses(book) },
  };
}

/** What the rules are told, ShellCheck's remarks included where it is installed. */
export async function lintFacts(
  { book, paths, isVerbose, only, root, isOutsideAllowed, askLinks, review, asksHistory, kept }: Asked,
  remarks: Remarks,
): Promise<LintFacts> {
  const about = await bookFacts(book, kept);
  const isAsked = (ruleId: string): boolean =>
    (!only || only.has(ruleId)) && book.settings.rules[ruleId] !== 'off';
  const repository = root === undefined ? undefined : await listRepositoryFiles(root);
  const [moved, external, worldFiles, beside] = await Promise.all([
    root === undefined ? undefined : whereLostFilesWent({ book, paths, root, links: about.links }),
    askLinks?.(book, paths),
    repository && isAsked('name-known')
      ? worldFilesIn(repository, book.settings, isOutsideAllowed)
      : undefined,
    repository && isAsked('link-resolves') ? aroundBook(repository) : undefined,
  ]);
  const digest = worldDigest(worldFiles);
  const fresh = kept?.settle([
    review?.today ?? '',
    shellCheckMark(),
    JSON.stringify([...(moved ?? [])]),
    digest,
    beside?.digest ?? '',
  ]);
  const keeping = kept && root !== undefined ? { root, kept } : undefined;
  const world =
    worldFiles && (keeping ? await keptWorld(keeping.root, worldFiles, digest) : readWorld(worldFiles));
  const judged = fresh && paths ? fresh.intersection(paths) : (fresh ?? paths);
  const told = {
    ...about,
    links: { ...about.links, ...(moved ? { moved } : {}), ...(beside ? { around: beside.around } : {}) },
    ...(external ? { external } : {}),
    ...(world ? { world: worldFacts(world) } : {}),
  };
  const ofPages = async (): Promise<LintFacts> => {
    const facts = {
      ...(await gatherFacts(book, judged, kept?.named())),
      ...told,
      ...(review ? { review: reviewFacts(book, review, judged) } : {}),
    };
    // Aside: what it reads of pages is judged anew each time, and nothing that is kept depends on it.
    const isAsking = root !== undefined && review && asksHistory && isAsked('review-current');
    const changedSince = isAsking ? await changedSinceReviews(root, book, review.today) : undefined;
    const running = isAsked('shellcheck') ? askShellCheck(book, facts, judged) : new Map();
    const isSearched = !paths && isAsked('symptom-findable');
    const search = isSearched ? await askOutranked(book, facts.search, keeping) : facts.search;
    const shellcheck = await running;
    if (!shellcheck && isVerbose)
      remarks.warn('shellcheck is not on the PATH: the rule `shellcheck` was left out.\n');
    return {
      ...facts,
      search,
      ...(shellcheck ? { shellcheck } : {}),
      ...(changedSince ? { changedSince } : {}),
    };
  };
  return kept ? kept.aside(ofPages) : ofPages();
}

/** What ShellCheck says of the snippets of some pages; undefined where it is not there. */
async function askShellCheck(
  book: Book,
  facts: LintFacts,
  paths: ReadonlySet<string> | undefined,
): Promise<LintFacts['shellcheck']> {
  if (shellCheckMark() === NO_SHELLCHECK) return undefined;
  const asked = listPages(book)
    .filter(({ path }) => !paths || paths.has(path))
    .flatMap((page) =>
      listCommands(page, facts)
        .filter(({ isSession, script }) => !isSession && script.errors.length === 0)
        .map((one) => ({
          path: page.path,
          index: page.snippets.indexOf(one.snippet),
          text: withoutPlaceholders(one),
        })),
    );
  const notes = await runShellCheck(asked.map(({ text }) => text));
  if (!notes) return undefined;
  const said = new Map<string, Map<number, readonly ShellCheckNote[]>>();
  for (const [at, { path, index }] of asked.entries())
    said.set(
      path,
      (said.get(path) ?? new Map<number, readonly ShellCheckNote[]>()).set(index, notes[at] ?? []),
    );
  return said;
}

/** Placeholders as plain words of the same length, so that places hold. */
function withoutPlaceholders({ text: source, script }: ShellSnippet): string {
  return script.placeholders.reduce(
    (text, { range: { start, end } }) => text.slice(0, start) + '_'.repeat(end - start) + text.slice(end),
    source,
  );
}
