import { ALMANAC } from '../almanac/almanac.ts';
import type { Book } from '../runbook/book.ts';
import { allPages } from './all-pages.ts';
import { buildIndex } from './build-index.ts';
import { packNames } from './packed-names.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { RuleTexts, SearchPart } from './pages.ts';
import type { Language } from './language.ts';

/** The index as texts, by shard: what a browser loads, one after the other. */
export interface IndexFiles {
  readonly labels: Labels;
  /** What the book is written in. */
  readonly language: string;
  /** The module of the language's stemmer, where a browser has to load it. */
  readonly stemmer?: string;
  readonly shards: Readonly<Record<'names' | 'symptom' | 'body' | 'almanac', string>>;
}

/** The one file of the index whose name never changes: what the others are called, and ids as people read them. */
export interface IndexFront extends Labels {
  /** The others are `<name>.<shard>.json`. */
  readonly name: string;
  /** What the book is written in: a stemmer that a browser has to load for it stands beside them, as `<name>.stemmer.js`. */
  readonly language: string;
}

/** Ids of the book as people read them. */
export interface Labels {
  readonly services: Readonly<Record<string, string>>;
  readonly owners: Readonly<Record<string, string>>;
  readonly severities: Readonly<Record<string, string>>;
}

/** The language of a book, for the build of its index and for the browser that asks it. */
export interface BookLanguage {
  /** A tag of BCP 47, as in `de`. */
  readonly tag: string;
  readonly language: Language;
  /** The text of its stemmer's module, where the program does not bring it. */
  readonly module?: string;
}

interface Indexing extends BookLanguage {
  /** Reads of a page what only the whole page tells, or remembers it. */
  readonly partOf?: (runbook: Runbook) => SearchPart;
}

/** Builds the search index of a book. @param rules its alert rules, whose words will be pasted */
export function indexFiles(
  book: Book,
  rules: readonly RuleTexts[],
  { tag, language, module, partOf }: Indexing,
): IndexFiles {
  const { names, symptom, body } = buildIndex(allPages(book, rules, partOf), language);
  const labels: Labels = {
    services: named(book.services, ({ name }) => name),
    owners: named(book.teams, ({ name }) => name),
    severities: named(book.severities, ({ title }) => title),
  };
  return {
    labels,
    language: tag,
    ...(module === undefined ? {} : { stemmer: module }),
    shards: {
      names: packNames(names),
      symptom: JSON.stringify(symptom),
      body: JSON.stringify(body),
      // Readers see no sources: the table in the repository has them.
      almanac: JSON.stringify({ ...ALMANAC, sources: [], of: ALMANAC.of.map(([software]) => [software]) }),
    },
  };
}

function named<T>(entries: ReadonlyMap<string, T>, nameOf: (entry: T) => string): Record<string, string> {
  return Object.fromEntries([...entries].map(([id, entry]) => [id, nameOf(entry)]));
}
