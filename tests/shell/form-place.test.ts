import { expect, test } from 'vitest';
import { formReader } from '../../src/shell/form-place.ts';
import { givenTexts } from '../../src/shell/given-texts.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';

/** `u` where a text with `$V` in it is a form, whose values have percent codes. */
function told(source: string): string {
  const { script, commands } = surroundingsOf(parseScript(source), source);
  const read = script.uses
    .filter(({ name }) => name === 'V')
    .flatMap((use) =>
      commands.flatMap((command) =>
        givenTexts(command, use, source).map((text) => {
          const last = command.words.filter(({ range }) => range.end <= use.range.start).at(-1)?.value ?? '';
          const flag = /^(?:-{1,2}[\w-]+(?==)|-[dp](?=\s{0,9}[[{]))/.exec(text.before)?.[0] ?? last;
          return formReader(command, text, flag) || '-';
        }),
      ),
    );
  return read.join(' ');
}

test.each<[string, string]>([
  ['curl -d "!a=1&b=$V" u', '-'],
  ['x -d "a=$V" u', '-'],
  ['curl -d "!a=$V" u', '-'],
  ['curl u "a-d=$V"', '-'],
  ['curl -d"a=$V" u', 'u'],
  ['curl -d "a=1\'&b=$V" u', '-'],
  ['curl "-HContent-Type: text/plain" -d "a=$V" u', '-'],
  ['curl u -d <<< "a=$V"', '-'],
  ['curl -d "a=1&b=$V" u', 'u'],
  ['curl -d "a=1 2&b=$V" u', '-'],
  ['curl -d "a=1&--x=$V" u', 'u'],
  ['curl --data="a=$V" u', 'u'],
  ['curl -H "Content-Type: application/json" -d "a=$V" u', '-'],
  ['curl -H "Content-Type: application/x-www-form-urlencoded" -d "a=$V" u', 'u'],
  ['curl -H "a: Content-Type: text/plain" -d "a=$V" u', 'u'],
  ['curl -d "a={\\"b\\":$V" u', 'u'],
  ['curl -d "cpu,host=$V" u', '-'],
  ['curl -d "a=1&x-d=$V" u', 'u'],
])('%s: %s', (source, read) => expect(told(source)).toBe(read));
