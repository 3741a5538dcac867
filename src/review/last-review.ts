import type { RunbookHead } from '../runbook/read/head.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import type { Day } from './day.ts';
import type { Moment } from './trace.ts';

/** The review that counts for a runbook. */
export interface LastReview extends Moment {
  readonly on: Day;
  /** Absent where only the frontmatter has a date. */
  readonly signOff?: SignOff;
}

type Dated = Pick<RunbookHead, 'reviewed'>;

/**
 * The latest sign-off; without any, the date in the frontmatter. A date that somebody moved by hand counts for
 * nothing beside a sign-off, what was signed without proof moves no day, and what lies in the future counts for
 * nothing at all.
 */
export function lastReview(
  { reviewed }: Dated,
  signOffs: readonly SignOff[],
  today: Day,
): LastReview | undefined {
  const past = signOffs.filter(({ at, missing }) => at.slice(0, 10) <= today && missing === undefined);
  const latest = latestOf(past);
  if (latest) return { on: latest.at.slice(0, 10), at: latest.at, commit: latest.commit, signOff: latest };
  if (reviewed === undefined || reviewed > today) return undefined;
  // Nobody knows the order of what happened on the day itself.
  return { on: reviewed, at: `${reviewed}T23:59:59Z` };
}

/** What was last signed without proof, where no review with it has followed. */
export function unprovedSince(
  last: LastReview | undefined,
  signOffs: readonly SignOff[],
  today: Day,
): SignOff | undefined {
  const latest = latestOf(
    signOffs.filter(({ at, missing }) => at.slice(0, 10) <= today && missing !== undefined),
  );
  return latest && last && Date.parse(last.at) >= Date.parse(latest.at) ? undefined : latest;
}

function latestOf(signOffs: readonly SignOff[]): SignOff | undefined {
  return signOffs.reduce<SignOff | undefined>(
    (best, one) => (best && Date.parse(best.at) > Date.parse(one.at) ? best : one),
    undefined,
  );
}
