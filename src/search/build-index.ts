import { listAcronyms } from './acronyms.ts';
import { leadOf, listEntries } from './entries.ts';
import type { Entry } from './entries.ts';
import { addWord, packWords } from './packed-words.ts';
import type { WordPlaces } from './packed-words.ts';
import type { SearchPage, SearchParam } from './page.ts';
import { quotedRuns } from './quoted.ts';
import { anchorOf, FORMAT } from './shards.ts';
import type {
  BodyShard,
  IndexShards,
  ListedPage,
  ListedParam,
  NamesShard,
  SymptomShard,
  Told,
} from './shards.ts';
import type { Language } from './language.ts';
import { nameKey, splitWords } from './words.ts';
import type { Word } from './words.ts';

/** Books with more pages send only names and alerts first: that stays small enough for a phone at 3 a.m. */
const BIG_BOOK = 1_500;

/** Builds the index of a book. The same pages give the same index. @param language what the book is written in */
export function buildIndex(pages: readonly SearchPage[], language: Language): Required<IndexShards> {
  const { names, symptom, built } = buildFirst(pages, language);
  return { names, symptom, body: buildBody(pages, built) };
}

/** The first two parts of it alone, for callers that ask for no more: `headPart` of each page is enough. */
export function buildHeads(
  pages: readonly SearchPage[],
  language: Language,
): Pick<Required<IndexShards>, 'names' | 'symptom'> {
  const { names, symptom } = buildFirst(pages, language);
  return { names, symptom };
}

function buildFirst(pages: readonly SearchPage[], language: Language) {
  const entries = listEntries(pages);
  const isBig = pages.length > BIG_BOOK;
  const told = pages.map(readTold);
  const names: NamesShard = {
    format: FORMAT,
    pages: pages.map(listPage),
    chapters: entries.slice(pages.length).map(({ page, title, anchor, sections }) => {
      return { page, title, anchor, first: sections[0] ?? 0, count: sections.length };
    }),
    ...(isBig ? {} : { told }),
  };
  const own = ownWords(entries, pages, language);
  const leads = entries.map((entry) => leadOf(sectionsOf(entry, pages)));
  const symptom = { ...buildSymptom(pages, { leads, own, language }), ...(isBig ? { told } : {}) };
  return { names, symptom, built: { leads, entries, own, language } };
}

function listPage(page: SearchPage): ListedPage {
  const { id, address, title, kind, services, owner, severity, alerts, params } = page;
  return {
    id,
    ...(address === undefined ? {} : { address }),
    title,
    ...(kind === 'incident' ? {} : { kind }),
    ...(services.length > 0 ? { services } : {}),
    ...(owner === undefined ? {} : { owner }),
    ...(severity === undefined ? {} : { severity }),
    ...(alerts.length > 0 ? { alerts: alerts.map(({ name }) => name) } : {}),
    ...(params.length > 0 ? { params: params.map(listParam) } : {}),
  };
}

function listParam({ name, label = '', pattern = '', allow = [] }: SearchParam): ListedParam {
  if (allow.length > 0) return [name, label, pattern, ...allow];
  if (pattern !== '') return [name, label, pattern];
  return label === '' ? [name] : [name, label];
}

function readTold({ symptoms, errors }: SearchPage): Told {
  return { ...(symptoms.length > 0 ? { symptoms } : {}), ...(errors.length > 0 ? { errors } : {}) };
}

function sectionsOf({ page, sections }: Entry, pages: readonly SearchPage[]) {
  return sections.flatMap((at) => pages[page]?.sections[at] ?? []);
}

/**
 * The words of a text that speak of this entry: of another entry's name only the whole name is kept, not its parts.
 */
type OwnWords = (words: readonly Word[], entry: number) => Word[];

function ownWords(entries: readonly Entry[], pages: readonly SearchPage[], language: Language): OwnWords {
  const owners = new Map<string, number>();
  entries.forEach(({ title, page }, at) => {
    if (pages[page]?.address === undefined) owners.set(nameKey(title), at);
  });
  return (words, entry) => {
    const foreign = new Set<number>();
    words.forEach(({ text, joins }, at) => {
      const owner = joins > 1 ? owners.get(text) : undefined;
      if (owner === undefined || entries[owner]?.page === entries[entry]?.page) return;
      for (let part = at - joins; part < at; part += 1) foreign.add(part);
    });
    return words.filter(({ text }, at) => !foreign.has(at) && !language.isStopWord(text));
  };
}

interface Built {
  readonly leads: readonly string[];
  readonly own: OwnWords;
  readonly language: Language;
}

function buildSymptom(pages: readonly SearchPage[], { leads, own, language }: Built): SymptomShard {
  const places: WordPlaces = new Map();
  leads.forEach((lead, place) => {
    for (const { text } of own(splitWords(lead), place)) addWord(places, text, { place, isCode: false });
  });
  return {
    format: FORMAT,
    summaries: pages.map(({ summary }) => summary),
    rules: pages.map(({ alerts }) =>
      alerts.flatMap(({ summary, description }) => [summary ?? '', description ?? '']).filter(Boolean),
    ),
    headings: pages.map(({ sections }) => sections.map(({ heading }) => heading)),
    anchors: pages.map(({ sections }) =>
      sections.map(({ anchor, heading }) => (anchor === anchorOf(heading) ? '' : anchor)),
    ),
    acronyms: Object.assign(
      {},
      ...pages.map(({ acronyms, sections }) => acronyms ?? listAcronyms(sections.map(({ text }) => text))),
    ),
    lead: packWords(places, language),
  };
}

function buildBody(
  pages: readonly SearchPage[],
  { leads, own, language, entries }: Built & { entries: readonly Entry[] },
): BodyShard {
  const places: WordPlaces = new Map();
  const entryOf = new Map(
    entries.flatMap(({ page, sections }, entry) => sections.map((at) => [`${page} ${at}`, entry])),
  );
  const quoted = quotedRuns();
  let place = 0;
  pages.forEach(({ sections }, page) => {
    sections.forEach(({ text, code, quoted: inText = '' }, at) => {
      const entry = entryOf.get(`${page} ${at}`) ?? page;
      for (const word of own(splitWords(text), entry)) addWord(places, word.text, { place, isCode: false });
      const shown = splitWords(code);
      for (const word of own(shown, entry)) addWord(places, word.text, { place, isCode: true });
      quoted.add(entry, code, shown);
      if (inText !== '') quoted.add(entry, inText, splitWords(inText));
      place += 1;
    });
  });
  return { format: FORMAT, leads, sections: packWords(places, language), quoted: quoted.pack() };
}
