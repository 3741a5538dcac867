import { argumentGuards } from './script-arguments.ts';
import { evaluatesNames } from './evaluations.ts';
import { madeProgramGuards } from './made-programs.ts';
import { holds } from './own-bindings.ts';
import { parseScript } from './parse.ts';
import { isReplaced, plainPlace } from './plain-place.ts';
import { psqlVariableGuards } from './psql-variables.ts';
import type { PlaceCode } from './quote.ts';
import { quotedPlaces } from './quoted-places.ts';
import { listReaderUses, MOST_USES } from './reader-uses.ts';
import { rereadPlace } from './reread-place.ts';
import type { Script, VariableUse } from './script.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { unmarkedPlaces } from './unmarked-places.ts';
import { guardsAt } from './use-guards.ts';
import { flowGuards } from './value-flow.ts';
import type { ValuePlace } from './value-place.ts';
import { joinedPlace, MARKED, writtenOut } from './written-out/written-out.ts';
import { xargsGuards } from './xargs-guards.ts';

/**
 * Where a script uses variables of these names, with what must be known to put a value there. A variable that
 * the script has set by itself before is not the reader's to fill in.
 */
export function listValuePlaces(
  script: Script,
  source: string,
  names: ReadonlySet<string>,
): readonly ValuePlace[] {
  const uses = listReaderUses(script, names).filter(({ layers }) => !layers.includes('ansi-c'));
  // A text that a machine wrote to keep another one busy.
  if (uses.length > MOST_USES) return [];
  const around = surroundingsOf(script, source);
  return uses
    .filter(
      (use, index) => !uses.some((other, at) => isInside(use, other) || (isSame(use, other) && at < index)),
    )
    .map((use) => placeOf(use, around))
    .concat(quotedPlaces(names, around), unmarkedPlaces(names, around))
    .filter((place, _, all) => !all.some((other) => other !== place && takesOver(other, place)))
    .map((place, _, all) => (place.code === 'xM' ? besideOthers(place, all) : withoutInner(place, all)))
    .sort((one, other) => one.range.start - other.range.start);

  /** In the default of another one, which its value takes away. */
  function isInside(use: VariableUse, other: VariableUse): boolean {
    return !isSame(use, other) && isReplaced(other, source) && holds(other.range, use.range);
  }
}

/** Where one thing has two places, the stricter one stays; what is asked for need not be given where it stands anyway. */
function takesOver(other: ValuePlace, place: ValuePlace): boolean {
  if (isClosed(other) && holds(place.range, other.range)) return true;
  const isAsked = /[NX]/.test(place.code);
  return (
    isAsked &&
    other.code !== 'xM' &&
    (holds(other.range, place.range) || (isClosed(other) && other.name === place.name))
  );
}

/** A word in which, or in whose place, something is filled in marks nothing of its own. */
function besideOthers(place: ValuePlace, all: readonly ValuePlace[]): ValuePlace {
  const { start, end } = place.range;
  const isFree = all.every(({ range }) => place.range === range || range.end <= start || end <= range.start);
  return isFree ? place : { ...place, range: { start: 0, end: 0 } };
}

/** Nothing can be put there, nor given before. */
function isClosed({ code, canAssign }: ValuePlace): boolean {
  return code === 'x' && !canAssign;
}

/** `${X[$Y]}`: of one that holds another, only what stands before that is its place. */
function withoutInner(place: ValuePlace, all: readonly ValuePlace[]): ValuePlace {
  const inner = all.find(
    (other) =>
      other.code !== 'xM' && other.range.start > place.range.start && holds(place.range, other.range),
  );
  return inner ? { ...place, range: { ...place.range, end: inner.range.start } } : place;
}

function isSame(a: VariableUse, b: VariableUse): boolean {
  return a.range.start === b.range.start;
}

function placeOf(use: VariableUse, around: Surroundings): ValuePlace {
  return rereadPlace(placeHere(use, around), use, { around, codesIn });
}

function placeHere(use: VariableUse, around: Surroundings): ValuePlace {
  const place = plainPlace(use, around);
  const written = around.source.slice(use.range.start, use.range.end);
  if (written.startsWith('${!') || /@[PE]\}$/.test(written)) return { ...place, code: 'x', canAssign: false }; // the value would be the name of a variable, or a prompt that is expanded
  const text = place.code === 'x' ? undefined : writtenOut(use, around);
  const out = text === undefined ? undefined : joinedPlace(place, placesIn(text));
  if (out) return out;
  const isMadeOf = place.code === 'x' && use.layers[0] === 'bare';
  const guards =
    argumentGuards(use, around, codesIn) +
    madeProgramGuards(use, around, codesIn) +
    psqlVariableGuards(use, around) +
    guardsAt(use, around) +
    xargsGuards(use, around) +
    (isMadeOf ? 'S' : '') +
    flowGuards(use, around);
  const code = place.code + guards;
  const isNamed = code.includes('t') && evaluatesNames(around.source);
  // Given its value by a line before, the program text would hold whatever the value holds.
  return { ...place, code: isNamed ? `${code}U` : code, canAssign: place.canAssign && !/[tw]/.test(guards) };
}

/** Where a marked use stands in its script, functions and variables written out. */
function placesIn(script: string): readonly ValuePlace[] {
  return listValuePlaces(parseScript(script), script, new Set([MARKED]));
}

/** What a variable must be in a script that the value goes to. */
function codesIn(script: string, name: string): readonly PlaceCode[] {
  return listValuePlaces(parseScript(script), script, new Set([name])).map(({ code }) => code);
}
