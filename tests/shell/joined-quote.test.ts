import { expect, test } from 'vitest';
import { joinedPlace, joinedQuote } from '../../src/shell/joined-quote.ts';
import { holds } from '../../src/shell/own-bindings.ts';
import { parseScript } from '../../src/shell/parse.ts';

/** Words behind `ssh host`, the quotes around `$V` over there, and `c` where it begins a command. */
test.each([
  ['$V', 'bare'],
  ['"$V"', 'bare'],
  ['a$V', 'bare'],
  ['grep "\'$V\'" f', 'single'],
  ["'\"'$V'\"'", 'double'],
  ['"\'" $V', 'single'],
  ['"a b c" $V', 'bare'],
  ['"$V-$V"', 'bare|bare'],
  ['\'$V\' "$V"', 'bare|bare'],
  // Quotes that are closed, and quotes within others.
  ['"\'a\' $V"', 'bare'],
  ['"\'a\\"\' $V"', 'bare'],
  ['"\\"a\'$V"', 'double'],
  ['"\\"\'\\"$V"', 'bare'],
  ['"\\"a\\"\'$V"', 'single'],
  ['"a\\\\\'$V"', 'bare'],
  ['"a\\\\\\"$V"', 'bare'],
  ["'a\\' $V", 'bare'],
  ['"\\\\a\'$V"', 'single'],
  // In single quotes nothing means more than itself.
  ['"\'a\\\\\' $V"', 'bare'],
  ['"\'\\\\$V"', 'single'],
  ["\"'\"'$(`<<' $V", 'single'],
  // A backslash right before it.
  ['"\\\\$V"', 'backtick'],
  ['"\\\\\\\\$V"', 'bare'],
  // What a shell over there puts in, and what this one has put in.
  ['"\\`a $V"', 'backtick'],
  ['"\\$(a $V"', 'backtick'],
  ['"<(a $V"', 'backtick'],
  ['">(a $V"', 'backtick'],
  ['"\\$\'a $V"', 'backtick'],
  ['"<<a $V"', 'backtick'],
  ['"<a $V"', 'bare'],
  ['"$(a) $V"', 'bare'],
  ['"$(a "b") $V"', 'backtick'],
  // A comment.
  ['a "#$V"', 'backtick'],
  ["a '# b' $V", 'backtick'],
  ['a#b "$V"', 'bare'],
  ['"#\'$V\'"', 'single'],
  // A command begins.
  ['"a; $V"', 'bare c'],
  ['true \\; "$V"', 'bare c'],
  ["'a;' $V", 'bare c'],
  ['a \\| "$V"', 'bare c'],
  ['a \\& $V', 'bare c'],
  ['"(" $V', 'bare c'],
  ['"{" $V', 'bare c'],
  ['"a\n$V"', 'bare c'],
  ['"a\n" $V', 'bare c'],
  ['"a; \'$V"', 'single c'],
  ['"a;" "\\"$V"', 'double c'],
  ['"a; $V" b', 'bare c'],
  ['"\n$V"', 'bare c'],
  // A shell that reads what is printed, and one that is started with it.
  ['echo "$V" \\| sh', 'backtick c'],
  ['echo "$V" \\| sudo /bin/bash', 'backtick c'],
  ['echo "$V" \\| a b c sh', 'backtick c'],
  ['echo "$V" \\| a b c d sh', 'backtick'],
  ['a "$V|" sh', 'backtick c'],
  ['echo "$V" \\| wc', 'bare'],
  ['"bash -c $V"', 'backtick'],
  ['a \\; bash -c $V', 'backtick'],
  ['"x;bash" $V', 'backtick'],
  ['a $V \\; bash', 'backtick'],
  ['"$V;sh"', 'backtick'],
  ['"$V sh"', 'backtick'],
  ['a $V bash', 'bare'],
  ['bash $V', 'bare'],
  ['ls /etc/sh/$V', 'bare'],
  // None of its words.
  ['a < "$V"', 'backtick'],
])('%s: %s', (source, place) => {
  const script = parseScript(source);
  const uses = script.uses.filter(({ name }) => name === 'V');
  const told = uses.map(({ range }) => {
    const words = script.commands.find((one) => holds(one.range, range))?.words ?? [];
    const { quote, isCommand } = joinedPlace(words, range, source);
    expect(joinedQuote(words, range, source)).toBe(quote);
    return `${quote}${isCommand ? ' c' : ''}`;
  });
  expect(told.join('|')).toBe(place);
});

test('a variable that its word does not hold as it is written has unknown quotes', () => {
  const { words } = parseScript('a \\$V').commands[0] ?? { words: [] };
  expect(joinedPlace(words, { start: 2, end: 5 }, 'a \\$V')).toEqual({ quote: 'backtick', isCommand: false });
});
