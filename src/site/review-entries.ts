import * as z from 'zod';
import { STATES } from '../review/state.ts';
import { signOffSchema } from '../runbook/records/sign-offs.ts';

/** What the site's pages know of reviews: plain data, as Astro's data store keeps it. */

const reviewEntry = z.object({
  id: z.string(),
  title: z.string(),
  address: z.string(),
  owner: z.string().optional(),
  state: z.enum(STATES),
  /** Reasons that are not told by the calendar: those are the reader's day to tell. */
  reasons: z.array(z.string()),
  reviewed: z.string().optional(),
  by: z.string().optional(),
  /** The days on which its standing changes. */
  days: z.object({ soon: z.string(), due: z.string(), overdue: z.string() }).optional(),
});
export type ReviewEntry = z.infer<typeof reviewEntry>;

/** The one entry of its collection: every review of the book on the day it was built. */
export const reviewsEntry = z.object({
  today: z.string(),
  at: z.string(),
  quarter: z.object({ id: z.string(), start: z.string(), end: z.string() }),
  history: z.enum(['complete', 'shallow', 'none']),
  reviews: z.array(reviewEntry),
  owners: z.array(
    z.object({
      owner: z.string().optional(),
      all: z.number(),
      counts: z.partialRecord(z.enum(STATES), z.number()),
    }),
  ),
  burnDown: z.array(z.object({ day: z.string(), left: z.number() })),
  byDay: z.record(z.string(), z.number()),
  medianAge: z.number().optional(),
  coverage: z.object({
    all: z.number(),
    reviewed: z.number(),
    signed: z.number(),
    current: z.number(),
    withSnippets: z.number(),
    withAnswers: z.number(),
  }),
  signOffs: z.array(signOffSchema.extend({ quarter: z.string() })),
  appointments: z.array(
    z.object({
      id: z.string(),
      day: z.string(),
      since: z.string(),
      owner: z.string().optional(),
      title: z.string(),
      text: z.string(),
      path: z.string(),
      state: z.enum(STATES),
    }),
  ),
});
export type ReviewsEntry = z.infer<typeof reviewsEntry>;

/** A worksheet of a quarter. */
export const worksheetEntry = z.object({
  quarter: z.string(),
  /** The name of its file, which is its owner's. */
  owner: z.string(),
  path: z.string(),
  title: z.string(),
  asked: z.number(),
  answered: z.number(),
  questions: z.number(),
});
export type WorksheetEntry = z.infer<typeof worksheetEntry>;
