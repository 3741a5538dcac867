import { expect, test } from 'vitest';
import { derivedNames } from '../../src/shell/derived-names.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { readerOfUse } from '../../src/shell/plain-place.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { guardsAt } from '../../src/shell/use-guards.ts';
import type { Flow } from '../../src/shell/flow.ts';

/**
 * The variables that the text of `$V` ends up in: `text` where they hold it, `part` with what a part of it must be as a
 * word and in a path, `path` where it is a part of a path there, and `whole` where one of them begins with it.
 */
test.each([
  // Set to its text.
  ['a "$V"', ''],
  ['A=$V', 'A text whole'],
  ['A="$V"', 'A text whole'],
  ['A="x$V"', 'A text'],
  ['A="x: $V"', 'A text'],
  ['A+=$V', 'A text whole'],
  ['A+="x$V"', 'A text'],
  ['A=x=$V', 'x, A text whole'],
  ['A=xy$V', 'A text'],
  ['A="xy$V"', 'A text'],
  ['a=1; b "$V"', ''],
  ['a "$V"; A=1', ''],
  ['export A="$V"', 'A text whole'],
  ['export "A=$V"', 'A text whole'],
  ['export "A=x$V"', 'A text'],
  ['echo "A=$V" > .env', 'A whole'],
  ['echo "a; A=\'$V\'" > .env', 'A whole'],
  ['echo "A=x $V"', ''],
  ['echo "1A=$V"', ''],
  ['printf \'A=%s\' "$V"', 'A whole'],
  [': ${A:=$V}', 'A whole'],
  [': "${A:="$V"}"', 'A whole'],
  // Lists.
  ['A=(x "$V")', 'A text whole'],
  ['A=(x y$V)', 'A text'],
  ['A=("$V")', 'A text whole'],
  ['A=([k]="$V")', 'A text whole'],
  ['A=([k]=x"$V")', 'A text'],
  ['A=(x \'y \'"$V")', 'A text'],
  ['for A in $V; do a; done', 'A text whole'],
  ['for A in "$V"; do a; done', 'A text whole'],
  ['for A in x "$V"; do a; done', 'A text whole'],
  ['for A in x y$V; do a; done', 'A text'],
  ['for A in "x y $V"; do a; done', 'A text'],
  ['for A in "x y" "$V"; do a; done', 'A text whole'],
  ['for A in $(b "$V"); do a; done', 'A'],
  ['for A in $(b $V); do a; done', 'A'],
  ['for A in `b $V`; do a; done', 'A'],
  ['for A in x; do a "$V"; done', ''],
  // Read.
  ['read A <<< "$V"', 'A text whole'],
  ['read -r A <<< "x y $V"', 'A text'],
  ['IFS=/ read -r A B <<< "$V"', 'IFS text part C/0, A text part C/0, B text part C/0 whole'],
  ['read -r A B <<< "$V"', 'A text part C/0, B text part C/0 whole'],
  ['while read -r A; do a; done <<< "$V"', 'A text whole'],
  ['while read -r A; do a; done <<E\nxyz $V\nE', 'A text whole'],
  ['mapfile A <<< "$V"', 'A text whole'],
  ['readarray -t A < <(echo "$V")', 'A text whole'],
  ['printf -v A %s "$V"', 'A text whole'],
  ['printf -v A \'x%s\' "$V"', 'A text whole'],
  // The directory that a script is in.
  ['cd "$V"', 'PWD, OLDPWD'],
  ['cd -- "$V"', 'PWD, OLDPWD'],
  ['cd -P "$V"', 'PWD, OLDPWD'],
  ['pushd "$V"', 'PWD, OLDPWD'],
  ['cd a; b "$V"', ''],
  ['acd "$V"', ''],
  ['a cd/"$V"', ''],
  ['cd "$B/$V"', 'PWD, OLDPWD'],
  ['cd a "$V"', ''],
  // A part of it.
  ['A=${V#*:}', 'A text part C/C whole'],
  ['A="${V%.*}"', 'A text part C/ZC whole'],
  ['A=$(basename "$V")', 'A text part C/C'],
  ['A=$(cut -d/ -f1 <<< "$V")', 'A text part C/ZC'],
  ['A=$(echo "$V" | cut -d/ -f1)', 'A text part C/ZC'],
  ['A=$(echo "$V")', 'A text'],
  ['A=$(kubectl get pod "$V" -o name)', 'A'],
  ['A=$(echo "$(kubectl get "$V")")', 'A'],
  ['A=$(kubectl get "$(basename "$V")")', 'A text part C/C'],
  ['f() { a; }; A=$(f "$V")', 'A text'],
  ['A=$("$B" "$V")', 'A text'],
  ['A=`echo "$V"`', 'A text'],
  // What those are put into.
  ['A=$V; B=$A', 'A text, B text whole'],
  ['B=$A; A=$V', 'A text, B text whole'],
  ['C=$B; B=$A; A=$V', 'A text, B text, C text whole'],
  [': "$V"; A=$_', 'A'],
  [': "$V"; A=$_; B=$A', 'A, B'],
  ['A=$V; B=$(kubectl get "$A")', 'A text, B whole'],
  ['A=$(kubectl get "$V"); B=$A', 'A, B'],
  ['A=$V; B=$(basename "$A")', 'A text, B text part C/C whole'],
  ['A=${V#x}; B=$A', 'A text part V/0, B text part V/0 whole'],
  ['A=${V#x}; B=${A%y}', 'A text part V/0, B text part V/0 C/0 whole'],
  ['A=${V#x}; A=${A%y}', 'A text part V/0 C/0 whole'],
  ['A=${V#x}; B=$A; B=$A', 'A text part V/0, B text part V/0 whole'],
  ['A=$V; B=1', 'A text whole'],
  ['A=$V; a $A', 'A text whole'],
  ['B=${V#x}; C=$A; A=$B', 'B text part V/0, A text part V/0, C text part V/0 whole'],
  ['A=$V B=$V', 'A text whole | B text whole'],
  ['A=${V#x}; B=$V; A=${B%y}', 'A text part V/0 whole | B text, A text part C/0 whole'],
  ['A=x\\ $V', 'A text'],
  ['A=" $V"', 'A text whole'],
  ['A=$B$V', 'A text whole'],
  ['A=xy$B$V', 'A text'],
  ['A=$B:$V', 'A text'],
  ['A=${B}$V', 'A text whole'],
  ['A=${B%x}$V', 'A text'],
  // Within a path.
  ['A=/data/$V', 'A text path'],
  ['A="/data/$V"', 'A text path'],
  ['A="/data/x$V"', 'A text'],
  ['A="$V"/x', 'A text path whole'],
  ['A=x; B=/data/$V', 'B text path'],
  ['A=/data/$V; B=$A', 'A text path, B text path'],
  ['A=/data/$V; B=$(a "$A")', 'A text path, B'],
  ['A=$(a "/data/$V")', 'A'],
  ['A=$V; B=/data/$A', 'A text, B text whole'],
  ['a /data/; A=x$V', 'A text'],
  ['mapfile A <<< "$V"; B=$A', 'A text, B text whole'],
  ['A=${V#x}; A=${_%y}', 'A text part V/0 C/0 whole'],
])('%s: %s', (source, told) => {
  const flow = flowOf(source);
  const uses = flow.script.uses.filter(({ name }) => name === 'V');
  const each = uses.map((use) => {
    const { names, texts, paths, parts, isWhole } = derivedNames(use, flow);
    const told = [...names].slice(1).map((name) => {
      const own = parts.get(name)?.map(({ word, path }) => ` ${word}/${path}`);
      return `${name}${texts.has(name) ? ' text' : ''}${paths.has(name) ? ' path' : ''}${own ? ` part${own.join('')}` : ''}`;
    });
    return `${told.join(', ')}${isWhole ? ' whole' : ''}`;
  });
  expect(each.join(' | ')).toBe(told);
});

function flowOf(source: string): Flow {
  const around = surroundingsOf(parseScript(source), source);
  return { ...around, guardsAt: (use) => guardsAt(use, around), readerAt: (use) => readerOfUse(use, around) };
}
