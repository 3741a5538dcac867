import type { Evidence } from '../runbook/records/evidence.ts';
import type { RunbookHead } from '../runbook/read/head.ts';
import type { Incident } from '../runbook/records/incidents.ts';
import type { ReviewSettings } from '../runbook/schema/settings.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import type { Day } from './day.ts';
import type { Commit, History } from './history.ts';
import { lastReview, unprovedSince } from './last-review.ts';
import type { LastReview } from './last-review.ts';
import { dueDays } from './schedule.ts';
import type { DueDays } from './schedule.ts';
import type { SpokenChange } from './spoken-change.ts';
import { reasonsFor, STATES } from './state.ts';
import type { Reason, ReviewState } from './state.ts';
import { traceHistory } from './trace.ts';
import type { Trace } from './trace.ts';
import { once } from '../runbook/words/once.ts';
import { withoutAWord } from '../runbook/records/without-a-word.ts';
import { watchedCommits } from './watched.ts';

/** Everything a review is judged by. */
export interface ReviewFacts {
  readonly today: Day;
  readonly settings: ReviewSettings;
  readonly runbooks: readonly RunbookHead[];
  readonly signOffs: readonly SignOff[];
  readonly incidents: readonly Incident[];
  readonly history: History;
  /** The folder of runbooks, to tell which id a file had under an older name. */
  readonly folder: string;
  /** The hash of what a page says: its digest is for the edge to make. */
  readonly contentOf: (runbook: RunbookHead) => string;
  /** A run of `opsbook verify` that is newer than the sign-offs. */
  readonly evidence?: Evidence | undefined;
  /** What runbooks speak of that has changed since their review, by id; the files that tell are for the edge to read. */
  readonly spoken?: ReadonlyMap<string, readonly SpokenChange[]> | undefined;
}

/** One runbook and the state of its review. */
export interface RunbookReview {
  readonly runbook: RunbookHead;
  readonly state: ReviewState;
  readonly reasons: readonly Reason[];
  readonly last: LastReview | undefined;
  /** What was signed without proof since; it moves no day. */
  readonly unproved: SignOff | undefined;
  readonly days: DueDays | undefined;
  readonly content: string;
  /** Every sign-off of it, the oldest first. */
  readonly signOffs: readonly SignOff[];
  /** Commits since the last review that touched what it watches, newest first. */
  readonly watched: readonly Commit[];
  /** What it speaks of that has changed since. */
  readonly spoken: readonly SpokenChange[];
  readonly incidents: readonly Incident[];
}

/** A book's reviews, what calls for somebody first, and the history they were judged by. */
export interface BookReview {
  readonly reviews: readonly RunbookReview[];
  readonly trace: Trace;
}

/** Judges the review of every runbook. */
export function reviewBook(facts: ReviewFacts): BookReview {
  const trace = traceHistory(facts.history);
  const watched = watchedCommits(trace);
  const signOffs = Map.groupBy(facts.signOffs, ({ runbook }) => runbook);
  const failed = failedRuns(facts.evidence);
  const living = new Set(facts.runbooks.map(({ id }) => id));
  const formerIds = { ...facts, living };
  const daysAfter = openDueDays(facts.settings);
  const reviews = facts.runbooks.map((runbook): RunbookReview => {
    // Where two have one moment, the one under the present name comes last and counts.
    const own = asTheyCount(
      idsOf(runbook, formerIds, trace)
        .toReversed()
        .flatMap(({ id, until }) => (signOffs.get(id) ?? []).filter(({ at }) => Date.parse(at) <= until))
        .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    );
    const last = lastReview(runbook, own, facts.today);
    const since = last && trace.isAfter(last);
    const days = last && daysAfter(last.on, runbook.reviewEvery);
    const known = {
      last,
      unproved: unprovedSince(last, own, facts.today),
      days,
      watched: since
        ? runbook.watches
            .flatMap((glob) => watched(glob))
            .filter(since)
            .filter(isFirst)
        : [],
      spoken: (last && facts.spoken?.get(runbook.id)) ?? [],
      incidents: facts.incidents.filter(
        ({ runbooks, date }) =>
          last && runbooks.includes(runbook.id) && date > last.on && date <= facts.today,
      ),
    };
    // Most pages of most books were never signed, and nobody compares what they say.
    const content = once(() => facts.contentOf(runbook));
    const reasons = reasonsFor({
      ...facts,
      ...known,
      get content() {
        return content();
      },
      failedSince: failed(runbook.id, last),
    });
    return {
      ...{ runbook, state: reasons[0]?.state ?? 'fresh', reasons, signOffs: own, ...known },
      get content() {
        return content();
      },
    };
  });
  return { reviews: reviews.toSorted(byUrgency), trace };
}

