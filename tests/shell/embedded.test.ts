import { expect, test } from 'vitest';
import { parse } from 'unbash';
import { decodeBackticks, decodeBody, decodeWord } from '../../src/shell/embedded.ts';
import type { Embedded } from '../../src/shell/embedded.ts';

const show = ({ text, offsets, quote }: Embedded): string =>
  `${quote} ${JSON.stringify(text)} ${offsets.join(',')}`;

/** The texts that the words, the here-document and the backticks of a command hold, and where their characters stand. */
function decoded(source: string): string {
  const [statement] = parse(source).commands;
  const command = statement?.command.type === 'Command' ? statement.command : undefined;
  const words = (command?.args ?? []).flatMap((one) => (one.type === 'Word' ? [decodeWord(one)] : []));
  const bodies = (command?.redirects ?? []).flatMap((redirect) => {
    if (redirect.type !== 'HereDoc') return [];
    const { body } = redirect;
    const own = { text: source.slice(body.pos, body.end), pos: body.pos, end: body.end };
    return [decodeBody(own, false), decodeBody(own, true)];
  });
  const at = source.indexOf('`');
  const ticks =
    at < 0 ? [] : [decodeBackticks({ text: source.slice(at, source.lastIndexOf('`') + 1), pos: at })];
  return [...words, ...bodies, ...ticks].map(show).join(' | ');
}

test.each<[string, string]>([
  ['x a', 'bare "a" 2,3'],
  ["x 'a b'", 'single "a b" 3,4,5,6'],
  ['x "a $b"', 'double "a $b" 3,4,5,6,7'],
  ['x a\\ b', 'bare "a b" 2,4,5,6'],
  ['x "a\\"b"', 'double "a\\"b" 3,5,6,7'],
  ['x "a\\nb"', 'double "a\\\\nb" 3,4,5,6,7'],
  ['x a\\\nb', 'bare "ab" 2,5,6'],
  ['x "a\\\nb"', 'double "ab" 3,6,7'],
  ["x $'a\\nb'", 'ansi-c "a\\nb" 2,2,2,3'],
  ['x $"a"', 'double "$\\"a\\"" 2,3,4,5,6'],
  ['x "a"b\'c\'', 'double "abc" 3,5,7,8'],
  ["x ''", 'single "" 4'],
  ['x ""', 'double "" 4'],
  [
    'cat <<EOF\na \\$b\nEOF',
    'here-document "a $b\\n" 10,11,13,14,15,16 | literal-here-document "a \\\\$b\\n" 10,11,12,13,14,15,16',
  ],
  [
    'cat <<EOF\na \\\nb\nEOF',
    'here-document "a b\\n" 10,11,14,15,16 | literal-here-document "a \\\\\\nb\\n" 10,11,12,13,14,15,16',
  ],
  ['x `a \\`b\\``', 'bare "`a \\\\`b\\\\``" 2,3,4,5,6,7,8,9,10,11 | backtick "a `b`" 3,4,6,7,9,10'],
  ['x `a \\x`', 'bare "`a \\\\x`" 2,3,4,5,6,7,8 | backtick "a \\\\x" 3,4,5,6,7'],
  ['x "$(a)"', 'double "$(a)" 3,4,5,6,7'],
  ['x $a"b"', 'bare "$ab" 2,3,5,6'],
  ['x \'a\'"b"', 'single "ab" 3,6,7'],
  ['x a"b\\\\"', 'bare "ab\\\\" 2,4,6,7'],
  ['x \\', 'bare "\\\\" 2,3'],
  ['x "\\`"', 'double "`" 4,5 | backtick "" 4'],
  ['x `a \\$b`', 'bare "`a \\\\$b`" 2,3,4,5,6,7,8,9 | backtick "a $b" 3,4,6,7,8'],
  ['x `a \\\\b`', 'bare "`a \\\\\\\\b`" 2,3,4,5,6,7,8,9 | backtick "a \\\\b" 3,4,6,7,8'],
  ["x 'a\\'", 'single "a\\\\" 3,4,5'],
  ['x a$(b)c', 'bare "a$(b)c" 2,3,4,5,6,7,8'],
])('%j holds: %s', (source, is) => expect(decoded(source)).toBe(is));
