import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { madeProgramGuards } from '../../src/shell/made-programs.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

const codesIn = (script: string, name: string): readonly string[] =>
  listValuePlaces(parseScript(script), script, new Set([name])).map(({ code }) => code);

test.each<[string, string]>([
  ['C=sudo; $C "$V"', 'Oc'],
  ['C="sh -c"; $C "$V"', 'c'],
  ['C=rm; $C -f "$V"', 'fO'],
  ['C=rm; "${C}" "$V"', 'fO'],
  ['C=\'rm\'; $C a "$V"', 'fO'],
  ['C=$X; $C "$V"', 'c'],
  ['$C "$V"', 'c'],
  ['$C a "$V"', ''],
  ['"$C" "$V"', 'c'],
  ['sudo $C "$V"', 'c'],
  ['C=rm; sudo $C "$V"', 'fO'],
  ['C=rm; ls $C "$V"', ''],
  ['$EDITOR "$V"', ''],
  ['sudo $PAGER "$V"', ''],
  ['$(which rm) "$V"', 'c'],
  ['`x` "$V"', 'c'],
  ['a$C "$V"', ''],
  ['C=rm; C=sudo; $C "$V"', 'fOc'],
  ['export C=sudo; $C "$V"', 'Oc'],
  ['C=a; D=sudo; $C "$V"', 'O'],
  ['$V a', ''],
  ['C=rm; $C "$V" b', 'fO'],
  ['C=rm; $C "a/$V"', 'f'],
  ['C="rm $x"; $C "$V"', 'c'],
  ['C=rm x; $C "$V"', 'fO'],
  ['x C=sudo; $C "$V"', 'Oc'],
  ['C=sudo; $C.b "$V"', 'c'],
  ['C=sudo; a$C "$V"', ''],
  ['C="a$V"', ''],
  ['nohup $C a "$V"', ''],
  ['C=; $C "$V"', 'c'],
  ['V=sudo; $V "$V"', '|Oc'],
  ['c=ev; c+=al; $c "$V"', 'c'],
  ['sudo $ "$V"', ''],
  ['c=.\\; $c "$V"', 'c'],
  ['eval "X=\'$V\'"; $X', ''],
])('%s: %s', (source, guards) => {
  const script = parseScript(source);
  const around = surroundingsOf(script, source);
  const uses = script.uses.filter(({ name }) => name === 'V');
  expect(uses.map((use) => madeProgramGuards(use, around, codesIn)).join('|')).toBe(guards);
});
