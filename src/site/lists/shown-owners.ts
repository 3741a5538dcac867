import type { ReviewState } from '../../review/state.ts';

interface OwnerCounts {
  readonly all: number;
  readonly counts: Readonly<Partial<Record<ReviewState, number>>>;
}

/** How many cells the table of owners has at most: a book of five thousand runbooks can have a hundred owners. */
const MOST_CELLS = 110;
/** Cells of a row besides its states: the name, the sum, two links. */
const OTHER_CELLS = 4;

/** The owners whose rows fit: all of them, else those with the most that is not fresh. @param states columns of the table */
export function shownOwners<T extends OwnerCounts>(owners: readonly T[], states: number): readonly T[] {
  const most = Math.floor(MOST_CELLS / (states + OTHER_CELLS));
  if (owners.length <= most) return owners;
  const owed = ({ all, counts }: OwnerCounts): number =>
    all - (counts.fresh ?? 0) - (counts['due-soon'] ?? 0);
  return owners.toSorted((a, b) => owed(b) - owed(a)).slice(0, most);
}

/** How many lines each of some owners may have, so that all of them stay a list that somebody reads. */
export function linesEach(owners: number): number {
  return Math.min(5, Math.max(1, Math.floor(30 / Math.max(1, owners))));
}
