import { ANY_PROGRAM } from '../almanac/almanac.ts';
import type { Almanac } from '../almanac/almanac.ts';
import { isDenied, isNoEvent } from './denied.ts';
import { findCodes } from './error-codes.ts';
import { chainsOf, inOrder } from './error-order.ts';
import type { PlacedError } from './error-order.ts';
import { tellingLines } from './telling-lines.ts';

/** A well-known error that stands in a text. */
export interface Recognised {
  /** As it stands there. */
  readonly text: string;
  readonly software: string;
  /** One plain sentence, without its full stop. */
  readonly meaning: string;
  /** Words that runbooks about it have. */
  readonly words: string;
  readonly source: string;
  /** Whether any program may say so: it tells little, and only where nothing better is known. */
  readonly isGeneral: boolean;
}

/** An almanac ready to be asked. */
export interface OpenAlmanac {
  /** By the code in its form, such as `exit:137`. */
  readonly codes: ReadonlyMap<string, KnownError>;
  /** Texts by the rarest of their words: a text is looked for only where that word stands. */
  readonly texts: ReadonlyMap<string, readonly KnownText[]>;
  /** What is no news in a line without trouble: a client's mistake, a program that was asked to stop. */
  readonly expected: ReadonlySet<KnownError>;
}

interface KnownError extends Omit<Recognised, 'text'> {
  /** Whether its sentence only says where to read on: it gives way to whatever says more. */
  readonly isWrapper: boolean;
}

interface KnownText {
  readonly error: KnownError;
  /** The text in small letters, cut at `…` and `#`, which stand by themselves. */
  readonly pieces: readonly string[];
  /** Whether `failed to` or the like stands before. */
  readonly isFailure: boolean;
}

/** Makes an almanac ready. */
export function openAlmanac(almanac: Almanac): OpenAlmanac {
  const codes = new Map<string, KnownError>();
  const known: KnownText[] = [];
  const errors = almanac.meanings.map((meaning, at): KnownError => {
    const [software = 0, source = 0] = almanac.of[at] ?? [];
    const name = almanac.software[software] ?? '';
    return {
      software: name,
      meaning,
      words: almanac.words[at] ?? '',
      source: almanac.sources[source] ?? '',
      isGeneral: name === ANY_PROGRAM,
      isWrapper: READ_ON.test(meaning),
    };
  });
  for (const [at, error] of errors.entries()) {
    for (const text of (almanac.texts[at] ?? '').split('|')) {
      if (CODE.test(text)) codes.set(text, error);
      else known.push(knownText(text, error));
    }
  }
  const expected = new Set([...codes].flatMap(([code, error]) => (EXPECTED.test(code) ? [error] : [])));
  return { codes, texts: byRarestWord(known), expected };
}

/** A sentence that ends with where to read on: `; the lines above say why`. */
const READ_ON = /; .{1,40} says? (?:why|which|what|in what|where)$/;

/** A client's mistake, a program that was asked to stop. */
const EXPECTED = /^(?:http:4\d\d|signal:(?:1|2|15))$/;

/** As other programs say `failed to`. */
const FAILED = ['failed to ', 'unable to ', 'could not ', "couldn't ", 'cannot ', "can't "] as const;

/** A text, and as other programs say it. */
export function spellings(text: string): string[] {
  return text.startsWith(FAILED[0]) ? FAILED.map((failed) => failed + text.slice(FAILED[0].length)) : [text];
}

function knownText(text: string, error: KnownError): KnownText {
  const isFailure = text.startsWith(FAILED[0]);
  return { error, isFailure, pieces: piecesOf(isFailure ? text.slice(FAILED[0].length) : text) };
}

const CODE = /^(?:exit|http|sqlstate|mysql|signal|grpc|any):\S+$/;
const ANYTHING = '…';
const NUMBER = '#';

