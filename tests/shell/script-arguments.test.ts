import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { argumentGuards, guardsIn } from '../../src/shell/script-arguments.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

/** What each use of V must be as an argument of a script. */
function told(source: string): string {
  const around = surroundingsOf(parseScript(source), source);
  const codesIn = (script: string, name: string): string[] =>
    listValuePlaces(parseScript(script), script, new Set([name])).map(({ code }) => code);
  const uses = around.script.uses.filter(({ name }) => name === 'V');
  return uses.map((use) => argumentGuards(use, around, codesIn)).join(' ');
}

// `c`: nothing, as it would be a command; `t`: only plain text; `O`: no option.
test.each<[string, string]>([
  ['bash -c \'env $1\' _ "$V"', 'Oc'],
  ['echo \'eval "$1"\' | bash -s "$V"', 'c'],
  ['f() { sudo "$@"; }; f "$V"', 'Oc'],
  ['ssh host "bash -s $V" <<\'EOF\'\necho "$1"\nEOF', 'O'],
  ['. <(echo \'eval "$1"\') "$V"', 'c'],
  ['bash -c "eval $1" _ "$V"', ''],
  ['ssh host "bash -s \'$V\'" <<\'EOF\'\neval "$1"\nEOF', 'c'],
  ['bash -s "$V"', ''],
  ['cat <(echo $1) "$V"', ''],
  ['bash <(echo a) "$V"', ''],
  ['cat -s "$V"; echo $1', ''],
  ['X="$V" bash -c \'${X}\'', ''],
  ['bash -c \'eval $1\' _ "ls; $V"', 'c'],
  ['bash -xc \'test -v "$1"\' _ "$V"', ''],
  ['bash -s -- "$V" <<\'EOF\'\nls $1\nEOF', 'O'],
  ['bash -c \'f() { eval "$1"; }; f "$V"\'', 'c'],
  ['bash -c "echo \'eval \\"\\$1\\"\' | bash -s \'$V\'" <<\'EOF\'\nls "$1"\nEOF', 'Oc'],
  ["bash -c 'eval $1' _ 'ls;'\"$V\"", 'c'],
  ['bash -c \'eval $1\' _ "ls; x $V"', 't'],
  ['bash x-s "$V"; echo $1', ''],
  ['bash -x -s "$V"; echo $1', 'c'],
  ['bash -sx "$V"; echo $1', 'c'],
  ['ssh host "bash -s \'$V\'"; echo "$1"', 'c'],
  ['sudo -u "$V" bash -c \'ls $1\'', ''],
  ['bash -c \'ls $1\' _ "$V"', 'O'],
  ['bash -c \'rm "$1"\' _ "$V"', 'fO'],
  ['f() { a; }; f "$V"', ''],
  ['"$V" f', ''],
  ['bash -c \'for a; do eval "$a"; done\' _ "$V"', 'dct'],
  ['ssh host "bash -s \'$V\'; x" <<\'EOF\'\neval "$1"\nEOF', 'c'],
  ['cat "$V" <<\'EOF\'\n$1\nEOF', 'c'],
  ['source <(echo $1) "$V"', 'c'],
  ['f() { bash -s "$1"; }; f "$V"', 'O'],
])('%s: %s', (source, guards) => expect(told(source)).toBe(guards));

test.each([
  ['d', ''],
  ['dj', 't'],
  ['n', 'M'],
  ['dc', 'c'],
  ['bN', ''],
  ['tX', 't'],
  ['hl', ''],
  ['sqE', 't'],
  ['dGHS', ''],
  ['xNc', 'ct'],
])('a place that is %s refuses %s where nothing can be written in', (code, guards) =>
  expect(guardsIn(code)).toBe(guards),
);
