import type { Day } from './day.ts';
import type { Quarter } from './quarter.ts';
import type { RunbookReview } from './review-book.ts';
import { saySpokenChanges } from './spoken-change.ts';
import type { ReviewState } from './state.ts';

/** What calls for somebody, by owner. */
export interface Owed {
  /** The team's id; undefined for what nobody owns. */
  readonly owner: string | undefined;
  readonly name: string;
  readonly reviews: readonly RunbookReview[];
}

/** Who owes which reviews: owners with what is not fresh, the worst first. */
export function listOwed(reviews: readonly RunbookReview[], nameOf: (owner: string) => string): Owed[] {
  const stale = reviews.filter(({ state }) => state !== 'fresh');
  return [...Map.groupBy(stale, ({ runbook }) => runbook.owner)]
    .map(([owner, own]) => ({ owner, name: owner === undefined ? 'nobody' : nameOf(owner), reviews: own }))
    .sort((a, b) => Number(a.owner === undefined) - Number(b.owner === undefined));
}

/** One day on which somebody has to do something. */
export interface Appointment {
  /** Stays the same for one review of one runbook, or for one owner's unreviewed ones in one quarter. */
  readonly id: string;
  /** What was due before is due today: nobody looks for it on days gone by. */
  readonly day: string;
  /** The day from which it is news. */
  readonly since: string;
  readonly owner?: string | undefined;
  readonly title: string;
  readonly text: string;
  /** Where it leads, on the site. */
  readonly path: string;
  readonly state: ReviewState;
}

/**
 * The days that reviews are due on. What was never reviewed is due today, together for each owner.
 */
export function listAppointments(
  reviews: readonly RunbookReview[],
  { quarter, today, pathOf }: { quarter: Quarter; today: Day; pathOf: (id: string) => string },
): Appointment[] {
  const dated = reviews.flatMap((review): Appointment[] => {
    const { runbook, days, last, state } = review;
    if (!days || !last) return [];
    const by = last.signOff ? ` by ${last.signOff.by}` : '';
    return [
      ...byChange(review, { today, pathOf }),
      {
        id: `${runbook.id}/${days.due}`,
        day: later(days.due, today),
        since: days.soon,
        owner: runbook.owner,
        title: `Review the runbook: ${runbook.title}`,
        text: `${runbook.id}, reviewed on ${last.on}${by}${days.due < today ? `, due since ${days.due}` : ''}. Owner: ${runbook.owner ?? 'nobody'}.`,
        path: pathOf(runbook.id),
        state,
      },
    ];
  });
  const never = Map.groupBy(
    reviews.filter(({ last }) => !last),
    ({ runbook }) => runbook.owner,
  );
  const together = [...never].map(([owner, own]): Appointment => {
    const ids = own.map(({ runbook }) => runbook.id);
    return {
      id: `never-reviewed/${owner ?? ''}/${quarter.id}`,
      day: today,
      since: quarter.start,
      owner,
      title: `Review ${ids.length} runbook${ids.length === 1 ? '' : 's'} that nobody has reviewed: ${owner ?? 'no owner'}`,
      text: ids.join(', '),
      path: '/reviews/',
      state: 'never-reviewed',
    };
  });
  return [...dated, ...together].sort((a, b) => (a.day + a.id < b.day + b.id ? -1 : 1));
}

/** Of a change of what a runbook speaks of: the runbook is due on that day, whatever the calendar says. */
function byChange(
  { runbook, spoken }: RunbookReview,
  { today, pathOf }: { today: Day; pathOf: (id: string) => string },
): Appointment[] {
  const [first] = spoken.toSorted((a, b) => (a.since < b.since ? -1 : 1));
  if (!first) return [];
  return [
    {
      id: `${runbook.id}/change/${first.since}`,
      day: later(first.since, today),
      since: first.since,
      owner: runbook.owner,
      title: `Review the runbook: ${runbook.title} (what it speaks of changed)`,
      text: `${runbook.id}: ${saySpokenChanges(spoken)}. Owner: ${runbook.owner ?? 'nobody'}.`,
      path: pathOf(runbook.id),
      state: 'due-by-change',
    },
  ];
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
