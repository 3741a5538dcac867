import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

const NAMES = new Set(['V', 'W']);

/**
 * Each place of `$V` and `$W` with its letters of `PlaceCode`, `?` where it need not be filled in, and `=` where a line
 * before may do it; `beside`: it is asked for, and stands nowhere.
 */
test.each([
  ['a $V', '$V bO='],
  ['a "$V" $W', '$V dO=, $W bO='],
  ['$V', '$V Bc='],
  ['V=1; a $V', ''],
  ['V=$W; a $V', '$W btO'],
  ["a $'$V'", ''],
  ['a ${V}${W}', '${V} bO=, ${W} b='],
  ['bash -c "a $V \\$W"', '$V dbO, \\$W dBO'],
  // The default of another one goes with it; a part of one is a place of its own.
  ['a ${V:-$W}', '${V:-$W} bO?='],
  ['a ${V:-$V}', '${V:-$V} bO?='],
  ['a "${V:-"$W"}"', '${V:-"$W"} dO?='],
  ['a ${V:=1}', '${V:=1} xOS?='],
  ['a ${V#$W}', '${V# xOVS=, $W xS'],
  ['a ${V[$W]}', '${V[ xOS=, $W xStU'],
  ['a ${V%$W} $W', '${V% xOS=, $W xS, $W bO='],
  ['a ${V/$W/x}', '${V/ xOVS=, $W xfS'],
  // The name of a variable, and a prompt that is expanded.
  ['a ${!V}', '${!V} x'],
  ['a "${V@P}"', '${V@P} x'],
  ['a ${V@E}', '${V@E} x'],
  ['a ${V@Q}', '${V@Q} xOS='],
  ['a "${V/@P}"', '${V/@P} x'],
  ['a ${V@E}x', '${V@E} x'],
  // Written out.
  ['f() { rm "$1"; }; f "$V"', '$V dfO='],
  ['C="rm $V"; $C', '$V dct'],
  ['f() { a "${1%x}"; }; f "$V"', '$V dOt'],
  // Guards of what its text becomes.
  ['bash -c \'eval "$1"\' _ "$V"', '$V dcOtc'],
  ['jq -n --arg x "$V" \'env\'', '$V d='],
  ['psql -v x=$V -c "select :\'x\'"', '$V b='],
  ['psql -v x=$V -c "select :x"', '$V bt'],
  ['psql -v x=$V <<< "delete from t where id = :x"', '$V bw'],
  ['eval "$V"', '$V dbc'],
  ['eval "ls $V"', '$V dbO'],
  ['python3 -c "a $V"', '$V tt'],
  ['X=$V; ((X))', '$V bttU'],
  ['X="ls $V"; eval "$X"; ((X))', '$V dttU'],
  ['((V)); eval "$V"', 'V beside xM?=, V ntcU, $V dbc'],
  ['a ${V%x}', '${V%x} xOS='],
  ['a "${V%x}"', '${V%x} xO='],
  ['a $(b $V)', '$V bOt'],
  // Of two places of one thing the stricter stays.
  ['export V; make', 'V bNt='],
  ['export V; a $V', 'V bN=, $V bO='],
  ['printenv V | sh', 'V x'],
  ['printenv V | sh; a $V', 'V x, $V bO='],
  ['env | sh', 'V beside xH?, W beside xH?'],
  ['jq env.V', 'V X='],
  ['jq env.V; a $V', 'V X=, $V bO='],
  ['jq env.V; a "${!V}"', 'W beside xH?, V x, ${!V} x'],
  ['docker run -e V i', 'V bN='],
  ['docker run -e V i $V', 'V bN=, $V bOc='],
  ['docker run -e V i; a ${!V}', 'V xM?=, ${!V} x'],
  ['docker run -e V i; a ${!W}', 'V beside xM?=, V bN=, ${!W} x'],
  ['docker run -e "V=$V" i', '$V d='],
  ['let V=W', 'W n'],
  ['let "V=$W"', '$W tU'],
  ['let "W=$V+W"', '$V tU'],
  ['a $((V))', 'V beside xM?=, V n'],
  ['a $(( V + W ))', 'V beside xM?=, W beside xM?=, V n, W n'],
  ['V=$W a $((V))', '$W bttU, V n'],
  ['N=V; a ${!N}', 'V xM?='],
  ['N="V$W"; a ${!N}', 'V xM?=, $W dttU'],
  ["trap 'rm $V' EXIT", '$V x'],
  ['trap "rm \'$V\'" EXIT', '$V t'],
  // What stands within another place, beside it, or twice.
  ['$V; env | sh', 'W beside xH?, V x'],
  ['a ${V:-$(jq -n env.V)}', '${V:-$(jq -n env.V)} bO?='],
  ['a $V; N=V; a ${!N}', '$V bO=, V xM?='],
  ['N=${W}V; a ${!N}', '${W} btOtcU, V xM?='],
  ['N=${W:-V}; a ${!N}', 'V beside xM?=, ${W:-V} btOtcU?'],
  ['jq env.V; echo "a${V%x}"', 'V X=, ${V%x} x='],
  ['a ${V:-${W@P}}', '${V:-${W@P}} bO?='],
  ['ssh host a "`b \\$V`"', '\\$V kbkt'],
])('%s: %s', (source, told) => {
  const places = listValuePlaces(parseScript(source), source, NAMES);
  const each = places.map(({ name, range, code, isOptional, canAssign }) => {
    const text = source.slice(range.start, range.end) || `${name} beside`;
    if (text.endsWith(' beside')) expect(range).toEqual({ start: 0, end: 0 });
    return `${text} ${code}${isOptional ? '?' : ''}${canAssign ? '=' : ''}`;
  });
  expect(each.join(', ')).toBe(told);
});

test('a text that a machine wrote to keep another one busy has no places', () => {
  const places = (uses: number): number => {
    // All but the first stand in its default.
    const source = `a ${'${V:-'}${'$V '.repeat(uses - 1)}}`;
    return listValuePlaces(parseScript(source), source, NAMES).length;
  };
  expect([places(1000), places(1001)]).toEqual([1, 0]);
});
