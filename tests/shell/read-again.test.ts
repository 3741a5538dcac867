import { expect, test } from 'vitest';
import { isReadAgain, isReadAsMore } from '../../src/shell/read-again.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { readerOfUse } from '../../src/shell/plain-place.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { guardsAt } from '../../src/shell/use-guards.ts';
import type { Flow } from '../../src/shell/flow.ts';

/** Whether `$A`, which is made of a value, is read `again` where it stands, or as `more` than text. */
test.each([
  // Split, or the name of what is run, or a test of it.
  ['a $A', 'again -'],
  ['a "$A"', '- -'],
  ['B=$A', '- -'],
  ['"$A" b', 'again -'],
  ['[[ "$A" == b ]]', 'again -'],
  ['[ "$A" = b ]', '- -'],
  ['a $((A))', 'again -'],
  ["a '$A'", '- -'],
  ["a $'$A'", '- -'],
  // Expanded for another shell.
  ['bash -c "a \\"$A\\""', 'again -'],
  ['ssh h "a \'$A\'"', 'again -'],
  ['bash -c \'a "$A"\'', '- -'],
  // In braces of another one.
  ['a "${B:-$A}"', '- -'],
  ['a "${B:-${A%x}}"', 'again -'],
  ['a "${A%x}"', '- -'],
  // Run by its own command, and read by it.
  ['echo "$A" | bash', 'again more'],
  ['echo -e "$A"', 'again -'],
  ['echo "$A"', '- -'],
  // The name of a variable.
  ['declare "$A=1"', 'again more'],
  ['declare "$A"', 'again more'],
  ['declare "B=$A"', '- -'],
  ['declare B="$A"', '- -'],
  ['declare "B+=$A"', '- more'],
  ['export "$A"', 'again more'],
  ['typeset "$A"', 'again more'],
  ['local "$A"', 'again more'],
  ['readonly "$A"', 'again more'],
  ['unset "$A"', 'again more'],
  ['mapfile "$A"', 'again more'],
  ['readarray "$A"', 'again more'],
  ['getopts x "$A"', 'again more'],
  ['read "$A"', 'again more'],
  ['let "$A"', 'again more'],
  ['printf "$A"', 'again -'],
  ['printf %s "$A"', '- -'],
  ['printf -v "$A" x', 'again more'],
  ['printf -v B "$A"', 'again -'],
  ['test -v "$A"', 'again more'],
  ['test "$A"', '- -'],
  ['[ -v "$A" ]', 'again more'],
  ['wait -p "$A"', 'again -'],
  ['wait "$A"', '- -'],
  ['a -v "$A"', '- -'],
  ['a -p "$A"', '- -'],
  ['declare B; a "$A"', '- -'],
  ['declare "x $A=1"', 'again more'],
  ['declare \'B=\'"$A"', '- -'],
  // Given to a program that reads it.
  ['ssh h "$A"', 'again -'],
  ['bash "$A"', 'again -'],
  ['psql -c "$A"', 'again -'],
  ['psql <<< "$A"', 'again more'],
  ['psql -c \'select 1\' < "$A"', 'again -'],
  ['sed "$A" f', 'again -'],
  ['gsed "$A" f', 'again -'],
  ['jq "$A" f', 'again -'],
  ['cat <<< "$A"', '- -'],
  ['cat <<E\n$A\nE', '- -'],
  ['bash <<E\n"$A"\nE', 'again -'],
  ['bash <<E\n$A\nE', 'again -'],
  ['psql <<E\n$A\nE', 'again more'],
  ['eval "a $A"', 'again -'],
  ['B="$A" psql', 'again -'],
  ['B="$A" a', '- -'],
  ['a "$A"; psql', '- -'],
  // Read as more than text, after all shells.
  ['curl -d "{\\"a\\":\\"$A\\"}" h', '- more'],
  ['curl -d "{\\"a\\":\\"x\\"}" "$A"', '- -'],
  ['curl -d $\'{"a":"$A"}\' h', '- -'],
  ['psql -c "select \'$A\'"', 'again more'],
  ["psql -c 'select '\\''$A'\\'''", 'again -'],
  ['a "${A[@]}"', '- -'],
  ['echo "${A[@]}"', '- -'],
  ['echo "${A[@]}" | b', '- more'],
  ['echo "${A[*]}" > f', '- more'],
  ['echo "${A[0]}" | b', '- -'],
  ['echo "$A[@]}x" | b', '- -'],
  ['printf \'%s\n\' "${A[@]}" | b', '- more'],
  ['a "${A[@]}" | b', '- -'],
  ['echo b | c; a "${A[@]}"', '- -'],
  ['echo "$A" | b', '- -'],
  ['bash -c $\'echo "${A[@]}" | b\'', '- -, again -'],
  ['bash -c $\'a "$A"\'', '- -, again -'],
  ['echo "${A:-${B[@]}}" | b', '- -'],
  ['declare "$B=$A"', 'again more'],
])('%s: %s', (source, told) => {
  const flow = flowOf(source);
  const uses = flow.script.uses.filter(({ name }) => name === 'A');
  const each = uses.map(
    (use) => `${isReadAgain(use, flow) ? 'again' : '-'} ${isReadAsMore(use, flow) ? 'more' : '-'}`,
  );
  expect(each.join(', ')).toBe(told);
});

function flowOf(source: string): Flow {
  const around = surroundingsOf(parseScript(source), source);
  return { ...around, guardsAt: (use) => guardsAt(use, around), readerAt: (use) => readerOfUse(use, around) };
}
