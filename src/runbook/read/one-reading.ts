import type { Page } from './parse.ts';

/**
 * A page as one reading of it, for whoever waits for something between two looks at it. Its parts know each other by
 * identity, and a page of a large book may be let go meanwhile, and be read again.
 */
export function oneReading<T extends Page>(page: T): T {
  return { ...page };
}
