import { isDeepStrictEqual } from 'node:util';
import type { OpenSite } from './open-site.ts';

/**
 * Whether two readings of a book have the same addresses: besides what hangs on no page's own words, these tell how its
 * reviews stand.
 */
export function hasSamePlaces(was: OpenSite, is: OpenSite): boolean {
  return is.form === was.form && isDeepStrictEqual(was.book.reviews().reviews, is.book.reviews().reviews);
}
