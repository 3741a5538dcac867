import { expect, test } from 'vitest';
import { listTextTargets } from '../../src/shell/text-targets.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { readerOfUse } from '../../src/shell/plain-place.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { guardsAt } from '../../src/shell/use-guards.ts';
import type { Flow } from '../../src/shell/flow.ts';

/** What a script makes variables of, `^` where the text of each begins; `any` where that is not known, `list` of many. */
test.each([
  // Assignments and declarations.
  ['a $V', ''],
  ['A=$V', 'A: A=^$V'],
  ['A+="$V" b', 'A: A+=^"$V"'],
  ['A=(x $V)', 'A: A=^(x $V)'],
  ['export A="$V"', 'A: A=^"$V"'],
  ['declare -r A+=$V B', 'A: A+=^$V'],
  ['typeset A=1', 'A: A=^1'],
  ['local A=1', 'A: A=^1'],
  ['readonly A=1', 'A: A=^1'],
  ['a A=1', ''],
  ['export "A=1"', 'A: "A=^1"'],
  // Builtins that read: the text that they are given, or any.
  ['read A <<< "$V"', 'A: read A <<< ^"$V"'],
  ['read -r A B < f', 'A: ^read -r A B < f any, B: ^read -r A B < f any'],
  ['mapfile A <<< x', 'A: mapfile A <<< ^x'],
  ['readarray A', 'A: ^readarray A any'],
  ['printf -v A %s "$V"', 'A: ^printf -v A %s "$V" any'],
  ['printf x; read A', 'A: ^read A any'],
  ['printf x $(read A)', 'A: ^printf x $(read A) any, A: ^read A any'],
  ['a <<< x; b A', ''],
  ['read A <<< x > f', 'A: read A <<< ^x > f'],
  ['read A > f <<< x', 'A: read A > f <<< ^x'],
  // Loops, and what they are fed with.
  ['for a in $V x; do b; done', 'a:  in ^$V x list'],
  ['for a in $V\ndo b; done', 'a:  in ^$V list'],
  ["bash -c 'for a in $V'", "a:  in ^$V' list"],
  ['while read A; do b; done <<< "$V"', 'A: ^read A any, A: ^"$V" any'],
  ['while read A; do b; done <<< x > f', 'A: ^read A any, A: ^x any'],
  ['while read A; do b; done > f', 'A: ^read A any'],
  ['while read A; do b; done <<E\n$V\nE', 'A: ^read A any, A: ^$V\n any'],
  ['{ mapfile A; } <<< $V', 'A: ^mapfile A any, A: ^$V any'],
  ['{ A=1; } <<< $V', 'A: A=^1'],
  ['read A; { b; } <<< $V', 'A: ^read A any'],
  // In a script of its own.
  ["bash -c 'read A'", 'A: ^read A any'],
  ["bash -c 'A=$V'", 'A: A=^$V'],
  ['export "$V=1"', ''],
])('%s: %s', (source, targets) => {
  const told = listTextTargets(flowOf(source)).map(({ name, range, valueStart, isAny, isList }) => {
    const text = `${source.slice(range.start, valueStart)}^${source.slice(valueStart, range.end)}`;
    return `${name}: ${text}${isAny ? ' any' : ''}${isList ? ' list' : ''}`;
  });
  expect(told.join(', ')).toBe(targets);
});

function flowOf(source: string): Flow {
  const around = surroundingsOf(parseScript(source), source);
  return { ...around, guardsAt: (use) => guardsAt(use, around), readerAt: (use) => readerOfUse(use, around) };
}
