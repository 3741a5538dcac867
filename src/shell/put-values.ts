import { assignmentOf, quoteFor, unfitReason } from './quote.ts';
import type { PlaceCode } from './quote.ts';
import type { ValuePlace } from './value-place.ts';

/** A text with values put in, and the lines that must run before it. */
export interface Filled {
  readonly text: string;
  readonly assignments: readonly string[];
  /** Variables without a value. */
  readonly missing: readonly string[];
  /** Variables whose value cannot stand where they do, nor be assigned. */
  readonly unfit: readonly Unfit[];
}

export interface Unfit {
  readonly name: string;
  /** A clause, as in `it would be the name of what is run`. */
  readonly reason: string;
}

/** How a value gets to its place: as text there, by a line that runs before, or not at all. */
export type Put = { readonly text: string } | { readonly assignment: string } | Pick<Unfit, 'reason'>;

/** Decides for one place how a value gets there. */
export function putValue(
  { name, code, canAssign }: Omit<ValuePlace, 'range' | 'isOptional'>,
  value: string,
): Put {
  const text = quoteFor(code, value);
  if (text !== undefined) return { text: code.includes('N') ? `${name}=${text}` : text };
  const assignment = canAssign ? assignmentOf({ name, code }, value) : undefined;
  if (assignment !== undefined) return { assignment };
  return { reason: unfitReason(code, value) };
}

/**
 * A variable without its value, so that the shell that meets it stops instead of running a command with a hole in
 * it; other readers get it as it stands.
 */
export function stoppingHole(variable: string, code: PlaceCode): string {
  if (code.includes('N')) return `${variable}="\${${variable}:?fill in ${variable}}"`;
  if (!/^[bBdshknt]/.test(code)) return variable;
  const [, hidden, plain, braced] = /^(\\?)\$(?:(\w+)|\{(\w+)\})$/.exec(variable) ?? [];
  const name = plain ?? braced;
  return name === undefined ? variable : `${hidden ?? ''}\${${name}:?fill in ${name}}`;
}

/** What stays of a variable that cannot have its value. */
type Hole = (variable: string, code: PlaceCode) => string;

/** Puts values into a text, places in their order; what has none, or one that cannot stand there, stays as it is. */
export function putValues(
  text: string,
  places: readonly ValuePlace[],
  { values, hole = (variable) => variable }: { values: ReadonlyMap<string, string>; hole?: Hole },
): Filled {
  let filled = '';
  let at = 0;
  const assignments = new Set<string>();
  const missing = new Set<string>();
  const unfit = new Map<string, Unfit>();
  for (const place of places) {
    const { name, range, isOptional } = place;
    const value = values.get(name);
    const put = value === undefined ? undefined : putValue(place, value);
    filled += text.slice(at, range.start);
    const own = text.slice(range.start, range.end);
    const isHole = put ? 'reason' in put : !isOptional;
    filled += put && 'text' in put ? put.text : isHole ? hole(own, place.code) : own;
    at = range.end;
    if (!put && !isOptional) missing.add(name);
    if (put && 'assignment' in put) assignments.add(put.assignment);
    if (put && 'reason' in put && !unfit.has(name)) unfit.set(name, { name, reason: put.reason });
  }
  return {
    text: filled + text.slice(at),
    assignments: [...assignments],
    missing: [...missing],
    unfit: [...unfit.values()],
  };
}

/** Values that cannot stand where they are wanted, in words: `POD cannot stand here (it would …)`. */
export function sayUnfit(unfit: readonly Unfit[]): string {
  return unfit.map(({ name, reason }) => `${name} cannot stand here (${reason})`).join('; ');
}
