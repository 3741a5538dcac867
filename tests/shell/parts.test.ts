import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { putValues } from '../../src/shell/put-values.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';
import { runCases } from './run-cases.ts';

/** A script with a value in it, as the page writes it; undefined where it is refused. */
function filler(script: string): (value: string) => string | undefined {
  const places = listValuePlaces(parseScript(script), script, new Set(['V']));
  return (value) => {
    const { text, assignments, unfit } = putValues(script, places, { values: new Map([['V', value]]) });
    return unfit.length > 0 ? undefined : [...assignments, text].join('\n');
  };
}

/** Parts of a value that become a word of `rm` or of `docker rm`, by what of these values is taken. */
const VALUES = ['api', 'v1.2', 'a-b', 'a_b', 'a/b', '/a/b', '.rf', '_rf', 'a/-rf', 'a/', 'A/..'];
const PARTS: readonly (readonly [taken: string, ...scripts: string[]])[] = [
  // As the value begins, a part does.
  [
    'api v1.2 a-b a_b a/b /a/b .rf _rf a/-rf a/ A/..',
    ...['docker rm "${V%-*}"', 'docker rm "${V%%x*}"', 'docker rm "${V:0:7}"'],
    ...['docker rm "${V::7}"', 'N=${V%.log}; docker rm "$N"', 'docker rm "${V,,}"'],
    'docker rm "$(echo "$V" | tr A-Z a-z)"',
  ],
  // Within a word any letter may be followed by what would be an option.
  [
    'api v1.2 a_b',
    ...['docker rm "${V:3}"', 'docker rm "${V: -4}"', 'docker rm "${V:1:2}"'],
    ...['docker rm "${V#abc}"', 'docker rm "${V##*x}"', 'docker rm "${V#[a-z]}"'],
    ...['docker rm "${V/x/}"', 'docker rm "${V//a}"', 'docker rm "${V/#a/b}"'],
    ...['N=${V:3}; docker rm "$N"', 'A=("$V"); docker rm "${A[0]:3}"'],
    ...['docker rm "$(cut -c4- <<< "$V")"', 'N=$(echo "$V" | tail -c 4); docker rm "$N"'],
    'docker rm "$(echo "$V" | cut -dx -f2)"',
    'docker rm "$(echo "$V" | sed s/abc//)"',
    'docker rm "$(echo "$V" | tr -d a)"',
    'docker rm "$(echo "$V" | rev)"',
    'docker rm "$(echo "$V" | awk \'{ print substr($1, 4) }\')"',
    'docker rm "$(echo "$V" | grep -o "[-a-z]*$")"',
    'IFS=x read -r A B <<< "$V"; docker rm "$B"',
    'for n in ${V:3}; do docker rm "$n"; done',
  ],
  // Between its signs.
  [
    'api v1.2 a-b a_b a/b /a/b .rf _rf',
    ...['docker rm "${V##*/}"', 'docker rm "${V#*:}"', 'docker rm "${V#http://}"'],
    ...['docker rm "$(basename "$V")"', 'docker rm "$(echo "$V" | cut -d/ -f2)"'],
    'docker rm "$(echo "$V" | sed "s|.*/||")"',
    'IFS=/ read -r A B <<< "$V"; docker rm "$B"',
    'docker rm "$(echo "$V" | awk -F/ \'{ print $2 }\')"',
  ],
  // With other text for its signs.
  [
    'api v1.2 a-b a_b a/b',
    ...['docker rm "${V//./-}"', 'docker rm "${V//_/-}"', 'docker rm "${V//\\//-}"'],
    ...['docker rm "${V//[^a-zA-Z0-9]/-}"', 'N=${V//:/-}; docker rm "$N"'],
    ...['docker rm "$(echo "$V" | tr . -)"', 'docker rm "$(echo "$V" | sed "s/_/-/g")"'],
  ],
  // What a part begins with is the script's own text.
  [
    '',
    ...['docker rm "${V//b/-}"', 'docker rm "${V//[^a-z]/-}"', 'docker rm "${V/x/$A}"'],
    ...['docker rm "$(echo "$V" | tr b -)"', 'docker rm "$(echo "$V" | sed "s/b/-/")"'],
    ...['docker rm "$(echo "$V" | base64 -d)"', 'docker rm "$(echo "$V" | sed "s/a//; s/b/-/")"'],
  ],
  // In a path nothing at all is the folder itself.
  ['api v1.2 a-b a_b a/b', 'rm -rf "/data/${V%-*}"', 'rm -rf "/data/${V%%/*}"'],
  ['api v1.2 a-b a_b a/b /a/b .rf _rf', 'rm -rf "/data/${V##*/}"', 'rm -rf "/data/$(basename "$V")"'],
  ['api v1.2 a-b a_b a/b', 'rm -rf "/data/$(echo "$V" | cut -d- -f1)"', 'rm -rf "/data/${V:0:2}"'],
  [
    '',
    ...['rm -rf "/data/${V%x*}"', 'rm -rf "/data/${V:3}"', 'rm -rf "/data/${V#abc}"', 'rm -rf "${V#abc}/x"'],
    ...['rm -rf "/data/$(echo "$V" | cut -d/ -f2)"', 'N=${V#abc}; rm -rf "/data/$N"'],
    'rm -rf "/data/$(dirname "$V")"',
  ],
];

describe('a part of a value is no option where a word of its own is taken', () => {
  const rows = PARTS.flatMap(([taken, ...scripts]) => scripts.map((script) => [script, taken] as const));
  it.each(rows)('%s takes %s', (script, taken) => {
    const fill = filler(script);
    expect(VALUES.filter((value) => fill(value) !== undefined).join(' ')).toBe(taken);
  });

  const piece = fc.constantFrom(...'- -- . .. / _ a b x abc rf 1 @ < : + A'.split(' '));
  const values = fc.sample(
    fc.array(piece, { minLength: 1, maxLength: 5 }).map((all) => all.join('')),
    300,
  );

  test('and in a real bash no word of what is taken is one, nor the folder itself', async () => {
    const cases = rows.flatMap(([script]) => {
      const fill = filler(script);
      return values.flatMap((value) => {
        const text = fill(value);
        return text === undefined ? [] : [{ script, value, text }];
      });
    });
    expect(cases.length).toBeGreaterThan(3_000);
    // Words one a line, without those that the script has given itself.
    const shown = 'docker() { shift; printf "%s\\n" "$@"; }; rm() { shift; printf "%s\\n" "$@"; }';
    const outcomes = await runCases(cases.map(({ text }) => ({ text: `${shown}\n${text}` })));
    const wrong = cases.filter((_, at) =>
      /^\s*-|^\/data\/+\.{0,2}$|^\.{0,2}\/x$/m.test(outcomes[at]?.printed ?? '-'),
    );
    expect(wrong.map(({ script, value }) => `${script}: ${value}`)).toEqual([]);
  }, 60_000);
});
