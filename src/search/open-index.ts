import { SHORT_NAMES } from './acronyms.ts';
import { readErrorPattern } from './error-patterns.ts';
import type { ErrorPattern } from './error-patterns.ts';
import { fieldCounts } from './field-counts.ts';
import type { Field, FieldCounts } from './field-counts.ts';
import { listNames } from './names.ts';
import type { OpenEntry } from './open-entry.ts';
import type { Names } from './names.ts';
import { listSections, openSections } from './open-sections.ts';
import type { OpenSection, OpenSections } from './open-sections.ts';
import { readPlaces } from './packed-words.ts';
import type { PlacesOfWord } from './places-of-word.ts';
import { postingsList, sortPostings } from './postings.ts';
import type { Postings } from './postings.ts';
import { readQuoted } from './quoted.ts';
import { rarities } from './rarity.ts';
import { openScratch } from './scratch.ts';
import type { Scratch } from './scratch.ts';
import type { IndexShards, ListedPage, SymptomShard, Told } from './shards.ts';
import type { Language } from './language.ts';
import { openVocabulary } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';
import { WEIGHTS } from './weights.ts';
import type { Weights } from './weights.ts';
import { splitWords } from './words.ts';

/** A line that an author or an alert rule says of a page. */
export interface ToldLine {
  readonly page: number;
  readonly text: string;
  readonly words: readonly number[];
  /** How much all its words say. */
  readonly says: number;
}

/** An error string that a page claims. */
export interface ToldError {
  readonly page: number;
  readonly text: string;
  readonly pattern: ErrorPattern;
}

/** An index in memory. Opened once; every query reads it. */
export interface OpenIndex {
  readonly weights: Weights;
  readonly pages: readonly ListedPage[];
  readonly entries: readonly OpenEntry[];
  readonly vocabulary: Vocabulary;
  /** Where every word stands, by entry: title, what is told, headings, lead. */
  readonly heads: Postings;
  readonly sections: OpenSections | undefined;
  /** The entries that show a run of words as a machine prints it. */
  readonly quoted: ReadonlyMap<number, readonly number[]>;
  readonly lines: readonly ToldLine[];
  /** How much all words of each line say, and how many of them a query must have. */
  readonly lineNeeds: LineNeeds;
  /** The lines that each word stands in, by their place in `lines`. */
  readonly linesByWord: Pick<Postings, 'starts' | 'places'>;
  readonly errors: readonly ToldError[];
  readonly names: Names;
  readonly acronyms: ReadonlyMap<string, readonly string[]>;
  /** Words that a query may write as one, and titles as two: `nearfull` for `OSDNearFull`. */
  readonly titlePairs: ReadonlyMap<string, readonly string[]>;
  /** How much every word says: the more, the fewer entries have it. */
  readonly rarity: Float32Array;
  /** Pairs of neighbouring words by entry, filled when first asked for. */
  readonly pairs: Map<number, ReadonlySet<number>>;
  /** Where words stand, filled when first asked for. */
  readonly placesByWord: Map<number, PlacesOfWord>;
  readonly scratch: Scratch;
}

/** In the order of the lines. */
export interface LineNeeds {
  readonly says: Float64Array;
  readonly hits: Uint16Array;
}

interface Opened {
  readonly entries: readonly OpenEntry[];
  readonly vocabulary: Vocabulary;
  readonly language: Language;
  readonly counts: FieldCounts;
}

/**
 * Opens what has been loaded of an index: the names alone, with the symptom shard, or all of it.
 * @param language what it was built with
 */
export function openIndex(shards: IndexShards, language: Language, weights: Weights = WEIGHTS): OpenIndex {
  const { names, symptom, body } = shards;
  const list = symptom ? listSections(names, symptom) : [];
  const vocabulary = openVocabulary(language);
  const entries = openEntries(shards, { list, vocabulary });
  const told = names.told ?? symptom?.told ?? [];
  const written = openLines(told, symptom, vocabulary);
  const opened = { entries, vocabulary, language, counts: fieldCounts(entries.length) };
  countHeads(names.pages, written, opened);
  countErrors(told, opened);
  if (symptom) countLeads(symptom, opened);
  const sections =
    body && openSections(body, { list, entryCount: entries.length, vocabulary, language, weights });
  const heads = sortPostings(opened.counts.weigh(weights), vocabulary.size());
  const rarity = rarities({ heads, sections }, { entryCount: entries.length, power: weights.rarity });
  const lines = written.map((line) => ({
    ...line,
    says: line.words.reduce((sum, word) => sum + (rarity[word] ?? 0), 0),
  }));
  return {
    weights,
    pages: names.pages,
    entries,
    vocabulary,
    heads,
    sections,
    quoted: body ? readQuoted(body.quoted) : new Map(),
    lines,
    lineNeeds: {
      says: Float64Array.from(lines, ({ says }) => says),
      hits: Uint16Array.from(lines, ({ words }) => Math.min(2, words.length)),
    },
    linesByWord: placesInLines(lines, vocabulary.size()),
    errors: told.flatMap(({ errors = [] }, page) => openErrors(errors, page)),
    names: listNames(names.pages, entries),
    acronyms: new Map([...SHORT_NAMES, ...Object.entries(symptom?.acronyms ?? {})]),
    titlePairs: pairsOfTitles(entries.map(({ title }) => title)),
    rarity,
    pairs: new Map(),
    placesByWord: new Map(),
    scratch: openScratch({ entries: entries.length, sections: list.length, lines: lines.length }),
  };
}