/** Of a thousand runbooks many were reviewed on one day: the calendar is asked once for each. */
function openDueDays(settings: ReviewSettings): (on: Day, every: string | undefined) => DueDays {
  const known = new Map<string, DueDays>();
  return (on, every) => {
    const key = `${on} ${every ?? ''}`;
    const days = known.get(key) ?? dueDays(on, every, settings);
    known.set(key, days);
    return days;
  };
}

/** A sign-off without a word of proof that follows one with proof was written by hand: it moves no day. */
function asTheyCount(signOffs: readonly SignOff[]): readonly SignOff[] {
  const bare = new Set(withoutAWord(signOffs));
  if (bare.size === 0) return signOffs;
  return signOffs.map((one): SignOff => (bare.has(one) ? { ...one, missing: ['reviewer'] } : one));
}

function isFirst<T>(item: T, index: number, all: readonly T[]): boolean {
  return all.indexOf(item) === index;
}

/** An id that a runbook has had, and the moment (of `Date.parse`) from which it was no longer its own. */
interface OwnId {
  readonly id: string;
  readonly until: number;
}

/** The ids a runbook has had: today's, those its aliases name, and those its file had before it was renamed. */
function idsOf(
  { id, path, aliases }: RunbookHead,
  { folder, history, living }: ReviewFacts & { readonly living: ReadonlySet<string> },
  trace: Trace,
): OwnId[] {
  const start = history.prefix + (folder === '' ? '' : `${folder}/`);
  const former = (trace.formerNames.get(history.prefix + path) ?? [])
    .filter((name) => name.startsWith(start))
    .map((name): OwnId => {
      const old = name.slice(start.length).replace(/\.mdx?$/i, '');
      return { id: old, until: living.has(old) ? renamedAt(name, history.prefix + path, trace) : Infinity };
    });
  // The name of another page that is there is no former one of this: its reviews are its own.
  const named = aliases
    .map((alias) => alias.replace(/^\/?runbooks\//, '').replace(/^\/|\/$/g, ''))
    .filter((alias) => !living.has(alias))
    .map((alias): OwnId => ({ id: alias, until: Infinity }));
  const all = [{ id, until: Infinity }, ...named, ...former];
  return all.filter((one, index) => all.findIndex((other) => other.id === one.id) === index);
}

/** When a file left a name that another has today. */
function renamedAt(name: string, today: string, { byPath }: Trace): number {
  const commit = byPath.get(today)?.find(({ files }) => files.some(({ from }) => from === name));
  return commit ? Date.parse(commit.at) : -Infinity;
}

function failedRuns(evidence: Evidence | undefined) {
  const runs = new Map(evidence?.runbooks.map((run) => [run.id, run.snippets]));
  return (id: string, last: LastReview | undefined) => {
    if (!evidence || (last && Date.parse(last.at) >= Date.parse(evidence.at))) return undefined;
    const failed = (runs.get(id) ?? []).filter(({ status }) => status === 'failed').length;
    return { failed, on: evidence.at.slice(0, 10) };
  };
}

function byUrgency(a: RunbookReview, b: RunbookReview): number {
  const [due, other] = [a.days?.due ?? '', b.days?.due ?? ''];
  const byState = STATES.indexOf(a.state) - STATES.indexOf(b.state);
  if (byState !== 0) return byState;
  if (due !== other) return due < other ? -1 : 1;
  return a.runbook.id < b.runbook.id ? -1 : 1;
}
