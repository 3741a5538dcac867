import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import type { Script } from '../../src/shell/script.ts';

const texts = (source: string) => {
  const slice = ({ start, end }: { start: number; end: number }): string => source.slice(start, end);
  const script = parseScript(source);
  return { script, slice };
};

describe('a shell text', () => {
  test('is read into commands, with every word in its place', () => {
    const { script, slice } = texts('A=1 kubectl -n "$NS" get pods > out.txt | grep x');
    expect(script.commands.map(({ words }) => words.map(({ range }) => slice(range)))).toEqual([
      ['kubectl', '-n', '"$NS"', 'get', 'pods'],
      ['grep', 'x'],
    ]);
    expect(script.commands[0]?.assignments.map(({ name }) => name)).toEqual(['A']);
    expect(script.commands[0]?.redirections.map(({ range }) => slice(range))).toEqual(['> out.txt']);
    expect(script.pipelines).toEqual([[0, 1]]);
  });

  test('keeps its offsets where a placeholder stood', () => {
    const { script, slice } = texts('kubectl logs <pod name> -f');
    const [command] = script.commands;
    expect(command?.words.map(({ range, hasPlaceholder }) => [slice(range), hasPlaceholder])).toEqual([
      ['kubectl', false],
      ['logs', false],
      ['<pod name>', true],
      ['-f', false],
    ]);
    expect(script.errors).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    ["bash -c 'rm -rf /x'", 'bash -c', ['rm', '-rf', '/x']],
    ['ssh host "df -h"', 'ssh', ['df', '-h']],
    ['sudo sh -c "echo \\"a b\\""', 'sh -c', ['echo', '"a b\\"']],
    ["kubectl exec p -- sh -c 'ls /'", 'sh -c', ['ls', '/']],
    ["watch -n1 'ls | wc'", 'watch', ['ls']],
    ["su - postgres -c 'psql -l'", 'su -c', ['psql', '-l']],
    ['bash <<EOF\nls\nEOF', 'bash', ['ls']],
  ])('follows the script in %s', (source, via, words) => {
    const { script, slice } = texts(source);
    const [nested] = script.commands.flatMap((command) => command.nested);
    expect(nested?.via).toBe(via);
    expect(nested?.script.commands[0]?.words.map(({ range }) => slice(range))).toEqual(words);
  });

  test.each([
    ['echo "abc', 'unterminated double quote', 5],
    ['if true; then ls', "expected 'fi' to close 'if'", 16],
    ['cat <<EOF\nx', 'here-document `EOF` is never closed', 4],
    ['cat <<EOF\nx\n  EOF', 'here-document `EOF` is never closed: its closing line must not be indented', 4],
    ["ssh h 'if true'", "expected 'then'", 14],
  ])('says what is wrong in %s', (source, message, start) => {
    const { errors } = parseScript(source);
    expect(errors.map((error) => [error.message, error.range.start])).toContainEqual([message, start]);
  });

  test('knows a quoted here-document from an open one', () => {
    const { script } = texts("cat <<'A' <<B\n$X\nA\n$Y\nB\n");
    expect(
      script.commands[0]?.hereDocuments.map(({ delimiter, isLiteral }) => [delimiter, isLiteral]),
    ).toEqual([
      ['A', true],
      ['B', false],
    ]);
  });
});

function ranges(script: Script): readonly { start: number; end: number }[] {
  return [
    script.range,
    ...script.errors.map(({ range }) => range),
    ...script.uses.map(({ range }) => range),
    ...script.bindings.map(({ range }) => range),
    ...script.placeholders.map(({ range }) => range),
    ...script.commands.flatMap((command) => [
      command.range,
      ...command.words.map(({ range }) => range),
      ...command.redirections.map(({ range }) => range),
      ...command.nested.flatMap((nested) => ranges(nested.script)),
    ]),
  ];
}

const shellish = fc
  .array(
    fc.constantFrom(
      ...'$X "$X" ${X:-1} ` $( ) (( )) << EOF EOF \n \\ \\\n \' " | && ; & { } [ ] [[ ]] < > <x> >> <<< if then fi for do done case esac bash -c ssh h sudo docker exec kubectl -- -it A=1 # … ... {a} [b] é 😀 \u0000'.split(
        ' ',
      ),
    ),
    { maxLength: 25 },
  )
  .map((words) => words.join(' '));

describe('any text at all', () => {
  test.each([
    ['printable', fc.string({ unit: 'binary', maxLength: 80 })],
    ['shell-like', shellish],
  ] as const)('of %s characters is read without a crash, and every range lies inside it', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        for (const { start, end } of ranges(parseScript(text))) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 400 },
    );
  });
});
