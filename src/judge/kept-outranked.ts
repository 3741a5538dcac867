import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { SearchFacts } from '../lint/facts.ts';
import type { Book } from '../runbook/book.ts';
import { searchPages } from '../search/pages.ts';
import { keepData, readKeptData } from '../tools/kept-data.ts';
import { findingsPath } from './findings-file.ts';
import type { KeptJudging } from './kept-findings.ts';

/** Those claims of a runbook for which another one is found first. */
type Outranked = ReadonlyMap<string, string>;

/** Claims that are outranked, as a call left them for the next one. */
interface OutrankedFile {
  /** A digest of all that the search makes its first two parts of. */
  readonly digest: string;
  readonly found: ReadonlyMap<string, Outranked>;
}

/**
 * Asks the search for every claim of every page, and lets ShellCheck's process work in between. While what the first
 * two parts of the index are made of is the same, the answers are those of the last call.
 */
export async function askOutranked(
  book: Book,
  search: SearchFacts,
  keeping?: { readonly root: string; readonly kept: KeptJudging },
): Promise<SearchFacts> {
  const path = keeping && findingsPath(keeping.root, 'search');
  const digest = keeping && digestOf(book, keeping.kept);
  // Under this name only this function of this very program writes.
  const known = (await readKeptData(path)) as OutrankedFile | undefined;
  const isKnown = known !== undefined && known.digest === digest;
  const found = isKnown ? known.found : await askAll(book, search);
  if (digest !== undefined && !isKnown) await keepData(path, { digest, found } satisfies OutrankedFile);
  return { ...search, outranked: (id) => found.get(id) ?? NONE };
}

const NONE: Outranked = new Map();

async function askAll(book: Book, search: SearchFacts): Promise<Map<string, Outranked>> {
  const found = new Map<string, Outranked>();
  for (const id of book.runbooks.keys()) {
    const outranked = search.outranked(id);
    if (outranked.size > 0) found.set(id, outranked);
    await setImmediate();
  }
  return found;
}

/**
 * A digest of what the answers are made of, as it stands in the pages: which alert leads where need not be worked out
 * for it.
 */
function digestOf(book: Book, kept: KeptJudging): string {
  const pages = searchPages(book, [], () => ({ params: [], sections: [] }));
  const outlines = Array.from(book.runbooks.values(), ({ outline }) => {
    const { hasTitleLine, headingLines, headings } = outline;
    return { hasTitleLine, headingLines, headings };
  });
  const rules = book.alertRules.map(({ path, text }) => [path, hash('sha256', text)]);
  const digest = hash('sha256', JSON.stringify([book.settings.language, pages, outlines, rules]));
  return hash('sha256', [digest, ...Array.from(book.runbooks.values(), kept.headOf)].join('\n'));
}
