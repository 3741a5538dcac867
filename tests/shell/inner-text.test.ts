import { expect, test } from 'vitest';
import { parse } from 'unbash';
import { innerOfAssigned, innerText, withEdits } from '../../src/shell/written-out/inner-text.ts';

/** Each word of a command as it would stand between double quotes, as an argument and as what is assigned. */
function inner(source: string): string {
  const command = parse(source).commands[0]?.command;
  if (command?.type !== 'Command') return 'no command';
  const assigned = command.prefix.flatMap((one) =>
    one.type === 'Assignment' && one.value.type === 'Word' ? [one.value] : [],
  );
  const words = [...command.args.filter((one) => one.type === 'Word'), ...assigned];
  const edits = [
    { pos: 3, end: 4, text: 'Z' },
    { pos: 1, end: 2, text: 'Y' },
  ];
  const texts = words.map(
    (word) => `${innerText(word, source) ?? '-'} ${innerOfAssigned(word, source) ?? '-'}`,
  );
  return [...texts, withEdits(source, edits)].join(' | ');
}

test.each<[string, string]>([
  ['x a', 'a a | xYaZ'],
  ['x a*b', '- - | xYaZb'],
  ['x *a', '- - | xY*Z'],
  ['x a~', '- - | xYaZ'],
  ['x "a b"', 'a b a b | xY"Z b"'],
  ["x 'a b'", "a b a b | xY'Z b'"],
  ["x 'a!b'", "- - | xY'Z!b'"],
  ["x 'a\"b$c`d\\e'", 'a\\"b\\$c\\`d\\\\e a\\"b\\$c\\`d\\\\e | xY\'Z"b$c`d\\e\''],
  ['x "a"b', 'ab ab | xY"Z"b'],
  ['x "a"*', '- - | xY"Z"*'],
  ['x *"a"', '- - | xY*Za"'],
  ['x "a"\'b\'', 'ab ab | xY"Z"\'b\''],
  ['x $A', '- $A | xY$Z'],
  ['x ${A}', '- ${A} | xY$ZA}'],
  ['x $(b)', '- $(b) | xY$Zb)'],
  ['x `b`', '- - | xY`Z`'],
  ['x "$A"', '$A $A | xY"ZA"'],
  ['x a$A', '- a${A} | xYaZA'],
  ['A=$B', '- $B | AY$Z'],
  ['A=$(b)', '- $(b) | AY$Zb)'],
  ['A=`b`', '- - | AY`Z`'],
  ['A=${B}', '- ${B} | AY$ZB}'],
  ['A=a$B', '- a${B} | AYaZB'],
  ['A=/d/$B.c/$1', '- /d/${B}.c/${1} | AY/Z/$B.c/$1'],
  ['A=a${B%c}$(d)', '- a${B%c}$(d) | AYaZ{B%c}$(d)'],
  ['A=a$(b $C)', '- a$(b $C) | AYaZ(b $C)'],
  ['A=a$?$B', '- a$?${B} | AYaZ?$B'],
  ['A="a"$B', '- a${B} | AY"Z"$B'],
  ['A=~/$B', '- - | AY~Z$B'],
  ['A=a`b`', '- - | AYaZb`'],
  ['A=$B$C', '- ${B}${C} | AY$Z$C'],
  ['A="b"', 'b b | AY"Z"'],
  ["A='b'", "b b | AY'Z'"],
  ['A=', '  | AYZ'],
  ["x $'a'", "- - | xY$Za'"],
  ['x ""', '  | xY"Z'],
  ['x "a"\'b!\'', '- - | xY"Z"\'b!\''],
  ['x "a"b\\ c', '- - | xY"Z"b\\ c'],
  ['x {a,b}', '- - | xY{Z,b}'],
  ['x "a"{b,c}', '- - | xY"Z"{b,c}'],
  ['A=b', 'b b | AYbZ'],
  ['A=b*', '- - | AYbZ'],
  ['x abc', 'abc abc | xYaZc'],
])('%j: %s', (source, is) => expect(inner(source)).toBe(is));
