import { expect, test } from 'vitest';
import { withoutVariables } from '../../src/shell/written-out/without-variables.ts';

// A script, and the script with the text of a variable that holds the mark where the variable is used.
test.each([
  ['A="$MARK"; B="$A"; C="$B"; D="$C"; E="$D"; F="$E"; ls "$F"', 'A=; B=; C=; D=; E=; F="$MARK"; ls "$F"'],
  ['local k="$MARK"; $k', 'local k="$MARK"; $k'],
  ['A="x $MARK"; ls "${A}"', 'A=; ls "x $MARK"'],
  ['A="x $MARK"; B=$A', 'A=; B="x $MARK"'],
  ['A=\'$MARK!\'; ls "$A"', 'A=\'$MARK!\'; ls "$A"'],
  ['ls "$A"; A="$MARK"', 'ls "$A"; A="$MARK"'],
  ['A+="$MARK"; ls "$A"', 'A+="$MARK"; ls "$A"'],
  ['local A="$MARK"; ls "$A"', 'local A=; ls "$MARK"'],
  ['A=x; ls "$A"', 'A=x; ls "$A"'],
  ['A="$MARK"; ls "$A', 'A="$MARK"; ls "$A'],
  ['A="$MARK" ls "$A"', 'A="$MARK" ls "$A"'],
  ['A[1]="$MARK"; ls "$A"', 'A[1]="$MARK"; ls "$A"'],
  ['A="$MARK"; ls "$A" A.b', 'A="$MARK"; ls "$A" A.b'],
  ['PATH="$MARK"; ls "$PATH"', 'PATH="$MARK"; ls "$PATH"'],
  ['A="$MARK"; set -a; ls "$A"', 'A="$MARK"; set -a; ls "$A"'],
  ['local -x A="$MARK"; ls "$A"', 'local -x A="$MARK"; ls "$A"'],
  ['declare x A="$MARK"; ls "$A"', 'declare x A=; ls "$MARK"'],
  ['A="$MARK"; A=b; ls "$A"', 'A="$MARK"; A=b; ls "$A"'],
  ['A="$MARK"; read A; ls "$A"', 'A="$MARK"; read A; ls "$A"'],
  ['A="$MARK"; ls `x "$A"`', 'A="$MARK"; ls `x "$A"`'],
  ['A="$MARK"; ls "$(x "$A")"', 'A=; ls "$(x "$MARK")"'],
  ['A=("$MARK"); ls "$A"', 'A=("$MARK"); ls "$A"'],
  ['A="$MARK"; cat <<EOF\n$A $(ls "$A")\nEOF', 'A="$MARK"; cat <<EOF\n$A $(ls "$A")\nEOF'],
  ['A="$MARK"; cat <<EOF\n$(ls "$A")\nEOF', 'A=; cat <<EOF\n$(ls "$MARK")\nEOF'],
  ['A="$MARK"; cat <<EOF\n$A\nEOF', 'A="$MARK"; cat <<EOF\n$A\nEOF'],
  ['A="$MARK"; [[ "$A" ]]', 'A="$MARK"; [[ "$A" ]]'],
  ['A="$MARK"; ls $A', 'A="$MARK"; ls $A'],
  ['A="$MARK"; ls "${A:-b}"', 'A="$MARK"; ls "${A:-b}"'],
  ['A="$MARK"; export A; ls "$A"', 'A="$MARK"; export A; ls "$A"'],
  ['A="$MARK"', 'A="$MARK"'],
  ['A="$MARK"; ls "$A" "$A"', 'A=; ls "$MARK" "$MARK"'],
  ['A="$MARK"; echo $((A))', 'A="$MARK"; echo $((A))'],
  ['A="$MARK"; ls "${B:-"$A"}"', 'A="$MARK"; ls "${B:-"$A"}"'],
  ['A="$MARK"; cat <(x "$A")', 'A=; cat <(x "$MARK")'],
  ['A=$MARK; ls "$A"', 'A=; ls "$MARK"'],
  ['A="$MARK"; ls AB "$A"', 'A=; ls AB "$MARK"'],
  ['A="x$A$MARK"; ls "$A"', 'A="x$A$MARK"; ls "$A"'],
])('%s', (script, whole) => expect(withoutVariables(script, 'MARK')).toBe(whole));

test('a text of 20,000 characters is nothing that a person wrote', () => {
  const begin = 'A="$MARK"; ls "$A"; #';
  const script = (length: number): string => begin + 'x'.repeat(length - begin.length);
  expect(withoutVariables(script(19_999), 'MARK')).toMatch(/^A=; ls "\$MARK"; #/);
  expect(withoutVariables(script(20_000), 'MARK')).toBe(script(20_000));
});