/** The pieces of a text: what stands for itself, in small letters and single blanks, and the signs between. */
export function piecesOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .split(/ ?(…) ?|(#)/)
    .filter((piece) => piece !== undefined && piece !== '');
}

function byRarestWord(texts: readonly KnownText[]): Map<string, KnownText[]> {
  const counts = new Map<string, number>();
  const words = texts.map(({ pieces }) => wordsOf(pieces));
  for (const word of words.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const found = new Map<string, KnownText[]>();
  for (const [at, text] of texts.entries()) {
    let rarest = '';
    for (const word of words[at] ?? [])
      if (rarest === '' || (counts.get(word) ?? 0) < (counts.get(rarest) ?? 0)) rarest = word;
    const same = found.get(rarest);
    if (same) same.push(text);
    else found.set(rarest, [text]);
  }
  return found;
}

/** The words of the pieces, each of which stands whole wherever they do. */
function wordsOf(pieces: readonly string[]): string[] {
  return pieces.flatMap((piece) => (piece === ANYTHING || piece === NUMBER ? [] : tokensOf(piece)));
}

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

// Letters and digits apart: a number may stand right beside a word.
const TOKEN = /\p{L}+|\p{N}+/gu;

/** More well-known errors than these in one text help nobody. */
const MOST = 3;
const LONGEST_SHOWN = 100;

interface Candidate extends PlacedError {
  readonly error: KnownError;
  /** Whether it is the name of an exception that nothing else is known of. */
  readonly isName?: boolean;
}

/** The well-known errors in a text, the most telling first, each meaning once. */
export function recognise(almanac: OpenAlmanac, text: string): Recognised[] {
  const lines = tellingLines(text);
  const chains = chainsOf(lines);
  const candidates = lines.flatMap((line, at) => candidatesIn(line, at, almanac));
  const special = candidates.filter(({ error }) => !error.isGeneral);
  const picked =
    special.length > 0 ? inOrder(pick(special), chains).slice(0, MOST) : lastCause(candidates, chains);
  return picked.map(({ error: { isWrapper: _, ...error }, line, start, end }) => ({
    ...error,
    text: shorten(line.slice(start, end)),
  }));
}

/** Of what any program may say, the end of the first chain of causes, as in `setup failed: no such file`. */
function lastCause(candidates: readonly Candidate[], chains: readonly number[]): Candidate[] {
  const named = candidates.filter(({ isName }) => !isName);
  const found = named.length > 0 ? named : candidates;
  const chain = chains[found[0]?.at ?? 0];
  return inOrder(pick(found.filter(({ at }) => chains[at] === chain)), chains).slice(0, 1);
}

// The level of a line that says itself that it tells of no error, near its start: INFO, [debug], level=info, `00Z info`.
const CALM = /\b(?:INFO|Info|DEBUG|Debug|TRACE|NOTICE|Notice|VERBOSE|Verbose)\b/;
const CALM_IN_PLACE = /(?:^|level["']?[=:] ?["']?|[[<]|[\dz\]|:] )(?:info|debug|trace|notice|verbose)\b/;
/** A request that went well. */
const WENT_WELL = /" [23]\d\d /;
const LEVEL_WITHIN = 160;

function candidatesIn(told: string, row: number, { codes, texts, expected }: OpenAlmanac): Candidate[] {
  const line = told
    .replace(/\\(?=["'])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const lower = line.toLowerCase();
  // Some letters change their length with their case: then the line is shown in small letters.
  const shown = lower.length === line.length ? line : lower;
  const isCalm =
    CALM.test(line.slice(0, LEVEL_WITHIN)) ||
    CALM_IN_PLACE.test(lower.slice(0, LEVEL_WITHIN)) ||
    WENT_WELL.test(lower.slice(0, LEVEL_WITHIN));
  const isNews = (error: KnownError): boolean => !isCalm || !(error.isGeneral || expected.has(error));
  const found: Candidate[] = [];
  for (const { code, start, end } of findCodes(lower)) {
    const error = codes.get(code);
    if (error && isNews(error))
      found.push({ error, at: row, line: shown, start, end, isCode: true, isName: code.startsWith('any:') });
  }
  for (const word of new Set(tokensOf(lower))) {
    for (const text of texts.get(word) ?? []) {
      const { error } = text;
      const at = isNews(error) ? findText(lower, text) : undefined;
      if (at) found.push({ error, at: row, line: shown, start: at[0], end: at[1] });
    }
  }
  return found;
}

/** The longest of those that overlap, each meaning once. */
function pick(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.end - b.start - (a.end - a.start));
  const picked: Candidate[] = [];
  for (const one of sorted) {
    const isKnown = picked.some(
      (other) =>
        other.error.meaning === one.error.meaning ||
        (other.at === one.at && other.start < one.end && one.start < other.end),
    );
    if (!isKnown) picked.push(one);
  }
  return picked;
}

function shorten(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
}

/** A line has no more places of one piece that are worth a try. */
const MOST_TRIES = 20;
/** What `…` stands for is not longer. */
const LONGEST_GAP = 160;

/** Where a text stands in a line, its pieces one after the other, at the ends of words. */
function findText(line: string, text: KnownText): [start: number, end: number] | undefined {
  const { error, pieces, isFailure } = text;
  const isNot = error.isGeneral ? isNoEvent : isDenied;
  const [first = '', ...rest] = pieces;
  let at = line.indexOf(first);
  for (let tries = 0; at >= 0 && tries < MOST_TRIES; tries += 1) {
    const start = isFailure ? startOfFailure(line, at) : at;
    const end = start >= 0 && isEdge(line, start) ? endOf(line, at + first.length, rest) : undefined;
    if (end !== undefined && isEdge(line, end) && !isNot({ line, start, end })) return [start, end];
    at = line.indexOf(first, at + 1);
  }
  return undefined;
}

/** Where `failed to` begins, or another way to say it, that ends at a place; -1 without one. */
function startOfFailure(line: string, at: number): number {
  const said = FAILED.find((failed) => line.startsWith(failed, at - failed.length));
  return said === undefined ? -1 : at - said.length;
}

function endOf(line: string, from: number, pieces: readonly string[]): number | undefined {
  let at = from;
  let gap = 0;
  for (const piece of pieces) {
    if (piece === ANYTHING) gap = LONGEST_GAP;
    else if (piece === NUMBER) {
      const length = /^-?\d[\d.,]{0,20}/.exec(line.slice(at, at + 24))?.[0].length;
      if (length === undefined) return undefined;
      at += length;
    } else {
      const next = nextPlace(line, piece, { from: at, isFar: gap > 0 });
      if (next < 0 || next - at > gap) return undefined;
      at = next + piece.length;
      gap = 0;
    }
  }
  return at;
}

/** Where a piece stands next; after `…` it begins a word and ends one. */
function nextPlace(line: string, piece: string, { from, isFar }: { from: number; isFar: boolean }): number {
  let next = line.indexOf(piece, from);
  for (let tries = 0; isFar && next >= 0 && tries < MOST_TRIES; tries += 1) {
    if (isEdge(line, next) && isEdge(line, next + piece.length)) return next;
    next = line.indexOf(piece, next + 1);
  }
  return next;
}

/** Whether a word begins or ends at a place. */
function isEdge(line: string, at: number): boolean {
  return !(isWord(line[at - 1]) && isWord(line[at]));
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}
