import { addDays } from './day.ts';
import type { Day } from './day.ts';

/** How long a branch may have lain before it was merged, in days, to be seen as a change since a review. */
const OLDEST_BRANCH = 180;

interface Dates {
  readonly signOffs: readonly { readonly at: string }[];
  readonly runbooks: readonly { readonly reviewed: string | undefined }[];
}

/** The moment (ISO 8601) before which no commit can matter: what came before every review came after none. */
export function historyBound({ signOffs, runbooks }: Dates, today: Day): string {
  const dates = [
    ...signOffs.map(({ at }) => at.slice(0, 10)),
    ...runbooks.flatMap(({ reviewed }) => reviewed ?? []),
  ];
  const oldest = dates.reduce((least, date) => (date < least ? date : least), today);
  return `${addDays(oldest, -OLDEST_BRANCH)}T00:00:00Z`;
}
