import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARSERS, parserNames } from '../scripts/fuzz/parsers.ts';
import type { ParserName } from '../scripts/fuzz/parsers.ts';
import { mustLieInside } from '../scripts/fuzz/ranges-inside.ts';

/** What each parser takes for something: texts of these words come to its corners, which letters alone never do. */
const WORDS: Readonly<Record<ParserName, string>> = {
  shell:
    '$X "$X" ${X:-1} ${ ` $( ) (( )) << <<- EOF \'EOF\' \\ \\\\ \' " | && ; & { } [ ] [[ ]] < > <x> >> <<< if then fi for do done case esac ;; bash -c ssh h sudo exec -- A=1 A+=( # … é 😀 \u0000',
  console: '$ # > % user@host:~$ ls ` << EOF \\ " \' | && sh-4.4# (venv)',
  placeholders: '<pod> <a b> {id} [svc] YOUR_X XXX ... … $ ` " \' < > [ ] { } \\ é 😀',
  sql: "SELECT FROM WHERE ; : :X :'X' :\"X\" ' '' \" $$ $a$ -- /* */ \\ \\g \\timing ( ) , é 😀 E' 1",
  promql: 'sum rate ( ) [5m] [ ] { } job= "x" =~ $X ${X} $__interval by > 5 # \' ` \\ , é 😀',
  logql: '{ } job= "x" |= |~ ` | json line_format $X ( ) [5m] rate > 5 # \\ , é 😀',
  jq: "jq -r '.[]|' '.a' \"$X\" ( ) [ ] | , .a ' \" \\ << é 😀",
  json: '{ } [ ] "a" : , 1 1e true nul // /* " \\ \\u12 é 😀',
  jsonLines: '{ } [ ] "a" : , 1 {"a":1} " \\ é 😀',
  yaml: 'a: - | > & * &a *a !x " \' { } [ ] , # --- ... ? : << \\ %YAML é 😀',
  yamlMapping: 'a: b: - | > & * &a *a !x " \' { } [ ] , # --- ... ? : << \\ é 😀',
  dockerfile: 'FROM alpine RUN FORM COPY --from= ["a"] \\ # # escape=` ARG X=$X ONBUILD <<EOF " é 😀',
  cron: '* */5 1-5 MON 61 @daily @x A=1 # / , - L 15W curl é 😀',
  markdown:
    '# ## - 1. > | `` ``` ```bash ~~~ {name=a risk=read} --- <b> </b> <!-- --> [a](b) [a]: ![ * ** _ \\ & <x> $X << é 😀',
  mdx: '# ## - 1. > | ``` ```bash {name=a} --- <Note> </Note> <Steps {/* */} {x} import export [a](b) * \\ & < é 😀',
  frontmatter:
    '--- title: kind: incident symptoms: params: X: - | > & * &a *a " \' { } [ ] , # pattern: reviewed: 2026-01-01 \\ é 😀',
  settings:
    'site: title: rules: off layout: runbooks: commands: systems: alerts: review: - | > & * " \' { } [ ] , # \\ é 😀',
  alertRules:
    'groups: - name: rules: alert: expr: labels: annotations: for: kind: PrometheusRule spec: runbook_url: {{ }} $labels.x | > & * " \' { } [ ] # --- é 😀',
};

const BETWEEN = [' ', ' ', '', '\n', '\n  ', '\r\n', '\t', '\r', '\\\n'];

function textOf(parser: ParserName): fc.Arbitrary<string> {
  const word = fc.constantFrom(...WORDS[parser].split(' '));
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .array(fc.tuple(word, fc.constantFrom(...BETWEEN)), { maxLength: 25 })
        .map((words) => words.flat().join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  );
}

describe.each(parserNames)('what the parser of %s says of any text', (name) => {
  test('is about places in it', () => {
    fc.assert(
      fc.property(textOf(name), (text) => {
        for (const [reading, whole] of PARSERS[name](text)) mustLieInside(reading, whole);
      }),
      { numRuns: 300 },
    );
  });

  test.each(['', ' ', '\n', '\\', '`', '"', "'", '<', '{', '\u0000', '\uFEFF', '---', '<< ` \\', 'a \\\n'])(
    'is about places in %j',
    (text) => {
      for (const [reading, whole] of PARSERS[name](text)) mustLieInside(reading, whole);
    },
  );
});

test.each([
  [{ start: 0, end: 3 }],
  [{ start: -1, end: 0 }],
  [{ start: 2, end: 1 }],
  [{ start: NaN, end: 1 }],
  [{ a: [{ start: { offset: 0 }, end: { offset: 3 } }] }],
  [new Map([['a', { start: 0, end: 3 }]])],
])('a range outside its text is told: %j', (reading) => {
  expect(() => mustLieInside(reading, 'ab')).toThrow(/ in a text of 2/);
});
