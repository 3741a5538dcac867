import { expect, test } from 'vitest';
import { derivedGuards } from '../../src/shell/derived-guards.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { readerOfUse } from '../../src/shell/plain-place.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { guardsAt } from '../../src/shell/use-guards.ts';
import type { Flow } from '../../src/shell/flow.ts';

/** What `$V` must be for what its text is put into, as letters of `PlaceCode`, or `-` for anything. */
test.each([
  // What a variable made of it means where it is used.
  ['A=$V', '-'],
  ['A=$V; rm "$A"', 'fO'],
  ['A=$V; rm -r "$A"; rm "$A"', 'fO'],
  ['A="x: $V"; rm "$A"', '-'],
  ['A=$V; kubectl delete pod "$A"', 'aO'],
  ['A=${V#*:}; rm "$A"', 'fOC'],
  ['A="x ${V#*:}"; rm "$A"', 'fOC'],
  ['A=${V#*:}; rm "/x/$A"', 'fC'],
  ['A=${V#*:}; rm "$A/x"', 'fOC'],
  ['A=$(basename "$V"); rm "$A"', 'fOC'],
  ['A="x: $V"; B=${V#x}; rm "$A"', '-, -'],
  ['rm "$A"; A=$V', '-'],
  ['f() { rm "$A"; }; A=$V; f', 'fO'],
  ['for i in a; do rm "$A"; A=$V; done', 'fO'],
  ['A=$V; B=$A; rm "$B"', 'fO'],
  ['A=$V; A=${A%$V}', '-, -'],
  // A path with it, of what is removed.
  ['A=/data/$V; rm -r "$A"', 'f'],
  ['A="/data/$V"; B=$A; rm -r "$B"', 'f'],
  ['A=/data/x$V; rm -r "$A"', '-'],
  ['A=/data/$V; cat "$A"', '-'],
  ['A=/data/$V; B=x; rm -r "$B"', '-'],
  ['A=/data/${V#a}; rm -r "$A"', 'fOV'],
  // The name of what is run.
  ['A=$V; "$A" b', 'c'],
  ['A="x: $V"; "$A" b', 't'],
  ['A="x: $V"; $A b', 'c'],
  ['A="x: $V"; a $A; "$A" b', 'c'],
  ['A="x: $V"; B=$A; "$A" b', 't'],
  ['A=$V; eval "$A"', 'c'],
  ['A="x: $V"; eval "$A"', 't'],
  ['A=$V; sudo "$A"', 'c'],
  ['A="x: $V"; sudo $A', 'c'],
  ['A="x: $V"; B=$A; sudo "$A"', '-'],
  ['A="x: $V"; a \'$A\'; sudo "$A"', '-'],
  // Kept for later.
  ['trap \'eval "$A"\' EXIT; A=$V', 'c'],
  ['trap \'eval "$A"\' EXIT; A="x: $V"', 't'],
  ["alias x='a $A'; A=$V", 'c'],
  ["a 'b $A'; A=$V", '-'],
  ['trap "a $A" EXIT; A=$V', 't'],
  ['trap \'eval "$B"\' EXIT; A=$V', '-'],
  ["A=$V; trap - EXIT; a '$A'", 'O'],
  // Read again, or as more than text.
  ['A="x: $V"; a $A', 't'],
  ['A="x: $V"; ssh h "$A"', 't'],
  ['A="x: $V"; curl -d "{\\"a\\":\\"$A\\"}" h', 't'],
  ['A=$(kubectl get "$V"); curl -d "{\\"a\\":\\"$A\\"}" h', '-'],
  ['A=$V; a "$A"', 'O'],
  // Written to files.
  ['echo "$V" > f; bash f', 'c'],
  ['bash f; echo "$V" > f', '-'],
  ['g() { bash x; }; echo "$V" > x; g', 'c'],
  ['g() { a; }; bash x; echo "$V" > x', 'c'],
  ['for i in a; do bash x; echo "$V" > x; done', 'c'],
  // Words of what is printed.
  ['for n in $(echo "$V" | tr , \' \'); do a "$n"; done', 'SOZC'],
  ['for n in $(echo "$V" | tr , \' \'); do a; done', 'S'],
  ['for n in $(kubectl get "$V"); do a; done', '-'],
  ['for n in "$(echo "$V")"; do a; done', '-'],
  ['for n in "a" $(echo "$V"); do a; done', 'S'],
  ['for n in a; do b $(echo "$V"); done', '-'],
  ['for n in `echo "$V"`; do a; done', 'S'],
  ['for n in $( echo "$V"); do a; done', 'S'],
  ['A=$(echo "$V")', '-'],
  ['for n in $(echo $(kubectl get "$V")); do a; done', '-'],
  ['for n in $(kubectl get $(echo "$V")); do a; done', 'S'],
  ['for n in $V; do a; done', '-'],
  ['echo "$V"; for n in $(a); do b; done', '-'],
  ['for n in $(kubectl get "$V" | x); do a; done', '-'],
  // Itself, set anew.
  ['V=${V#x} psql', '-'],
  ['V="$V" jq a', '-'],
  ['for i in a; do V="$V" jq a; done', '-'],
  ['V=$V; rm "$V"', 'fO, -'],
  ['for n in <(echo "$V"); do a; done', '-'],
  ['for n in $(a | sed "s/$V/x/"); do a; done', 'S'],
  ['for n in $(a "$(echo "$V")"); do a; done', '-'],
])('%s: %s', (source, guards) => {
  const flow = flowOf(source);
  const uses = flow.script.uses.filter(({ name }) => name === 'V');
  expect(uses.map((use) => derivedGuards(use, flow) || '-').join(', ')).toBe(guards);
});

function flowOf(source: string): Flow {
  const around = surroundingsOf(parseScript(source), source);
  return { ...around, guardsAt: (use) => guardsAt(use, around), readerAt: (use) => readerOfUse(use, around) };
}
