import { expect, test } from 'vitest';
import {
  bindingsOf,
  commandsWith,
  functionsOf,
  isGivenAsInput,
  isNested,
  isReader,
  isSame,
  textOf,
  wordWith,
} from '../../src/shell/flow.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';

/** Functions, names that get a value, what reads a script, and each command that is given `$V`. */
function told(source: string): string {
  const script = parseScript(source);
  const around = surroundingsOf(script, source);
  const use = script.uses.find(({ name }) => name === 'V');
  const given = use ? commandsWith(use, around.commands) : [];
  return [
    functionsOf(script).join(' '),
    bindingsOf(script)
      .map(({ name }) => name)
      .join(' '),
    around.commands.map(({ words }) => (isReader(words[0]?.value ?? '') ? 'reads' : '')).join(' '),
    ...given.map((command) =>
      use
        ? `${JSON.stringify(textOf(command, around))} ${wordWith(command, use.range)?.text ?? '-'}` +
          `${isGivenAsInput(command, use.range) ? ' input' : ''}${isNested(command, use) ? ' nested' : ''}`
        : '',
    ),
  ].join(' | ');
}

test('two ranges are the same by both ends', () => {
  const one = { start: 1, end: 3 };
  expect([one, { start: 0, end: 3 }, { start: 1, end: 2 }].map((other) => isSame(one, other))).toEqual([
    true,
    false,
    false,
  ]);
});

test.each<[string, string]>([
  ['f() { a; }; f', 'f |  |  '],
  ["bash -c 'g() { a; }'", 'g |  | reads '],
  ['X=1; a $V', ' | X |   | "a $V" $V'],
  ["bash -c 'X=1'", ' | X | reads '],
  ['cat <<EOF\n$V\nEOF', ' |  |  | "cat <<EOF\\n$V\\n" - input'],
  ['a <<< "$V"', ' |  |  | "a <<< \\"$V\\"" - input'],
  ['a > "$V"', ' |  |  | "a > \\"$V\\"" - input'],
  ['X="$V" a', ' | X |  | "X=\\"$V\\" a" "$V"'],
  ['X=$V', ' | X |  | "X=$V" $V'],
  ['a $V', ' |  |  | "a $V" $V'],
  ["bash -c 'a $V'", ' |  | reads  | "bash -c \'a $V\'" \'a $V\' nested | "a $V" $V'],
  ['eval "$V"', ' |  | reads  | "eval \\"$V\\"" "$V" nested | "$V" $V'],
  ['source f', ' |  | reads'],
  ['. f', ' |  | reads'],
  ['bash $V', ' |  | reads | "bash $V" $V'],
  ['at $V', ' |  | reads | "at $V" $V'],
  ['tmux $V', ' |  | reads | "tmux $V" $V'],
  ['ls', ' |  | '],
  ['a; b $V; c', ' |  |    | "b $V" $V'],
  ['a <<A <<B\nx\nA\n$V\nB', ' |  |  | "a <<A <<B\\nx\\n\\n$V\\n" - input'],
  ['a $(b $V)', ' |  |   | "a $(b $V)" $(b $V) | "b $V" $V'],
  ['a >&2 $V', ' |  |  | "a >&2 $V" $V'],
  ['=> <<< $V', ' |  |  | "=> <<< $V" - input'],
  ['f() { bash -c "h() { a; }"; }', 'f h |  | reads '],
])('%j: %s', (source, is) => expect(told(source)).toBe(is));
