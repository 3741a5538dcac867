import { describe, expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';

/** One line a use: text, layers with the expanding one in capitals, place, then what else holds. */
const uses = (text: string): readonly string[] =>
  parseScript(text).uses.map((use) => {
    const layers = use.layers
      .map((layer, index) => (index === use.level ? layer.toUpperCase() : layer))
      .join('>');
    const more = [
      use.afterFlag,
      use.hasDefault && 'default',
      use.isRequired && 'required',
      use.isElsewhere && 'elsewhere',
    ];
    return [text.slice(use.range.start, use.range.end), layers, use.place, ...more.filter(Boolean)].join(' ');
  });

const bound = (text: string): readonly string[] =>
  parseScript(text).bindings.map(({ kind, name }) => `${kind} ${name}`);

describe('the place of a variable', () => {
  test.each<[string, string[]]>([
    ['ls $X', ['$X BARE argument']],
    ['ls "$X"', ['$X DOUBLE argument']],
    ['ls "a${X}b"', ['${X} DOUBLE argument']],
    ["ls '$X'", ['$X single argument']],
    ["ls $'$X'", ['$X ansi-c argument']],
    ['ls --name=$X --other="$Y"', ['$X BARE argument --name=', '$Y DOUBLE argument --other=']],
    ['ls "$(cat "$X")"', ['$X DOUBLE argument']],
    ['ls "$(cat $X)"', ['$X BARE argument']],
    ['A=$X', ['$X BARE assignment']],
    ['A="$X" ls', ['$X DOUBLE assignment']],
    ['$X run', ['$X BARE command']],
    ['ls > "$X"', ['$X DOUBLE redirection']],
    ['cat <<< $X', ['$X BARE redirection']],
    ['cat <<EOF\n$X\nEOF', ['$X HERE-DOCUMENT here-document']],
    ["cat <<'EOF'\n$X\nEOF", ['$X literal-here-document here-document']],
    ['echo $((X + 1))', ['X ARITHMETIC argument']],
    ['[[ -n $X ]]', ['$X BARE test']],
    ['ls ${X:-y} "${Z:?needed}"', ['${X:-y} BARE argument default', '${Z:?needed} DOUBLE argument required']],
    ['echo `cat $X`', ['$X backtick>BARE argument']],
    ['bash -c "echo $X"', ['$X DOUBLE>bare argument']],
    ['bash -c "echo \\$X"', ['$X double>BARE argument']],
    ['bash -c \'echo "$X"\'', ['$X single>DOUBLE argument']],
    ['ssh h rm "$X"', ['$X DOUBLE>bare argument']],
    ['ssh h rm "\\$X"', ['$X double>BARE argument elsewhere']],
    ["ssh h 'rm $X'", ['$X single>BARE argument elsewhere']],
    ["kubectl exec p -- sh -c 'psql $DB'", ['$DB single>BARE argument elsewhere']],
    ["sudo bash -c 'ls $X'", ['$X single>BARE argument']],
    [
      'bash <<EOF\nls $X \\$Y\nEOF',
      ['$X HERE-DOCUMENT>bare here-document', '$Y here-document>BARE argument'],
    ],
    ['ls $1 $? $$ $@', []],
    ['grep "\\$X"', []],
    ['ssh h grep "\'\\$X\'" f', []],
    ['ssh h ls \\\\\\$X', []],
  ])('%s', (text, expected) => expect(uses(text)).toEqual(expected));
});

describe('a variable gets its value', () => {
  test.each<[string, string[]]>([
    ['A=1', ['assignment A']],
    ['A=1 ls', ['prefix A']],
    ['export A=1 B', ['assignment A', 'declaration B']],
    ['local x; readonly Y=2', ['declaration x', 'assignment Y']],
    ['read -r A B', ['read A', 'read B']],
    ['read -rp "Name: " A', ['read A']],
    ['read', ['read REPLY']],
    ['while read -r line; do :; done < f', ['read line']],
    ['for f in *; do :; done', ['for f']],
    ['printf -v OUT "%s" x', ['printf OUT']],
    ['printf "%s" x', []],
    ['mapfile -t LINES_OF < f', ['mapfile LINES_OF']],
    ['getopts "ab" opt', ['getopts opt']],
    [': "${X:=1}"', ['default X']],
    ['(( N = 1 ))', ['arithmetic N']],
    ['let "N=1"', ['arithmetic N']],
    ['exec {fd}> f', ['descriptor fd']],
  ])('in %s', (text, expected) => expect(bound(text)).toEqual(expected));
});

describe('a prefix assignment', () => {
  test.each([
    ['A=x cmd $A', true],
    ['A=x cmd "--a=$A"', true],
    ['A=x cmd "$(echo $A)"', true],
    ['A=x; cmd $A', false],
    ['A=x cmd $B', false],
    ['A="$A" cmd "$A"', false],
    ["A=x bash -c 'echo $A'", false],
    ['A=x B=$A cmd', false],
  ])('%s: the old value is used: %s', (text, expected) => {
    expect(parseScript(text).prefixAssignments.length > 0).toBe(expected);
  });
});
