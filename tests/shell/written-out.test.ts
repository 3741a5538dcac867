import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import type { ValuePlace } from '../../src/shell/value-place.ts';
import { joinedPlace, writtenOut } from '../../src/shell/written-out/written-out.ts';

/** The script that says more about the first use of V than the script itself. */
function told(source: string): string | undefined {
  const around = surroundingsOf(parseScript(source), source);
  const use = around.script.uses.find(({ name }) => name === 'V');
  return use && writtenOut(use, around);
}

test.each<[string, string | undefined]>([
  ['f() { a "$1"; }; f $V', 'true; { a "${OPSBOOK_MARKED}"; }'],
  ['f() { a "$1"; }; f x$V', undefined],
  ['N="${V##*/}"; rm "$N"', undefined],
  ['f() { a "$1"; }; f ${V}x', undefined],
  ['ssh h "ls $(printf %q "$V")"', 'ssh h "ls ${OPSBOOK_MARKED@Q}"'],
  ['ls $V', undefined],
  ['f() { a x; }; f "$V"', undefined],
  ['CMD=\'ls $V\'; ssh host "$CMD"', undefined],
  ['A="$V"; ls "$A" OPSBOOK_MARKED', undefined],
  ['A=$(cat <<EOF\n$V\nEOF\n); ls "$A"', 'A=; ls "$(cat <<EOF\n${OPSBOOK_MARKED}\nEOF\n)"'],
  ['ssh h "ls $(printf %q "$V")"; ls "', undefined],
  ['f() { a; }; f; ls `b "$V"`', undefined],
  ['f() { a "$1"; }; f $V; b', 'true; { a "${OPSBOOK_MARKED}"; }; b'],
  ['f() { a "$1"; }; f $V"x"', undefined],
  ['f() { a "$1"; }; f "$V"', 'true; { a "${OPSBOOK_MARKED}"; }'],
  ['A="$V"; ls "$A"', 'A=; ls "${OPSBOOK_MARKED}"'],
  ['A="$V"; ssh h "ls \'$A\'"', 'A=; ssh h "ls \'${OPSBOOK_MARKED}\'"'],
  ['f() { a; }; f; bash -c "ls $V"', undefined],
  ['A=("$V"); ls "${A[@]}"', 'A=(); ls "${OPSBOOK_MARKED}"'],
  ['printf -v A %s "$V"; ls "$A"', 'A=; ls "$(printf %s "${OPSBOOK_MARKED}")"'],
])('%s', (source, whole) => expect(told(source)).toBe(whole));

/** `d+`: a place between double quotes that can be assigned before. */
function place(code: string): ValuePlace {
  const canAssign = code.endsWith('+');
  const range = { start: 0, end: 1 };
  return { name: 'V', isOptional: false, range, code: code.replace('+', ''), canAssign };
}

function joined(own: string, places: readonly string[]): string | undefined {
  const found = joinedPlace(place(own), places.map(place));
  return found && `${found.code}${found.canAssign ? '+' : ''}`;
}

// What stands where a place is, what becomes of it, and what it is by that.
test.each<[string, readonly string[], string | undefined]>([
  ['hl', ['hljc'], 'hjlc'],
  ['b', ['xS'], 'bS'],
  ['d+', ['dj+', 'dq+'], 'djqt'],
  ['d', [], undefined],
  ['bB', ['bd'], 'bB'],
  ['d', ['b'], undefined],
  ['d', ['d+'], 'd'],
  ['d+', ['d'], 'd'],
  ['d', ['dt'], 'dt'],
  ['l', ['l'], 'l'],
  ['l', ['ll'], 'll'],
  ['h', ['h'], 'h'],
  ['h', ['hj'], 'hj'],
  ['hl', ['hl'], 'hl'],
  ['hl', ['hj'], 'hjl'],
  ['d+', ['d+'], 'd+'],
  ['d+', ['dt+'], 'dt'],
  ['d', ['dj', 'dq'], 'djqt'],
  ['d', ['dc', 'dO'], 'dcO'],
  ['d', ['xSc'], 'dSc'],
  ['b', ['bl'], 'bl'],
  ['d', ['djt'], 'djt'],
  ['d', ['dj', 'dj'], 'dj'],
  ['d', ['dtj'], 'djt'],
  ['hl', ['xhl'], undefined],
  ['lh', ['l'], undefined],
  ['d', ['dd'], 'dd'],
  ['s', ['sdd'], 'sdd'],
])('%s that becomes %j', (own, places, code) => expect(joined(own, places)).toBe(code));
