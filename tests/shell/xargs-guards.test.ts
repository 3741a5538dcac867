import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { xargsGuards } from '../../src/shell/xargs-guards.ts';

test.each<[string, string]>([
  ['echo "$V" | xargs rm -rf', 'fO'],
  ['echo "$V" | grep a | xargs rm', 'fO'],
  ['echo "$V" | xargs -r kill', 'O1'],
  ['echo "$V" | sudo xargs kill', 'O1'],
  ['echo "$V" | xargs sudo kill', 'O1'],
  ['xargs kill <<< "$V"', 'O1'],
  ['xargs kill <<EOF\n$V\nEOF', 'O1'],
  ['cat <<EOF | xargs kill\n$V\nEOF', 'O1'],
  ['echo "$V" | xargs kubectl delete pod', 'aO'],
  ['echo "$V" | xargs -I{} rm /var/{}', 'f'],
  ['echo "$V" | xargs -I {} rm /var/{}', 'f'],
  ['echo "$V" | xargs -I% rm %', 'fO'],
  ['echo "$V" | xargs -i rm a/{}/b', 'f'],
  ['echo "$V" | xargs -iX rm a/X', 'f'],
  ['echo "$V" | xargs --replace=X rm a/X', 'f'],
  ['echo "$V" | xargs --replace rm a/{}', 'f'],
  ['echo "$V" | xargs -rI X rm a/X', 'f'],
  ['echo "$V" | xargs -I{} mv a{} b{}', 'f'],
  ['echo "$V" | xargs -I{} rm a', 'fO'],
  ['echo "$V" | xargs -a x-I% rm /var/%', 'fO'],
  ['echo "$V" | xargs --replacex rm /var/{}', 'fO'],
  ['echo "$V" | xargs -I% rm --%', 'f'],
  // Not what is run: `own-guards.ts` tells that.
  ['echo "$V" | xargs', ''],
  ['echo "$V" | xargs sudo', 'O'],
  ['echo "$V" | rm', ''],
  ['cat "$V" | xargs rm', ''],
  ['curl "$V" | xargs rm', ''],
  ['echo a | xargs rm "$V"', ''],
  ['echo "$V"; xargs rm', ''],
])('%s: %s', (source, guards) => {
  const script = parseScript(source);
  const around = surroundingsOf(script, source);
  expect(script.uses.map((use) => xargsGuards(use, around)).join('|')).toBe(guards);
});
