import type { Book, BookFiles } from '../../runbook/book.ts';
import { readYaml } from '../../runbook/yaml/yaml.ts';
import { folderOf } from '../../runbook/links/site-paths.ts';
import { once } from '../../runbook/words/once.ts';
import type { JudgedReviews, ReviewsAsked } from '../../judge/book-reviews.ts';
import { bookOf } from '../../judge/open-book.ts';
import { lazyParsers } from '../../runbook/read/lazy-pages.ts';
import { readBookFiles } from '../../runbook/read/load.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import type { Terminal } from '../command.ts';
import { chooseRoot } from '../book-flags.ts';

interface Asked extends ReviewsAsked {
  readonly root: string | undefined;
}

/** A book's reviews, judged, and what they were judged by. */
export interface OpenReview extends JudgedReviews {
  readonly root: string;
  readonly files: BookFiles;
  /** The book with its pages parsed, made when it is asked for. */
  readonly book: () => Book;
  /** The same without its runbooks, which are most of it. */
  readonly bookBeside: () => Book;
  /** Ids in teams.yaml. */
  readonly teams: readonly string[];
  /** What people call them. */
  readonly teamNames: ReadonlyMap<string, string>;
}

/** Reads what a review is judged by, runbooks by their heads alone, and judges it. */
export async function openReview(
  { root: given, today, evidence, isWholeHistory = false }: Asked,
  terminal: Terminal,
): Promise<OpenReview> {
  const root = chooseRoot(given, terminal);
  // For heads alone, what is kept of whole pages would take longer to open than they take to read.
  const { list, read, readOwners } = folderReader(root);
  const files = await readBookFiles({ list, read, ...(readOwners ? { readOwners } : {}) });
  const open = bookOf(root, files, lazyParsers());
  const judged = await open.reviews({ today, evidence, isWholeHistory });
  const { layout } = files.reading.settings;
  const beside = {
    ...files,
    texts: files.texts.filter(({ path }) => folderOf(path, layout) !== 'runbooks'),
  };
  return {
    ...{ root, files, book: () => open.book, bookBeside: once(() => bookOf(root, beside).book) },
    ...readTeams(files),
    ...judged,
  };
}

function readTeams({ reading, texts }: BookFiles): Pick<OpenReview, 'teams' | 'teamNames'> {
  const source = texts.find(({ path }) => path === reading.settings.layout.teams);
  const data = (source && readYaml({ ruleId: 'yaml-valid', text: source.text }).data) ?? {};
  const names = Object.entries(data).map(([id, team]): [string, string] => {
    const name = typeof team === 'object' && team !== null && 'name' in team ? team.name : undefined;
    return [id, typeof name === 'string' ? name : id];
  });
  return { teams: Object.keys(data), teamNames: new Map(names) };
}
