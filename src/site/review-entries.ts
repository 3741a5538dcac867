import type { ReviewWords } from '../judge/shown-review.ts';
import type { Coverage, OwnerRow } from '../review/figures.ts';
import type { Appointment } from '../review/owed.ts';
import type { Quarter } from '../review/quarter.ts';
import type { History } from '../review/history.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';

/** What the site's pages are told of reviews: plain data. */

export interface ReviewEntry extends ReviewWords {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly owner: string | undefined;
}

/** Every review of the book on the day it was built. */
export interface ReviewsEntry {
  readonly today: string;
  readonly at: string;
  readonly quarter: Quarter;
  readonly history: History['kind'];
  readonly reviews: readonly ReviewEntry[];
  readonly owners: readonly OwnerRow[];
  readonly burnDown: readonly { readonly day: string; readonly left: number }[];
  readonly byDay: Readonly<Record<string, number>>;
  readonly medianAge: number | undefined;
  readonly coverage: Coverage;
  readonly signOffs: readonly (SignOff & { readonly quarter: string })[];
  readonly appointments: readonly Appointment[];
}

/** A worksheet of a quarter. */
export interface WorksheetEntry {
  readonly quarter: string;
  /** The name of its file, which is its owner's. */
  readonly owner: string;
  readonly path: string;
  /** A digest of its text. */
  readonly digest: string;
  readonly title: string;
  readonly asked: number;
  readonly answered: number;
  readonly questions: number;
}
