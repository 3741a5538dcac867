import { lengthFactors } from './field-counts.ts';
import { readPlaces } from './packed-words.ts';
import { sortPostings } from './postings.ts';
import type { Postings } from './postings.ts';
import { anchorOf } from './shards.ts';
import type { BodyShard, NamesShard, SymptomShard } from './shards.ts';
import type { Language } from './language.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Weights } from './weights.ts';
import { splitWords } from './words.ts';

/** One section of a page, as an answer points to it. */
export interface OpenSection {
  readonly entry: number;
  readonly heading: string;
  readonly anchor: string;
}

/** The bodies of all pages, section by section. */
export interface OpenSections {
  readonly list: readonly OpenSection[];
  /** The entry of every section. */
  readonly entries: Int32Array;
  /** How much a word weighs in a section by itself. */
  readonly own: Postings;
  /** In the same order: how much it adds to the section's entry. */
  readonly forEntry: Float32Array;
}

/** The sections that the headings name, in the order of the pages. */
export function listSections(names: NamesShard, symptom: SymptomShard): OpenSection[] {
  const entryOf = new Map<string, number>();
  names.chapters.forEach(({ page, first, count }, at) => {
    for (let section = first; section < first + count; section += 1)
      entryOf.set(`${page} ${section}`, names.pages.length + at);
  });
  return symptom.headings.flatMap((headings, page) =>
    headings.map((heading, at) => ({
      entry: entryOf.get(`${page} ${at}`) ?? page,
      heading,
      anchor: symptom.anchors[page]?.[at] || anchorOf(heading),
    })),
  );
}

/** Which words stand in which sections, and how often; the same line of all four columns is one finding. */
interface Columns {
  readonly words: number[];
  readonly places: number[];
  readonly inText: number[];
  readonly inCode: number[];
}

/** What the bodies are read into. */
export interface Opening {
  readonly list: readonly OpenSection[];
  readonly entryCount: number;
  readonly vocabulary: Vocabulary;
  readonly language: Language;
  readonly weights: Weights;
}

/** A word of a section's heading counts as much as this many in its text. */
const HEADING = 2;

/** Unpacks the bodies, and weighs every word in them. */
export function openSections({ sections }: BodyShard, opening: Opening): OpenSections {
  const { list, vocabulary, language, weights } = opening;
  for (const word of sections.words.split('\n')) if (word !== '') vocabulary.add(word);
  const columns: Columns = { words: [], places: [], inText: [], inCode: [] };
  readPlaces(sections, language, ({ word, place, inText, inCode }) => {
    push(columns, [vocabulary.add(word), place, inText, inCode]);
  });
  const forEntry = weighForEntries(columns, opening);
  list.forEach(({ heading }, place) => {
    for (const { text } of splitWords(heading)) {
      push(columns, [vocabulary.add(text), place, HEADING, 0]);
      forEntry.push(0); // headings count for the entry by themselves
    }
  });
  const { words, places } = columns;
  const own = { words, places, weights: weighForSections(columns, { count: list.length, weights }) };
  const size = vocabulary.size();
  return {
    list,
    entries: Int32Array.from(list, ({ entry }) => entry),
    own: sortPostings(own, size),
    forEntry: sortPostings({ words, places, weights: forEntry }, size).weights,
  };
}

function push(
  columns: Columns,
  [word, place, inText, inCode]: readonly [number, number, number, number],
): void {
  columns.words.push(word);
  columns.places.push(place);
  columns.inText.push(inText);
  columns.inCode.push(inCode);
}

function weighForSections(
  { places, inText, inCode }: Columns,
  { count, weights }: { count: number; weights: Weights },
) {
  const lengths = new Float64Array(count);
  places.forEach((place, at) => {
    lengths[place] = (lengths[place] ?? 0) + (inText[at] ?? 0) + (inCode[at] ?? 0) / 2;
  });
  const factors = lengthFactors(lengths, weights.lengthOfText);
  return places.map((place, at) => {
    const counted = (inText[at] ?? 0) * weights.text + (inCode[at] ?? 0) * weights.code;
    return counted * (factors[place] ?? 1);
  });
}

function weighForEntries(
  { places, inText, inCode }: Columns,
  { list, entryCount, weights }: Opening,
): number[] {
  const texts = new Float64Array(entryCount);
  const codes = new Float64Array(entryCount);
  const entries = places.map((place) => list[place]?.entry ?? 0);
  entries.forEach((entry, at) => {
    texts[entry] = (texts[entry] ?? 0) + (inText[at] ?? 0);
    codes[entry] = (codes[entry] ?? 0) + (inCode[at] ?? 0);
  });
  const ofText = lengthFactors(texts, weights.lengthOfText);
  const ofCode = lengthFactors(codes, weights.lengthOfText);
  return entries.map((entry, at) => {
    const text = (inText[at] ?? 0) * weights.text * (ofText[entry] ?? 1);
    return text + (inCode[at] ?? 0) * weights.code * (ofCode[entry] ?? 1);
  });
}
