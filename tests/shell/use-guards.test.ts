import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { guardsAt } from '../../src/shell/use-guards.ts';

test.each<[string, string]>([
  ['PAGER="$V a" man ls', 't'],
  ['GIT_SSH_COMMAND="ssh -p $V" git', 't'],
  ['PATH=$V a', 'c'],
  ['PATH="a:$V" b', 'c'],
  ['X="$V" make', 't'],
  ['X="$V" gmake', 't'],
  ['X=$V a', ''],
  ['EDITOR=$V a', 'c'],
  ["EDITOR='!$V' a", 'c'],
  ['EDITOR=!$V', 'c'],
  ['EDITOR="!$V"', 'c'],
  ['EDITOR=!$V.b', 't'],
  ['EDITOR=a$V', 't'],
  ['EDITOR=${V}', 'c'],
  ['rm "$(basename "$V")"', 'OfOC'],
  ['eval "$(printf \'ls %s\' "$V")"', 'Ot'],
  ['$V a', 'c'],
  ['a $(b $V)', 'O'],
  ['rm "${V%/*}"', 'fOC'],
  ['rm "${V##*/}"', 'fOC'],
  ['"$(basename "$V")" x', 'Oc'],
  ['make; X=$V b', 't'],
  ['PATH=$V', 'c'],
  ['PAGER=x; $V', 'c'],
  ['a "$(cat <<< "$V")"', 'O'],
  ['PATH=(a $V)', 'c'],
  ['PATH=($V)', 'c'],
  ['EDITOR=($V)', 't'],
  ['EDITOR=("$V" a)', 't'],
  ['EDITOR+=$V', 'c'],
  ["N=$V yq '.a = env(N)' f", 't'],
  ["N=$V yq '.a = strenv(N)' f", ''],
  ["N=$V jq '.a = env(N)' f", ''],
  ["export N=$V; yq '.a = env(N)' f", ''],
  ["export N=$V; jq 'env(N)' f", ''],
  ['eval "$(echo \'ls $V\')"', 't'],
  ['X="$V" yq -i \'.a = strenv(X)\' f.yaml', ''],
  ['V=$V; ((V))', '|'],
  ['"./$V"', 'c'],
  ['seq 1 $((V))', ''],
  ['X=${V%/*}; $X', ''],
  ['X="$V" yq -i \'.a = env(X)\' f.yaml', 't'],
  ['eval "$(jq -n --arg v "$V" \'$v\' -r)"', 'cO'],
])('%s: %s', (source, guards) => {
  const script = parseScript(source);
  const around = surroundingsOf(script, source);
  const uses = script.uses.filter(({ name }) => name === 'V');
  expect(uses.map((use) => guardsAt(use, around)).join('|')).toBe(guards);
});
