import type { Incident } from '../runbook/records/incidents.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import type { ReviewSettings } from '../runbook/schema/settings.ts';
import type { Day } from './day.ts';
import { after, parseInterval } from './interval.ts';
import type { Commit } from './history.ts';
import type { LastReview } from './last-review.ts';
import { standingOn } from './schedule.ts';
import type { DueDays } from './schedule.ts';
import { sayUnproved } from './proof.ts';
import { saySpokenChanges } from './spoken-change.ts';
import type { SpokenChange } from './spoken-change.ts';
import { count } from '../runbook/words/count.ts';

/** Every state of a runbook's review, the worst first: a runbook has that of its first reason. */
export const STATES = [
  'overdue',
  'never-reviewed',
  'due-by-change',
  'due',
  'without-proof',
  'incident-since',
  'changed',
  'watch-touched',
  'evidence-stale',
  'due-soon',
  'fresh',
] as const;
export type ReviewState = (typeof STATES)[number];

/** What people call a state. */
export const STATE_WORDS: Readonly<Record<ReviewState, string>> = {
  overdue: 'overdue',
  'never-reviewed': 'never reviewed',
  'due-by-change': 'due by change',
  due: 'due',
  'without-proof': 'signed without proof',
  'incident-since': 'incident since review',
  changed: 'changed since review',
  'watch-touched': 'watched code changed',
  'evidence-stale': 'evidence stale',
  'due-soon': 'due soon',
  fresh: 'fresh',
};

/** One reason why a runbook calls for a look. */
export interface Reason {
  readonly state: ReviewState;
  /** One clause, with days as they are in UTC. */
  readonly message: string;
}

/** What is known of one runbook since its last review. */
export interface Since {
  readonly today: Day;
  readonly last: LastReview | undefined;
  /** What was signed without proof since. */
  readonly unproved: SignOff | undefined;
  readonly days: DueDays | undefined;
  readonly settings: ReviewSettings;
  /** The hash of what the page says today. */
  readonly content: string;
  readonly incidents: readonly Incident[];
  readonly watched: readonly Commit[];
  /** What it speaks of that has changed. */
  readonly spoken: readonly SpokenChange[];
  /** What was found after the sign-off, as by a run of `opsbook verify`. */
  readonly failedSince?: { readonly failed: number; readonly on: Day } | undefined;
}

/** Every reason, the worst first; none for a runbook that is fresh. */
export function reasonsFor(since: Since): Reason[] {
  const { last } = since;
  if (!last) {
    const message = 'nobody has signed it off, and it has no date';
    return sorted([{ state: 'never-reviewed', message }, ...unproved(since), ...failures(since)]);
  }
  return sorted([
    ...standing(since, last),
    ...unproved(since),
    ...since.incidents.map(({ date, ref, title }): Reason => {
      return { state: 'incident-since', message: `incident ${ref ?? title} on ${date}` };
    }),
    ...(last.signOff && last.signOff.content !== since.content
      ? [{ state: 'changed', message: `its text has changed since it was signed on ${last.on}` } as const]
      : []),
    ...spoken(since.spoken),
    ...watch(since.watched),
    ...(last.signOff ? staleEvidence(since, last.signOff) : []),
    ...failures(since),
  ]);
}

/** A note and a postmortem of one incident are one reason. */
function sorted(reasons: readonly Reason[]): Reason[] {
  const told = new Map(reasons.map((reason) => [reason.message, reason]));
  return [...told.values()].toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
}

function standing({ today, days }: Since, { on }: LastReview): Reason[] {
  if (!days) return [];
  const state = standingOn(today, days);
  if (state === 'fresh') return [];
  const message = state === 'due-soon' ? `due on ${days.due}` : `due since ${days.due}`;
  return [{ state, message: `${message}, reviewed on ${on}` }];
}

function unproved({ unproved: signOff }: Since): Reason[] {
  return signOff ? [{ state: 'without-proof', message: sayUnproved(signOff) }] : [];
}

function spoken(changes: readonly SpokenChange[]): Reason[] {
  return changes.length === 0 ? [] : [{ state: 'due-by-change', message: saySpokenChanges(changes) }];
}

function watch(commits: readonly Commit[]): Reason[] {
  if (commits.length === 0) return [];
  const authors = [...new Set(commits.map(({ author }) => author))];
  const who = authors.length > 3 ? `${authors.length} people` : authors.join(', ');
  const [latest] = commits;
  const message = `watched code changed in ${count(commits.length, 'commit')} by ${who}, last ${latest?.hash.slice(0, 7)} on ${latest?.at.slice(0, 10)}`;
  return [{ state: 'watch-touched', message }];
}

/** What the sign-off itself did not prove, or no longer proves. */
function staleEvidence({ today, settings }: Since, { snippets, links, findings }: SignOff): Reason[] {
  const said: string[] = [];
  const holds = parseInterval(settings.every);
  if (snippets && snippets.failed > 0)
    said.push(`${count(snippets.failed, 'snippet')} failed when it was signed`);
  if (snippets && snippets.passed + snippets.failed === 0 && snippets.skipped > 0)
    said.push(`no snippet ran when it was signed: ${snippets.skipped} skipped`);
  if (snippets && snippets.on > today)
    said.push(`its snippets ran on ${snippets.on}, which has not come yet`);
  if (snippets && holds && after(snippets.on, holds) <= today)
    said.push(`snippets last run on ${snippets.on}`);
  if (links && links.broken > 0) said.push(`${count(links.broken, 'link')} broken when it was signed`);
  if (links && links.unchecked > 0) said.push(`${count(links.unchecked, 'link')} not checked`);
  if (findings && findings.errors > 0) said.push(`signed with ${count(findings.errors, 'lint error')}`);
  return said.map((message) => ({ state: 'evidence-stale', message }));
}

function failures({ failedSince }: Since): Reason[] {
  if (!failedSince || failedSince.failed === 0) return [];
  const message = `${count(failedSince.failed, 'snippet')} failed on ${failedSince.on}`;
  return [{ state: 'evidence-stale', message }];
}
