import type { Emptied, Given, Kept, Origin } from './kept-values.ts';

/** What a link or a paste brings to a page. */
export interface Arrival {
  readonly origin: Extract<Origin, 'link' | 'paste'>;
  /** The alert, or the page, in words for a person. */
  readonly from: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What it says of the page's params: a value that may be taken, or why there is none. */
  readonly says: ReadonlyMap<string, { readonly value: string } | { readonly emptied: Emptied }>;
  /** Whether `from` is an alert. */
  readonly isAlert?: boolean;
  /** Names of the page's params that alerts fill. */
  readonly fed: ReadonlySet<string>;
}

/**
 * Begins with a new alert: nothing of an earlier link stays, and nothing that an alert fills, typed or not. What
 * goes is kept to be offered.
 */
export function arrive({ values, before }: Kept, { origin, from, at, says, fed, isAlert }: Arrival): Kept {
  const next = new Map<string, Given>();
  const offered = new Map(before);
  for (const [name, given] of values) {
    const isOwn = given.origin === 'typed' && given.isFed !== true && !fed.has(name);
    if (isOwn && !says.has(name)) next.set(name, given);
    else if (given.value !== '') offered.set(name, given);
  }
  for (const [name, said] of says) {
    const rest = { origin, from, at, isFed: fed.has(name), ...(isAlert ? { isAlert } : {}) };
    next.set(
      name,
      'value' in said ? { value: said.value, ...rest } : { value: '', emptied: said.emptied, ...rest },
    );
    if ('value' in said && offered.get(name)?.value === said.value) offered.delete(name);
  }
  return { values: next, before: offered };
}
