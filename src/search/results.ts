import { differences } from './differences.ts';
import type { FoundName } from './evidence.ts';
import type { OpenIndex } from './open-index.ts';
import type { Ranked } from './rank.ts';
import { bestSentence, wholeReason, wordReason } from './reason.ts';
import type { Reason } from './reason.ts';
import type { Query } from './query.ts';
import type { Scores } from './score.ts';
import { isLikeNothing, judgeFit } from './verdict.ts';
import type { Asked, Fit, Verdict } from './verdict.ts';
import { valuesFor } from './paste-values.ts';
import type { LabelValues, PastedValues } from './paste-values.ts';

/** One runbook of an answer, or another page of the book. */
export interface Result extends PastedValues {
  readonly id: string;
  /** Of what is no runbook: where it stands on the site, without the base. */
  readonly address?: string;
  readonly title: string;
  /** A runbook's own kind, or `guide`, `service`, `team`, `severity`, `template`, `alert`. */
  readonly kind: string;
  /** The section to open; empty for the top of the page. */
  readonly anchor: string;
  /** Comparable within one answer only. */
  readonly score: number;
  /** Whether it is clearly meant; another may still be the right one. */
  readonly isSure: boolean;
  /** `sure`: clearly meant. `likely`: as often as not. `guess`: it shares some words. */
  readonly verdict: Verdict;
  /** What tells it apart from others of the first three that it could be taken for: `near full, 85 %`. */
  readonly differs?: string;
  readonly why: Reason;
}

/** All that was found in a paste. */
export interface Evidence {
  readonly names: readonly FoundName[];
  /** Error strings by page. */
  readonly errors: ReadonlyMap<number, string>;
  readonly ranked: readonly Ranked[];
  readonly scores: Scores;
  readonly query: Query;
  readonly values: LabelValues;
}

export interface Listing {
  readonly index: OpenIndex;
  readonly limit: number;
  /** Whether what is no runbook is a result too. */
  readonly hasOthers?: boolean;
}

/** What is known by name comes before what is known by its error, and that before all likeness in words. */
const BY_NAME = 100_000;
const BY_ERROR = 10_000;
/** Most of a line's meaning was in the query: then the line is the reason. */
const LINE_IS_REASON = 0.6;

/** A line said in full is as good as a name. */
const LINE_IN_FULL = 0.85;
/** So many results are what a person chooses among. */
const TOLD_APART = 3;
/** Less than this resembles nothing. */
const LEAST_SCORE = 0.05;

interface Candidate extends Ranked {
  readonly name?: FoundName;
  readonly error?: string;
}

/** The results, best first, one for each page. */
export function listResults(evidence: Evidence, { index, limit, hasOthers = false }: Listing): Result[] {
  const candidates = listCandidates(evidence)
    .filter(({ entry }) => hasOthers || index.entries[entry]?.isRunbook !== false)
    .sort((a, b) => b.score - a.score);
  const best = new Map<number, Candidate>();
  for (const candidate of candidates) {
    const page = index.entries[candidate.entry]?.page ?? 0;
    if (!best.has(page)) best.set(page, candidate);
    // One more, to know how far it is behind.
    if (best.size > limit) break;
  }
  const ordered = [...best];
  const [first] = ordered;
  if (first && isByWords(first[1])) {
    // What only the almanac's words have found is a guess, but more than nothing.
    const isHinted = (evidence.scores.hinted[first[1].entry] ?? 0) > 0;
    if (!isHinted && isLikeNothing(fitOf(ordered, 0, evidence), askedOf(evidence.query))) return [];
  }
  const differs = differences(
    ordered.slice(0, TOLD_APART).map(([page]) => page),
    index,
  );
  return ordered.slice(0, limit).flatMap(([page, candidate], at) => {
    const listed = index.pages[page];
    if (!listed) return [];
    const verdict = isByWords(candidate) ? judgeFit(fitOf(ordered, at, evidence)) : 'sure';
    return {
      id: listed.id,
      ...(listed.address === undefined ? {} : { address: listed.address }),
      title: listed.title,
      kind: listed.kind ?? 'incident',
      anchor: listed.address === undefined ? anchorOf(candidate, evidence, index) : '',
      score: Math.round(candidate.score * 1_000) / 1_000,
      isSure: verdict === 'sure',
      verdict,
      ...(differs.has(page) ? { differs: differs.get(page) ?? '' } : {}),
      why: reasonOf(candidate, evidence, index),
      ...valuesFor(listed, evidence.values),
    };
  });
}

