import { describe, expect, test } from 'vitest';
import { deliverFolder, deliverQuery, deliverToShell } from '../../../src/runbook/values/deliver-values.ts';
import type { Delivered } from '../../../src/runbook/values/deliver-values.ts';
import type { Meaning } from '../../../src/shell/value-meaning.ts';

const param = (...allow: readonly Meaning[]) => [{ name: 'X', allow }];
const value = (text: string): ReadonlyMap<string, string> => new Map([['X', text]]);
/** The text, or why it is not run. */
const said = ({ text, unfit }: Delivered): string =>
  unfit.length === 0 ? text : unfit.map(({ reason }) => reason).join();

const FOLDER = 'it would be the folder itself';
const OPTION = 'it would be an option';
const COMMAND = 'it would be the name of what is run';

describe('bash has its values in the environment where it alone reads them, else as text', () => {
  test.each([
    ['cat "$X"', 'a b', 'cat "$X"'],
    ['cat "$X" /srv', '$(id)', 'cat "$X" /srv'],
    ['cat "$X"', '-x', OPTION],
    ['cat $X', 'a.b/c', 'cat $X'],
    ['cat $X', 'a b', "cat 'a b'"],
    ['cat $X', 'a*', "cat 'a*'"],
    ['cat $X', '*a', "cat '*a'"],
    ['cat $X', 'a?b', "cat 'a?b'"],
    ['curl "https://h.example/$X"', 'a b', 'curl "https://h.example/a%20b"'],
    ['curl https://h.example/$X', 'a%b', 'curl https://h.example/a%25b'],
    ['$X a', 'ls', COMMAND],
    ['export X; a', 'v w', 'export X; a'],
    ['docker run -e X i', '$(id)', 'docker run -e X i'],
    ['sudo printenv X', 'v', 'no variable gets past the command around it: write `NAME="$NAME"` there'],
    ['echo "${X%.log}"', 'a b', 'echo "${X%.log}"'],
    [`bash -c 'echo "\${X%.log}"'`, 'a b', 'the text here is read once more before it is used'],
    [`ssh h 'echo "$X"'`, 'a b', `ssh h 'echo "a b"'`],
    [`eval "echo $X"`, 'ab', 'eval "echo ab"'],
    ['cat <<EOF\na $X\nEOF\n', '$(id)', 'cat <<EOF\na $X\nEOF\n'],
    ['echo $((X + 1))', '5', 'echo $((X + 1))'],
    ['echo "$Y" # nothing of it', 'v', 'echo "$Y" # nothing of it'],
    // The first reason, as on the page.
    ['rm a/$X; $X b', '.', FOLDER],
    ['rm a/"$X"; rm b/"$X" c', 'v', 'rm a/"$X"; rm b/"$X" c'],
  ])('%j with %j is %j', (code, text, delivered) =>
    expect(said(deliverToShell(code, param(), value(text)))).toBe(delivered),
  );

  test('what cannot stand somewhere is said once, and changes nothing', () => {
    expect(deliverToShell(`rm a/$X; ssh h rm a/$X`, param(), value('.'))).toEqual({
      text: 'rm a/$X; ssh h rm a/$X',
      unfit: [{ name: 'X', reason: FOLDER }],
    });
  });

  test.each<[string, string, readonly Meaning[], string]>([
    ['$X a', 'ls', ['command'], '$X a'],
    ['$X a', 'ls', ['many'], COMMAND],
    ['cat "$X"', '-x', ['option'], 'cat "$X"'],
    ['rm a/$X', '..', ['parent'], 'rm a/$X'],
  ])('%j with %j, and %j allowed, is %j', (code, text, allow, delivered) =>
    expect(said(deliverToShell(code, param(...allow), value(text)))).toBe(delivered),
  );

  test('without a value the variable stays', () => {
    expect(deliverToShell('ssh h echo "$X"', param(), new Map())).toEqual({
      text: 'ssh h echo "$X"',
      unfit: [],
    });
  });
});

describe('the folder of a fence', () => {
  test.each<[string, string, readonly Meaning[], string]>([
    ['/srv/$X', 'a b', [], '/srv/a b'],
    ['/srv/${X}/c', 'a', [], '/srv/a/c'],
    ['/srv/$X', '..', [], FOLDER],
    ['/srv/$X', '..', ['parent'], '/srv/..'],
    ['/srv/$X', '..', ['option'], FOLDER],
    ['$X/a', '.', [], FOLDER],
    ['/srv/$X-a', '.', [], FOLDER],
    ['a-$X/b', '.', [], FOLDER],
    // Alone it is what `cd` is given.
    ['$X', '.', [], '.'],
    ['a-$X', '.', [], 'a-.'],
    ['$X', '-', [], OPTION],
    ['a-$X', '-', [], 'a--'],
    ['/srv/$X', 'a\nb', [], 'the text here is read once more before it is used'],
    ['/srv/$Y', 'a', [], '/srv/$Y'],
  ])('%s with %j, and %j allowed, is %j', (cwd, text, allow, delivered) =>
    expect(said(deliverFolder(cwd, param(...allow), value(text)))).toBe(delivered),
  );
});

test('psql has its variables beside it; another database gets the values in the text', () => {
  const sql = { isRunnable: true, language: 'sql', code: "SELECT :'X'" };
  const deliver = (isPsql: boolean) => said(deliverQuery(sql, param(), { values: value("a'b"), isPsql }));
  expect([deliver(true), deliver(false)]).toEqual(["SELECT :'X'", "SELECT 'a''b'"]);
});
