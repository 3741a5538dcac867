import { getCollection, getEntry } from 'astro:content';
import type { CollectionEntry } from 'astro:content';
import type { ReviewEntry, ReviewsEntry } from './review-entries.ts';

/** What the pages of the site ask of reviews. */

export type StoredWorksheet = CollectionEntry<'worksheets'>;

let reviews: Promise<ReviewsEntry> | undefined;

export function getReviews(): Promise<ReviewsEntry> {
  // In dev the book changes under the site; in a build it is read once.
  if (import.meta.env.DEV) return readEntry();
  return (reviews ??= readEntry());
}

async function readEntry(): Promise<ReviewsEntry> {
  const entry = await getEntry('reviews', 'reviews');
  if (!entry) throw new Error('The reviews were not loaded: their entry is missing from the data store.');
  return entry.data;
}

let byId: Promise<ReadonlyMap<string, ReviewEntry>> | undefined;

/** The review of one runbook. */
export async function reviewOf(id: string): Promise<ReviewEntry | undefined> {
  const read = async (): Promise<ReadonlyMap<string, ReviewEntry>> =>
    new Map((await getReviews()).reviews.map((review) => [review.id, review]));
  if (import.meta.env.DEV) return (await read()).get(id);
  return (await (byId ??= read())).get(id);
}

/** Every quarter that has sign-offs or a worksheet, and the present one; the latest first. */
export async function listQuarters(): Promise<string[]> {
  const { signOffs, quarter } = await getReviews();
  const sheets = await getCollection('worksheets');
  const known = [
    quarter.id,
    ...signOffs.map((one) => one.quarter),
    ...sheets.map(({ data }) => data.quarter),
  ];
  return [...new Set(known)]
    .filter((id) => /^\d{4}-Q[1-4]$/.test(id))
    .sort()
    .reverse();
}

/** Owners whose names can stand in an address as they are, for a calendar of their own. */
export async function listCalendarOwners(): Promise<string[]> {
  const { owners } = await getReviews();
  return owners.flatMap(({ owner }) => (owner !== undefined && /^[\w][\w.-]*$/.test(owner) ? [owner] : []));
}