/** Shorter words stand side by side by chance. */
const SHORTEST_PART = 3;

function pairsOfTitles(titles: readonly string[]): Map<string, readonly string[]> {
  const pairs = new Map<string, readonly string[]>();
  for (const title of titles) {
    let before = '';
    for (const { text, joins } of splitWords(title)) {
      if (joins > 1) continue;
      if (before.length >= SHORTEST_PART && text.length >= SHORTEST_PART)
        pairs.set(before + text, [before, text]);
      before = text;
    }
  }
  return pairs;
}

function openEntries(
  { names, body }: IndexShards,
  { list, vocabulary }: { list: readonly OpenSection[]; vocabulary: Vocabulary },
): OpenEntry[] {
  const headings = new Map<number, string[]>();
  for (const { entry, heading } of list) {
    const known = headings.get(entry);
    if (known) known.push(heading);
    else headings.set(entry, [heading]);
  }
  const pages = names.pages.map(({ title }, page) => ({ title, page, anchor: '' }));
  return [...pages, ...names.chapters].map(({ title, page, anchor }, at) => ({
    page,
    title,
    isRunbook: names.pages[page]?.address === undefined,
    anchor,
    titleWords: wordsOf(title, vocabulary, { isWholeToo: false }),
    headings: headings.get(at) ?? [],
    lead: body?.leads[at] ?? '',
  }));
}

/** The numbers of a text's words that say something; unknown words become known. */
function wordsOf(text: string, vocabulary: Vocabulary, { isWholeToo = true } = {}): number[] {
  return splitWords(text)
    .filter(({ text, joins }) => (isWholeToo || joins === 1) && !vocabulary.isStopWord(text))
    .map(({ text }) => vocabulary.add(text));
}

/** Symptoms, summaries and rules' texts, without what a rule fills in. */
function openLines(
  told: readonly Told[],
  symptom: SymptomShard | undefined,
  vocabulary: Vocabulary,
): Omit<ToldLine, 'says'>[] {
  const pageCount = Math.max(told.length, symptom?.summaries.length ?? 0);
  return Array.from({ length: pageCount }, (_, page) => [
    ...(told[page]?.symptoms ?? []),
    ...(symptom?.rules[page] ?? []),
    ...(symptom?.summaries[page] ? [symptom.summaries[page]] : []),
  ]).flatMap((texts, page) =>
    texts.map((text) => {
      const said = text
        .replace(/\{\{[^{}]*\}\}/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      return { page, text: said, words: [...new Set(wordsOf(said, vocabulary, { isWholeToo: false }))] };
    }),
  );
}

function placesInLines(lines: readonly ToldLine[], wordCount: number): OpenIndex['linesByWord'] {
  const list = postingsList();
  lines.forEach(({ words }, at) => {
    for (const word of words) {
      list.words.push(word);
      list.places.push(at);
    }
  });
  const { starts, places } = sortPostings(list, wordCount);
  return { starts, places };
}

/** Errors of a page, ready to be looked for; what cannot be is left out. */
export function openErrors(errors: readonly string[], page: number): ToldError[] {
  return errors.flatMap((text) => {
    const pattern = readErrorPattern(text);
    return pattern ? [{ page, text, pattern }] : [];
  });
}

function countHeads(
  pages: readonly ListedPage[],
  lines: readonly Omit<ToldLine, 'says'>[],
  opened: Opened,
): void {
  const { entries, vocabulary, counts } = opened;
  const count = (entry: number, field: Field, text: string): void =>
    counts.add(entry, field, wordsOf(text, vocabulary));
  entries.forEach(({ title, page, headings }, entry) => {
    const { id = '', services = [], alerts = [], title: pageTitle = '' } = pages[page] ?? {};
    count(entry, 'title', title);
    count(entry, 'place', [id, ...services, entry >= pages.length ? pageTitle : ''].join(' '));
    for (const heading of headings) count(entry, 'heading', heading);
    if (entry < pages.length) count(entry, 'told', alerts.join(' '));
  });
  for (const { page, words } of lines) counts.add(page, 'told', words);
}

/** Somebody who remembers a part of an error types that part: `413`, `E11000`, `out of memory`. */
function countErrors(told: readonly Told[], { vocabulary, counts }: Opened): void {
  told.forEach(({ errors = [] }, page) => {
    // The parts of a regular expression that stand for themselves.
    const texts = errors.map((text) =>
      /^\/.*\/[a-z]*$/s.test(text) ? text.replace(/\\[a-zA-Z]/g, ' ') : text,
    );
    counts.add(page, 'told', [...new Set(texts.flatMap((text) => wordsOf(text, vocabulary)))]);
  });
}

function countLeads({ lead }: SymptomShard, { vocabulary, language, counts }: Opened): void {
  for (const word of lead.words.split('\n')) if (word !== '') vocabulary.add(word);
  readPlaces(lead, language, ({ word, place, inText }) => {
    const number = vocabulary.add(word);
    counts.add(
      place,
      'lead',
      Array.from({ length: inText }, () => number),
    );
  });
}