/** The id of the first result alone: what `listResults` has first, without its section and its reason. */
export function firstResult(evidence: Evidence, index: OpenIndex): string | undefined {
  let first: Candidate | undefined;
  for (const candidate of listCandidates(evidence))
    if (!first || candidate.score > first.score) first = candidate;
  return first && index.pages[index.entries[first.entry]?.page ?? 0]?.id;
}

function listCandidates({ names, errors, ranked, scores }: Evidence): Candidate[] {
  const similar = ranked.filter(({ score }) => score >= LEAST_SCORE * scores.total);
  const found = new Map<number, Candidate>(similar.map((one) => [one.entry, one]));
  const known = (entry: number): Candidate =>
    found.get(entry) ?? { entry, score: 0, covered: 0, line: undefined };
  for (const [page, error] of errors) {
    const before = known(page);
    found.set(page, { ...before, error, score: before.score + BY_ERROR + error.length });
  }
  names.forEach((name, order) => {
    for (const entry of name.entries) {
      const before = known(entry);
      if (before.name) continue;
      // Where several names were pasted, the first one leads.
      found.set(entry, { ...before, name, score: before.score + BY_NAME * (1 + 1 / (1 + order)) });
    }
  });
  return [...found.values()];
}

/** Whether nothing but likeness in words speaks for a result. */
function isByWords({ name, error, line }: Candidate): boolean {
  const isInFull = line && line.covered >= LINE_IN_FULL && line.line.words.length > 1;
  return !name && error === undefined && !isInFull;
}

function askedOf({ terms, unknown }: Query): Asked {
  const own = terms.filter(({ isHint }) => !isHint);
  const surest = Math.max(0, ...own.flatMap(({ likely }) => likely.map(([, surely]) => surely)));
  return { words: own.length + Math.ceil(unknown), surest };
}

/** How well one of the results fits, what the almanac added left out. */
function fitOf(
  ordered: readonly (readonly [page: number, candidate: Candidate])[],
  at: number,
  { scores, query }: Evidence,
): Fit {
  const said = (place: number): number => {
    const candidate = ordered[place]?.[1];
    return candidate ? candidate.score - (scores.hinted[candidate.entry] ?? 0) : 0;
  };
  const own = said(at);
  return {
    score: scores.total === 0 ? 0 : own / scores.total,
    covered: ordered[at]?.[1].covered ?? 0,
    lead: at > 0 || own <= 0 ? 0 : Math.max(0, 1 - said(1) / own),
    words: query.terms.filter(({ isHint }) => !isHint).length,
    known: query.known,
  };
}

function anchorOf({ entry, name, error, line }: Candidate, { scores }: Evidence, index: OpenIndex): string {
  const own = index.entries[entry]?.anchor ?? '';
  if (name || error !== undefined || (line && line.covered >= LINE_IS_REASON)) return own;
  return index.sections?.list[scores.sections[entry] ?? -1]?.anchor || own;
}

function reasonOf(candidate: Candidate, { scores }: Evidence, index: OpenIndex): Reason {
  const { name, error, line, entry } = candidate;
  if (index.entries[entry]?.isRunbook === false)
    return wordReason('words', summaryOf(entry, index), { scores, index });
  if (name?.isAlert) return wholeReason('alert', name.name);
  if (error !== undefined) return wholeReason('error', error);
  if (name) return wholeReason('words', name.name);
  if (line && line.covered >= LINE_IS_REASON) return wordReason('symptom', line.line.text, { scores, index });
  return bestSentence(candidate, { scores, index });
}

/** What is said of a page that is no runbook: it has one line. */
function summaryOf(entry: number, { lines, entries }: OpenIndex): string {
  return lines.find(({ page }) => page === entry)?.text ?? entries[entry]?.title ?? '';
}
