/** What rules are told of the reviews of a book: put together by `src/review`, for one day. */
export interface ReviewFacts {
  /** `YYYY-MM-DD`, in UTC. */
  readonly today: string;
  /** The review of a runbook, by id; undefined for one that was never reviewed. */
  readonly of: (id: string) => ReviewOfRunbook | undefined;
  /** Whether a page is part of what somebody is about to merge. */
  readonly isInChange: (path: string) => boolean;
}

/** The last review of one runbook. */
export interface ReviewOfRunbook {
  readonly on: string;
  /** Who signed; undefined where there is only a date. */
  readonly by: string | undefined;
  readonly standing: 'fresh' | 'due-soon' | 'due' | 'overdue';
  readonly due: string;
  /** The day from which it is overdue. */
  readonly overdue: string;
  /** Whether the text differs from the one that was signed. */
  readonly isChanged: boolean;
}

/** That something a runbook speaks of is not what it was when the runbook was reviewed. */
export interface ChangedSince {
  /** The day of the review. */
  readonly on: string;
  /** What has changed, as one clause. */
  readonly said: string;
}
