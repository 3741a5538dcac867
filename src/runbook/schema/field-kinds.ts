import * as z from 'zod';

/** What fields of all files are made of. */

/** Something that is not empty. */
export const text = z.string().trim().min(1);
/** One name, or several. */
export const ids = z.union([text, z.array(text).min(1)]);
/** Any number of texts. */
export const list = z.array(text);

/** `YYYY-MM-DD`, a day that exists. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-10-01')
  .refine(
    (value) => new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ?? false,
    'a day that exists',
  );

/** Whether a glob is small: each star more multiplies the time that a glob may take on a long path. */
export function isModestGlob(glob: string): boolean {
  return glob.length <= 200 && glob.split('*').length <= 7;
}

/** `3 months`, `90 days`, `2 quarters`, `1 year`. */
export const interval = z
  .string()
  .regex(/^[1-9]\d* (day|week|month|quarter|year)s?$/, 'an interval like `3 months`');

/** `15 minutes`, `1 hour`: a time to count with. */
export const minutes = z
  .string()
  .regex(/^[1-9]\d{0,4} (minute|hour|day)s?$/, 'a time like `15 minutes`, `1 hour` or `2 days`');

/** A folder, seen from the root of the book. */
export const folder = text.describe('A folder inside the book.');

/** `200ms`, `10s`, `1d`: how long a program may take. */
export const duration = z.string().regex(/^\d+(ms|s|m|h|d)$/, 'a duration like `10s`, `200ms` or `1d`');
