import { assignmentOf, quoteFor } from './quote.ts';
import type { ValuePlace } from './value-places.ts';

/** A text with values put in, and the lines that must run before it. */
export interface Filled {
  readonly text: string;
  readonly assignments: readonly string[];
  /** Variables without a value. */
  readonly missing: readonly string[];
  /** Variables whose value cannot stand where they do, nor be assigned. */
  readonly unfit: readonly string[];
}

/** Puts values into a text, places in their order; where one cannot stand safely, the variable stays. */
export function putValues(
  text: string,
  places: readonly ValuePlace[],
  values: ReadonlyMap<string, string>,
): Filled {
  let filled = '';
  let at = 0;
  const assignments = new Set<string>();
  const missing = new Set<string>();
  const unfit = new Set<string>();
  for (const { name, range, code, canAssign, isOptional } of places) {
    const value = values.get(name);
    const put = value === undefined ? undefined : quoteFor(code, value);
    const assignment = value !== undefined && canAssign ? assignmentOf(name, value) : undefined;
    filled += text.slice(at, range.start) + (put ?? text.slice(range.start, range.end));
    at = range.end;
    if (value === undefined && !isOptional) missing.add(name);
    else if (value === undefined) continue;
    else if (put === undefined && assignment !== undefined) assignments.add(assignment);
    else if (put === undefined) unfit.add(name);
  }
  return {
    text: filled + text.slice(at),
    assignments: [...assignments],
    missing: [...missing],
    unfit: [...unfit],
  };
}
