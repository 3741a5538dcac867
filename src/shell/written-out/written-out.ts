import { isReplaced } from '../plain-place.ts';
import { withoutGuards } from '../quote.ts';
import type { PlaceCode } from '../quote.ts';
import type { VariableUse } from '../script.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ValuePlace } from '../value-place.ts';
import { withoutFunctions } from './without-functions.ts';
import { withoutLists } from './without-lists.ts';
import { isQuoted, withoutQuoters, withoutSetters } from './without-setters.ts';
import { withoutVariables } from './without-variables.ts';

/** A name that no script has. */
export const MARKED = 'OPSBOOK_MARKED';

/**
 * A script in which one use of a variable is marked, and functions and variables are written out where they are used:
 * `f() { kubectl get pod "$1"; }; f "$X"` is `kubectl get pod "$OPSBOOK_MARKED"`. Undefined where that says no more than
 * the script itself, or cannot be told.
 */
export function writtenOut(
  use: VariableUse,
  { script, source, hasErrors }: Surroundings,
): string | undefined {
  const { start, end } = use.range;
  const isAlone = use.layers.length === 1 || isQuoted(source, use.range);
  if (hasErrors || !isReplaced(use, source) || use.level !== 0 || !isAlone || source.includes(MARKED))
    return undefined;
  const isWord =
    use.layers[0] === 'bare' &&
    /\s/.test(source.charAt(start - 1)) &&
    /^(?:[\s;&|)]|$)/.test(source.slice(end));
  const mark = isWord ? `"\${${MARKED}}"` : `\${${MARKED}}`;
  const marked = source.slice(0, start) + mark + source.slice(end);
  const called = script.functions.length > 0 ? withoutFunctions(marked) : marked;
  if (called === undefined) return undefined;
  const made = withoutLists(withoutVariables(withoutSetters(called), MARKED), MARKED);
  const text = withoutQuoters(made, MARKED);
  return text === marked || !text.includes(MARKED) ? undefined : text;
}

/**
 * What a place is by what becomes of it where it is written out.
 * @param own the quotes and readers where it stands itself
 */
export function joinedPlace(own: ValuePlace, places: readonly ValuePlace[]): ValuePlace | undefined {
  // One line, whatever else reads it there: `hl`.
  const line = own.code.startsWith('h') && own.code.endsWith('l') ? 'l' : '';
  const base = (line === '' ? own.code : own.code.slice(0, -1)).replace('B', 'b');
  const quoted = base.replace(/b$/, 'd');
  const found = places.map(({ code }) => {
    // What quotes its value for the next shell has no readers of its own.
    if (code.startsWith('xS')) return readersAndGuards(base + code.slice(1));
    return readersAndGuards(line === '' ? code : code.replace(/(h.*)l/, '$1'));
  });
  const isSame = found.every(({ readers }) => readers.startsWith(base) || readers.startsWith(quoted));
  if (found.length === 0 || !isSame) return undefined;
  const rests = [...new Set(found.map(({ readers }) => readers.slice(base.length).replaceAll('t', '')))];
  const isPlain = rests.length > 1 || found.some(({ readers }) => readers.slice(base.length).includes('t'));
  const guards = [...new Set(found.flatMap((one) => [...one.guards]))].join('');
  const canAssign = own.canAssign && !isPlain && places.every((one) => one.canAssign);
  const readers = `${line === '' ? own.code : own.code.slice(0, -1)}${rests.join('')}${isPlain ? 't' : ''}`;
  return { ...own, code: readers + line + guards, canAssign };
}

function readersAndGuards(code: PlaceCode): { readonly readers: string; readonly guards: string } {
  const readers = withoutGuards(code);
  const left = [...readers];
  // A letter may be a reader's once, and a guard's never.
  const guards = [...code].filter((letter) => {
    if (left[0] !== letter) return true;
    left.shift();
    return false;
  });
  return { readers, guards: guards.join('') };
}
