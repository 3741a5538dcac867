import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { unmarkedPlaces } from '../../src/shell/unmarked-places.ts';

const NAMES = new Set(['V', 'W_HOST']);

test.each<[string, string]>([
  ['export V', 'V 7-8 bN='],
  ['$(export V)', 'V 9-10 X='],
  ['export V; make', 'V 7-8 bNt='],
  ['export V; gmake', 'V 7-8 bNt='],
  ['export V; envsubst < f', 'V 7-8 bNt='],
  ['export V; a', 'V 7-8 bN='],
  ['printenv V | sh', 'V 9-10 x, V 9-10 X='],
  ['V=1; printenv V | sh', ''],
  ['printenv V | sh; V=1', 'V 9-10 x, V 9-10 X='],
  ['env | sh', 'V 0-0 xH?, W_HOST 0-0 xH?'],
  ['env > f; . ./f', 'V 0-0 xH?, W_HOST 0-0 xH?'],
  ['let Y=V', 'V 6-7 n'],
  ['V=1; let Y=V', ''],
  ['V=${V:-5}; let Y=V', 'V 17-18 n'],
  ['V="$V" a; let Y=V', 'V 16-17 n'],
  ['let Y=V; V=1', 'V 6-7 n'],
  ['for N in V; do ((N)); done', 'V 9-10 xM?='],
  ['printenv V', 'V 9-10 X='],
  ['sudo printenv V', 'V 14-15 xE'],
  ['docker run -e V c', 'V 14-15 bN='],
  ['sudo docker run -e V c', 'V 19-20 bN'],
  ['env | sh; W=1', 'V 0-0 xH?, W_HOST 0-0 xH?'],
  ['W=1; printenv V | sh', 'V 14-15 x, V 14-15 X='],
  ['W_HOST=1; env | sh', 'V 0-0 xH?'],
  ['V=1; env | sh', 'W_HOST 0-0 xH?'],
  ['V=a\nV; ((V))', ''],
  ['V=1 V; ((V))', ''],
  ['export Vx; make', ''],
  ['printenv | sh', 'V 0-0 xH?, W_HOST 0-0 xH?'],
  ['printenv xV | sh', ''],
  ['n=W; ((${n}_HOST))', 'W_HOST 11-16 xM?='],
  ['V=${Vx}; ((V))', ''],
  ['V=${V}; ((V))', 'V 10-11 xM?='],
  ['V=$V; ((V))', 'V 8-9 xM?='],
  ['export V; xmake', 'V 7-8 bN='],
  ['V=1\n$V; ((V))', ''],
  ['W_HOST=1; printenv V | sh', 'V 19-20 x, V 19-20 X='],
  ['W_HOST=1; let Y=V', 'V 16-17 n'],
  ['for V in 1 2; do ((V)); done', ''],
  ['read V; ((V))', ''],
])('%j: %s', (source, told) => {
  const places = unmarkedPlaces(NAMES, surroundingsOf(parseScript(source), source));
  const found = places.map(
    ({ name, range, code, isOptional, canAssign }) =>
      `${name} ${range.start}-${range.end} ${code}${isOptional ? '?' : ''}${canAssign ? '=' : ''}`,
  );
  expect(found.join(', ')).toBe(told);
});
