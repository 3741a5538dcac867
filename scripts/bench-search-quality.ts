import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALMANAC } from '../src/almanac/almanac.ts';
import { loadLanguage } from '../src/judge/book-language.ts';
import { openBook } from '../src/judge/open-book.ts';
import { buildIndex } from '../src/search/build-index.ts';
import { match } from '../src/search/match.ts';
import { openIndex } from '../src/search/open-index.ts';
import { searchPages } from '../src/search/pages.ts';
import { openAlmanac } from '../src/search/recognise.ts';
import type { IndexShards } from '../src/search/shards.ts';
import type { Language } from '../src/search/language.ts';
import { WEIGHTS } from '../src/search/weights.ts';
import type { Weights } from '../src/search/weights.ts';
import { folderReader } from '../src/tools/folder-reader.ts';

// `npm run bench:search -- DIR [--parts]`: how often the right page is first, in the first three and in ten, by set of
// queries and site; with `--parts` also what each part of the ranking is worth when it is taken away. DIR has a folder
// a site: `pages`, and `queries.jsonl` with one `{ "q": …, "expected": [ids], "set": … }` a line.

interface AskedQuery {
  readonly q: string;
  readonly expected: readonly string[];
  readonly set: string;
}

interface Site {
  readonly name: string;
  readonly language: Language;
  readonly shards: IndexShards;
  readonly queries: readonly AskedQuery[];
}

/** Parts of the ranking, each with the weights that take it away. */
const PARTS: Readonly<Record<string, Partial<Weights>>> = {
  'names that few pages have': { rareName: 0 },
  'whole names beside their parts': { wholeName: 0 },
  'lines shown word for word': { quoted: 0 },
  'several words as one name': { joined: 0 },
  'short forms': { acronym: 0 },
  'best section': { section: 0, secondSection: 0 },
  'second-best section': { secondSection: 0 },
  'the title, covered': { titleCovered: 0, titleWords: 0 },
  'lines said of a page': { toldLine: 0 },
  'words told of a page': { told: 0 },
  'neighbouring words': { pair: 0 },
  headings: { heading: 0 },
  'first sentences': { lead: 0 },
  'commands and code': { code: 0 },
  'numbers count less': { number: 1 },
  'unknown names count less': { unknownName: 1 },
};

interface Tried {
  readonly weights?: Weights;
  readonly hasAlmanac?: boolean;
}

/** The rank of the right page for every query, by set; 0 where it is not among ten. */
function ranksOf(
  { shards, language, queries }: Site,
  { weights = WEIGHTS, hasAlmanac = true }: Tried,
): Map<string, number[]> {
  const index = openIndex(shards, language, weights);
  const almanac = hasAlmanac ? openAlmanac(ALMANAC) : undefined;
  const ranks = new Map<string, number[]>();
  for (const { q, expected, set } of queries) {
    const { results } = match(index, q, { limit: 10, almanac });
    const rank = results.findIndex(({ id }) => expected.includes(id)) + 1;
    ranks.set(set, [...(ranks.get(set) ?? []), rank]);
  }
  return ranks;
}

const within = (ranks: readonly number[], most: number): number =>
  ranks.filter((rank) => rank >= 1 && rank <= most).length / Math.max(1, ranks.length);

const shown = (share: number): string => share.toFixed(3);

async function readSite(folder: string, name: string): Promise<Site> {
  const root = join(folder, name, 'pages');
  const { book, alertRules } = await openBook(root, folderReader(root));
  const lines = readFileSync(join(folder, name, 'queries.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const language = await loadLanguage(book.settings.language);
  return {
    name,
    language,
    shards: buildIndex(searchPages(book, alertRules), language),
    // Written by whoever made the set of queries, in the form that stands above.
    queries: lines.map((line) => JSON.parse(line) as AskedQuery),
  };
}

function printSite(site: Site): void {
  const ranks = ranksOf(site, {});
  const row = (of: readonly number[]) => ({
    queries: of.length,
    first: shown(within(of, 1)),
    'in three': shown(within(of, 3)),
    'in ten': shown(within(of, 10)),
  });
  const all = [...ranks.values()].flat();
  console.log(site.name);
  console.table({
    ...Object.fromEntries([...ranks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([set, of]) => [set, row(of)])),
    all: row(all),
  });
}

/** What is lost, in points of a hundred, when a part is taken away: more than 0 is worth having. */
function printParts(sites: readonly Site[]): void {
  const measure = (tried: Tried) => sites.map((site) => [...ranksOf(site, tried).values()].flat());
  const base = measure({});
  const lost = (tried: Tried) => {
    const now = measure(tried);
    return Object.fromEntries(
      sites.flatMap(({ name }, at) =>
        [1, 3].map((most) => {
          const points = 100 * (within(base[at] ?? [], most) - within(now[at] ?? [], most));
          return [`${name} ${most === 1 ? 'first' : 'in three'}`, points.toFixed(1)];
        }),
      ),
    );
  };
  console.log('Points lost without each part');
  console.table({
    ...Object.fromEntries(
      Object.entries(PARTS).map(([part, off]) => [part, lost({ weights: { ...WEIGHTS, ...off } })]),
    ),
    'the almanac of errors': lost({ hasAlmanac: false }),
  });
}

if (import.meta.main) {
  const [folder, ...more] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  if (folder === undefined || more.length > 0 || !existsSync(folder)) {
    process.stderr.write('Say which folder of sites: npm run bench:search -- DIR [--parts]\n');
    process.exit(2);
  }
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'queries.jsonl')))
    .map(({ name }) => name);
  if (names.length === 0) {
    process.stderr.write(`No folder in ${folder} has a queries.jsonl beside its pages.\n`);
    process.exit(2);
  }
  const sites = await Promise.all(names.map((name) => readSite(folder, name)));
  sites.forEach(printSite);
  if (process.argv.includes('--parts')) printParts(sites);
}
