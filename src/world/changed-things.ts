import { once } from '../runbook/words/once.ts';
import { sayings } from './same-text.ts';
import type { Thing } from './thing.ts';
import { sourceOf } from './world.ts';
import type { WorldSettings } from './world.ts';

/** A file as it was and as it is; undefined where it was not there yet, or is no more. */
export interface FilePair {
  /** Its path of today; of a file that is gone, its last one. */
  readonly path: string;
  readonly pathBefore: string;
  readonly before: string | undefined;
  readonly now: string | undefined;
}

/** A thing of which a file says something else than before. */
export interface ChangedThing {
  readonly thing: Thing;
  /** What the file said of it. */
  readonly before: readonly string[];
  /** What it says now; undefined where it no longer says anything. */
  readonly now: readonly string[] | undefined;
  /** The file speaks of it for the first time: a change only where other files spoke of it before. */
  readonly isAdded?: true;
}

/**
 * Reads files as `readWorld` does, and finds what they now say differently. What a file says for the first time is
 * marked: it changes something only where other files spoke of it before, which is not known here. What has moved
 * from one of the files to another is compared with what is said there. Each text is read once.
 */
export function changeFinder(
  settings: WorldSettings,
): (pairs: readonly FilePair[]) => readonly ChangedThing[] {
  const find = sourceOf(settings);
  const known = new Map<string, ReadonlyMap<string, Told>>();
  const told = (text: string | undefined, path: string): ReadonlyMap<string, Told> => {
    if (text === undefined) return NONE;
    const key = `${path}\0${text}`;
    const made = known.get(key) ?? toldBy(text, find(path), path);
    known.set(key, made);
    return made;
  };
  const compared = new WeakMap<FilePair, Compared>();
  const compare = (pair: FilePair): Compared => {
    const { path, pathBefore, before, now } = pair;
    const made = compared.get(pair) ?? compareSides(told(before, pathBefore), told(now, path));
    compared.set(pair, made);
    return made;
  };
  return (pairs) => {
    const read = pairs.filter(({ before, now }) => before !== now).map(compare);
    const anywhere = once(() => new Map(read.flatMap(({ is }) => [...is])));
    const lost = once(() => new Set(read.flatMap(({ missing }) => missing.map(([key]) => key))));
    return read.flatMap(({ changed, missing, added }) => [
      ...changed,
      ...missing.flatMap(([key, old]) => changeOf(old, anywhere().get(key))),
      ...added.flatMap(([key, today]) => (lost().has(key) ? [] : addedOf(today))),
    ]);
  };
}

/** Two sides of a file. */
interface Compared {
  readonly is: ReadonlyMap<string, Told>;
  readonly changed: readonly ChangedThing[];
  /** What it no longer speaks of: another file may. */
  readonly missing: readonly (readonly [string, Told])[];
  /** What it speaks of for the first time. */
  readonly added: readonly (readonly [string, Told])[];
}

function compareSides(was: ReadonlyMap<string, Told>, is: ReadonlyMap<string, Told>): Compared {
  const changed = [...was].flatMap(([key, old]) => {
    const today = is.get(key);
    return today ? changeOf(old, today) : [];
  });
  return {
    is,
    changed,
    missing: [...was].filter(([key]) => !is.has(key)),
    added: [...is].filter(([key]) => !was.has(key)),
  };
}

const NONE: ReadonlyMap<string, Told> = new Map();

function changeOf(old: Told, today: Told | undefined): readonly ChangedThing[] {
  if (!today) return [{ thing: old.thing, before: old.lines, now: undefined }];
  if (isSaidAlike(old.lines, today.lines)) return [];
  return [{ thing: today.thing, before: old.lines, now: today.lines }];
}

/** Kinds of which several files may speak: migrations of a table, patches of an object, rules of an alert. */
const TOLD_OF_AGAIN = new Set(['table', 'object', 'alert', 'compose-service']);

function addedOf({ thing, lines }: Told): readonly ChangedThing[] {
  if (thing.end === undefined || !TOLD_OF_AGAIN.has(thing.kind)) return [];
  return [{ thing, before: [], now: lines, isAdded: true }];
}

/** Whether two texts say the same, apart from what every release writes anew. */
export function isSaidAlike(before: readonly string[], now: readonly string[]): boolean {
  const [was, is] = [before, now].map((lines) => sayings(lines.join('\n')).join('\n'));
  return was === is;
}

/** The same key for things that are the same. */
export function thingKey({ kind, type, within, name }: Thing): string {
  return JSON.stringify([kind, type, within, name]);
}

interface Told {
  readonly thing: Thing;
  readonly lines: readonly string[];
}

function toldBy(
  text: string,
  sources: ReturnType<ReturnType<typeof sourceOf>>,
  path: string,
): ReadonlyMap<string, Told> {
  const lines = text.split(/\r?\n/);
  const told = new Map<string, Told>();
  for (const source of sources)
    for (const thing of source.read({ path, text }).things) {
      const key = keyWithin(thing, path);
      // A name that stands in a file twice is described where more is said of it.
      const own = thing.end === undefined ? [thing.name] : lines.slice(thing.line - 1, thing.end);
      const known = told.get(key);
      // A table is what all statements together make of it.
      if (known && thing.kind === 'table')
        told.set(key, { thing: known.thing, lines: [...known.lines, ...own] });
      else if (!known || own.length > known.lines.length) told.set(key, { thing, lines: own });
    }
  return told;
}

/** A folder that was renamed with its makefile is no change of the target. */
function keyWithin(thing: Thing, path: string): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return thingKey(thing.within === folder ? { ...thing, within: '' } : thing);
}
