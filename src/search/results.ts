import type { FoundName } from './evidence.ts';
import type { OpenIndex } from './open-index.ts';
import type { Ranked } from './rank.ts';
import { bestSentence, wholeReason, wordReason } from './reason.ts';
import type { Reason } from './reason.ts';
import type { Scores } from './score.ts';
import { valuesFor } from './paste-values.ts';
import type { LabelValues, PastedValues } from './paste-values.ts';

/** One runbook of an answer. */
export interface Result extends PastedValues {
  readonly id: string;
  readonly title: string;
  /** The section to open; empty for the top of the page. */
  readonly anchor: string;
  /** Comparable within one answer only. */
  readonly score: number;
  /** Clearly meant; what is not may still be it. */
  readonly isSure: boolean;
  readonly why: Reason;
}

/** All that was found in a paste. */
export interface Evidence {
  readonly names: readonly FoundName[];
  /** Error strings by page. */
  readonly errors: ReadonlyMap<number, string>;
  readonly ranked: readonly Ranked[];
  readonly scores: Scores;
  readonly values: LabelValues;
}

export interface Listing {
  readonly index: OpenIndex;
  readonly limit: number;
}

/** What is known by name comes before what is known by its error, and that before all likeness in words. */
const BY_NAME = 100_000;
const BY_ERROR = 10_000;
/** Most of a line's meaning was in the query: then the line is the reason. */
const LINE_IS_REASON = 0.6;

/**
 * What words alone must reach to be sure: the score as a share of what the query has to say, and the share of it
 * that was found. On three sites most right answers do, and one in five answers to what a site does not have.
 */
const SURE_SCORE = 0.55;
const SURE_COVERED = 0.4;
/** Less than this resembles nothing. */
const LEAST_SCORE = 0.05;

interface Candidate extends Ranked {
  readonly name?: FoundName;
  readonly error?: string;
}

/** The results, best first, one for each page. */
export function listResults(evidence: Evidence, { index, limit }: Listing): Result[] {
  const candidates = listCandidates(evidence).sort((a, b) => b.score - a.score);
  const best = new Map<number, Candidate>();
  for (const candidate of candidates) {
    const page = index.entries[candidate.entry]?.page ?? 0;
    if (!best.has(page)) best.set(page, candidate);
    if (best.size >= limit) break;
  }
  return [...best].flatMap(([page, candidate]) => {
    const listed = index.pages[page];
    if (!listed) return [];
    return {
      id: listed.id,
      title: listed.title,
      anchor: anchorOf(candidate, evidence, index),
      score: Math.round(candidate.score * 1_000) / 1_000,
      isSure: isSure(candidate, evidence),
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
      // Of several names the first one pasted leads.
      found.set(entry, { ...before, name, score: before.score + BY_NAME * (1 + 1 / (1 + order)) });
    }
  });
  return [...found.values()];
}

function isSure({ entry, name, error, line, score, covered }: Candidate, { scores }: Evidence): boolean {
  if (name || error !== undefined || (line && line.covered >= LINE_IS_REASON)) return true;
  const said = score - (scores.hinted[entry] ?? 0);
  return said >= SURE_SCORE * scores.total && covered >= SURE_COVERED;
}

function anchorOf({ entry, name, error, line }: Candidate, { scores }: Evidence, index: OpenIndex): string {
  const own = index.entries[entry]?.anchor ?? '';
  if (name || error !== undefined || (line && line.covered >= LINE_IS_REASON)) return own;
  return index.sections?.list[scores.sections[entry] ?? -1]?.anchor || own;
}

function reasonOf(candidate: Candidate, { scores }: Evidence, index: OpenIndex): Reason {
  const { name, error, line } = candidate;
  if (name?.isAlert) return wholeReason('alert', name.name);
  if (error !== undefined) return wholeReason('error', error);
  if (name) return wholeReason('words', name.name);
  if (line && line.covered >= LINE_IS_REASON) return wordReason('symptom', line.line.text, { scores, index });
  return bestSentence(candidate, { scores, index });
}
