import { parseScript } from '../../shell/parse.ts';
import { putValue } from '../../shell/put-values.ts';
import type { Unfit } from '../../shell/put-values.ts';
import { allowing, withoutGuards } from '../../shell/quote.ts';
import { reachedNames } from '../../shell/reached-names.ts';
import { listValuePlaces } from '../../shell/value-places.ts';
import type { ValuePlace } from '../../shell/value-place.ts';
import type { Param } from '../schema/params.ts';
import type { Snippet } from '../read/snippet.ts';
import { IN_FOLDER, listSnippetPlaces } from './value-places.ts';

/** How a text gets its values when it is run. */
export interface Delivered {
  /** The text with values written where something reads it again; elsewhere the variable stays, for the environment or psql. */
  readonly text: string;
  /** What cannot stand where it would have to: then the text is not run. */
  readonly unfit: readonly Unfit[];
}

type Named = Pick<Param, 'name' | 'allow'>;

/** What bash is given: values in its environment wherever bash alone reads the variable, else as quoted text. */
export function deliverToShell(
  code: string,
  params: readonly Named[],
  values: ReadonlyMap<string, string>,
): Delivered {
  return shellDelivery(code, params)(values);
}

/** The same for a script that is read once, and gets its values many times. */
export function shellDelivery(
  code: string,
  params: readonly Named[],
): (values: ReadonlyMap<string, string>) => Delivered {
  const allowed = new Map(params.map(({ name, allow }) => [name, allow]));
  const names = reachedNames(
    code,
    params.map(({ name }) => name),
  );
  if (names.size === 0) return () => ({ text: code, unfit: [] });
  const places = listValuePlaces(parseScript(code), code, names).map((place) => ({
    ...place,
    code: allowing(place.code, allowed.get(place.name) ?? []),
  }));
  return (values) => deliver(code, places, { values, isKept: isReadOnce });
}

/** What psql is given, with its variables set beside it, or a query with its values in it. */
export function deliverQuery(
  snippet: Pick<Snippet, 'isRunnable' | 'language' | 'code'>,
  params: readonly Named[],
  { values, isPsql }: { values: ReadonlyMap<string, string>; isPsql: boolean },
): Delivered {
  return deliver(snippet.code, listSnippetPlaces(snippet, params), { values, isKept: () => isPsql });
}

/**
 * The folder that a fence's `cwd` names. No shell reads it, so nothing needs quotes; but a value in it is part of a
 * path, or, alone, what `cd` is given.
 */
export function deliverFolder(
  cwd: string,
  params: readonly Named[],
  values: ReadonlyMap<string, string>,
): Delivered {
  const allowed = new Map(params.map(({ name, allow }) => [name, allow]));
  const places = [...cwd.matchAll(IN_FOLDER)].map(({ 0: { length }, 1: bare, 2: braced, index }) => {
    const name = bare ?? braced ?? '';
    const range = { start: index, end: index + length };
    const isPart = cwd[index - 1] === '/' || cwd[range.end] === '/';
    // `l` writes the text as it is, on one line.
    const code = allowing(`l${isPart ? 'f' : ''}${index === 0 ? 'O' : ''}`, allowed.get(name) ?? []);
    return { name, range, code, canAssign: false, isOptional: false };
  });
  return deliver(cwd, places, { values, isKept: () => false });
}

/**
 * Whether the shell that has the value in its environment is the only reader of the variable, and reads it as one
 * word: without quotes it would be split, and its globs would be looked up.
 */
function isReadOnce({ code, canAssign }: ValuePlace, value: string): boolean {
  // `export X`, `docker run -e X`, `printenv X`.
  if (/[NX]/.test(code)) return canAssign;
  const readers = withoutGuards(code);
  if (/^[bB]$/.test(readers)) return /^[\w./:@%+=,-]+$/.test(value);
  return /^[dhn]l?$/.test(readers);
}

function deliver(
  text: string,
  places: readonly ValuePlace[],
  {
    values,
    isKept,
  }: { values: ReadonlyMap<string, string>; isKept: (place: ValuePlace, value: string) => boolean },
): Delivered {
  const unfit = new Map<string, Unfit>();
  let out = '';
  let at = 0;
  for (const place of [...places].sort((a, b) => a.range.start - b.range.start)) {
    const { name, range } = place;
    const value = values.get(name);
    const put = value === undefined ? undefined : putValue(place, value);
    // The first reason, as on the page.
    if (put && 'reason' in put && !unfit.has(name)) unfit.set(name, { name, reason: put.reason });
    const isText = put && 'text' in put && value !== undefined && !isKept(place, value);
    out += text.slice(at, range.start) + (isText ? put.text : text.slice(range.start, range.end));
    at = range.end;
  }
  return { text: out + text.slice(at), unfit: [...unfit.values()] };
}
