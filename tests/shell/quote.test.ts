import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { allowing } from '../../src/shell/quote.ts';
import { MEANINGS } from '../../src/shell/value-meaning.ts';
import { putValues } from '../../src/shell/put-values.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-quote-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CANARY = 'canary';

/** What people and attackers put into a box: pieces that mean something to some reader, and anything else. */
const nasty = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...[
          '"',
          "'",
          '\\',
          '`',
          '$',
          '!',
          '~',
          '*',
          '?',
          '[a]',
          '{a,b}',
          '#',
          '&',
          ';',
          '|',
          '<',
          '>',
          '(',
          ')',
          '-',
        ],
        ...[
          ' ',
          '\n',
          '=',
          '%s',
          '%',
          '^',
          'EOF',
          'é',
          '😀',
          'a',
          '0',
          '/',
          '$HOME',
          '${X}',
          '$(',
          '"$(',
          "'\\''",
          '--',
        ],
        ...[
          `$(touch ${CANARY})`,
          `\`touch ${CANARY}\``,
          `;touch ${CANARY};`,
          `\ntouch ${CANARY}\n`,
          `a[$(touch ${CANARY})]`,
        ],
        ...[
          `"; touch ${CANARY} #`,
          `'; touch ${CANARY} #`,
          `\nEOF\ntouch ${CANARY}\n`,
          `<(touch ${CANARY})`,
          '!!',
          '!touch',
        ],
      ),
      { maxLength: 6 },
    )
    .map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => text.isWellFormed()),
  fc.stringMatching(/^[A-Za-z0-9._:/@-]{1,12}$/),
);

/** Each stands for a place; `show` prints its arguments. `bare` ones must take every value that can be typed. */
const PLACES: readonly {
  readonly script: string;
  readonly takesAll: boolean;
  /** What `show` prints; undefined where only that nothing else runs is asked. */
  readonly wrap?: (value: string) => string | undefined;
}[] = [
  { script: 'show $V', takesAll: true },
  { script: 'show ${V}', takesAll: true },
  { script: 'show "$V"', takesAll: true },
  { script: 'show "a $V b"', takesAll: true, wrap: (v) => `a ${v} b` },
  { script: 'show a$V', takesAll: true, wrap: (v) => `a${v}` },
  { script: 'show x="$V"y', takesAll: true, wrap: (v) => `x=${v}y` },
  { script: 'show --flag=$V', takesAll: true, wrap: (v) => `--flag=${v}` },
  { script: 'show --flag="$V"', takesAll: true, wrap: (v) => `--flag=${v}` },
  { script: 'show "${V:-none}"', takesAll: true },
  { script: 'show "${V:?is needed}"', takesAll: true },
  { script: 'show "$(printf %s. "$V")"', takesAll: true, wrap: (v) => `${v}.` },
  { script: 'show "$(printf %s. $V)"', takesAll: true, wrap: (v) => `${v}.` },
  { script: 'show "`printf %s. $V`"', takesAll: false, wrap: (v) => `${v}.` },
  { script: 'show `printf %s "$V" | wc -c`', takesAll: false, wrap: (v) => String(Buffer.byteLength(v)) },
  { script: 'A=$V; show "$A"', takesAll: true },
  { script: 'A="$V" bash -c \'printf "%s\\0" "$A"\'', takesAll: true },
  { script: 'export A="x$V"; show "$A"', takesAll: true, wrap: (v) => `x${v}` },
  { script: 'for v in $V; do show "$v"; done', takesAll: true },
  { script: 'for v in "$V"; do show "$v"; done', takesAll: true },
  { script: 'bash -c \'printf "%s\\0" "$V"\'', takesAll: true },
  { script: 'bash -c \'printf "%s\\0" $V\'', takesAll: true },
  { script: 'bash -c "printf \'%s\\0\' $V"', takesAll: true },
  { script: "bash -c \"printf '%s\\0' '$V'\"", takesAll: true },
  { script: 'bash -c "printf \'%s\\0\' \\"$V\\""', takesAll: true },
  { script: 'bash -c "printf \'%s\\0\' \\"\\$V\\""', takesAll: true },
  { script: 'ssh host \'printf "%s\\0" "$V"\'', takesAll: true },
  { script: "ssh host \"printf '%s\\0' '$V'\"", takesAll: true },
  { script: "ssh host printf %s.end '$V'", takesAll: true, wrap: (v) => `${v}.end` },
  { script: 'ssh host printf %s.end "$V"', takesAll: true, wrap: (v) => `${v}.end` },
  { script: 'ssh host printf %s.end $V', takesAll: true, wrap: (v) => `${v}.end` },
  { script: 'eval "show $V"', takesAll: true },
  { script: 'ssh host "bash -c \'printf %s.end \\"$V\\"\'"', takesAll: true, wrap: (v) => `${v}.end` },
  { script: 'sudo bash -c \'bash -c "printf %s.end $V"\'', takesAll: true, wrap: (v) => `${v}.end` },
  { script: 'cat <<EOF | zero\nv: $V.\nEOF', takesAll: false, wrap: (v) => `v: ${v}.\n` },
  { script: 'cat <<EOF | zero\n$V\nEOF', takesAll: false, wrap: (v) => `${v}\n` },
  { script: 'cat <<EOF | zero\nE$V\nEOF', takesAll: false, wrap: (v) => `E${v}\n` },
  { script: 'cat <<-EOF | zero\n\tv: "$V"\n\tEOF', takesAll: false, wrap: (v) => `v: "${v}"\n` },
  { script: 'cat <<EOF | zero\nv: $(printf %s "$V").\nEOF', takesAll: false, wrap: (v) => `v: ${v}.\n` },
  { script: "bash <<'EOF'\nprintf '%s\\0' \"$V\"\nEOF", takesAll: false },
  { script: "bash <<EOF\nprintf '%s\\0' '$V'\nEOF", takesAll: false },
  { script: 'ssh host <<EOF\nprintf %s.end "$V"\nEOF', takesAll: false, wrap: (v) => `${v}.end` },
  { script: 'show $(( V + 1 ))', takesAll: false, wrap: (v) => String(Number(v) + 1) },
  { script: 'show $(( $V + 1 ))', takesAll: false, wrap: (v) => String(Number(v) + 1) },
  { script: 'show $(( "$V" + 1 ))', takesAll: false, wrap: () => undefined },
  { script: 'show "${W:-$V}"', takesAll: false },
  { script: 'show "${W:-"$V"}"', takesAll: false },
  { script: 'show "${W:-$(printf %s "$V")}"', takesAll: false },
  { script: 'show {a,$V}', takesAll: false, wrap: () => undefined },
  { script: 'show {1..$V}', takesAll: false, wrap: () => undefined },
  { script: 'show ~$V', takesAll: true, wrap: (v) => `~${v}` },
  { script: 'show x$V>&1', takesAll: true, wrap: (v) => `x${v}` },
  { script: 'show $V>&1', takesAll: true },
  { script: '[[ $V == x ]] || [[ "$V" -eq 1 ]]; show a', takesAll: false, wrap: () => 'a' },
  { script: 'case $V in "$V") show a;; *) show b;; esac', takesAll: true, wrap: () => 'a' },
  { script: 'show "$(cat <<< $V.)"', takesAll: true, wrap: (v) => `${v}.` },
  {
    script: 'declare "$V" 2>/dev/null; let "$V" 2>/dev/null; unset "$V" 2>/dev/null; show a',
    takesAll: false,
    wrap: () => undefined,
  },
  {
    script: 'printf -v "$V" x 2>/dev/null; test -v "$V"; [ -v "$V" ]; show a',
    takesAll: false,
    wrap: () => undefined,
  },
  { script: 'trap "echo $V" USR1; kill -USR1 $BASHPID; show a', takesAll: false, wrap: () => undefined },
  { script: 'show "cost: \\$V $V"', takesAll: true, wrap: (v) => `cost: $V ${v}` },
  { script: 'show "$V" "$V"$V', takesAll: true, wrap: (v) => `${v}\0${v}${v}` },
  {
    script: 'show "${#V}" "${V%.*}"',
    takesAll: false,
    wrap: (v) => `${[...v].length}\0${v.replace(/\.[^.]*$/s, '')}`,
  },
  { script: `echo "printf '%s\\0' $V" | bash`, takesAll: false },
  { script: `bash <<< "printf '%s\\0' $V"`, takesAll: false },
  { script: `printf '%s' "$V" | xargs -I{} bash -c ': {}'; show a`, takesAll: false, wrap: () => 'a' },
  { script: 'cat <<EOF | zero\n$(printf %s. "$V")\nEOF', takesAll: false, wrap: (v) => `${v}.\n` },
  { script: 'show "a\n$V"', takesAll: true, wrap: (v) => `a\n${v}` },
  { script: 'bash -c \'\nprintf "%s\\0" "a\n$V"\'', takesAll: true, wrap: (v) => `a\n${v}` },
  { script: 'show "$V!"', takesAll: true, wrap: (v) => `${v}!` },
];

interface Case {
  readonly script: string;
  readonly value: string;
  readonly filled: string;
  readonly wanted: string | undefined;
}

function casesOf(values: readonly string[]): { cases: Case[]; refused: string[] } {
  const refused: string[] = [];
  const cases = PLACES.flatMap(({ script, takesAll, wrap = (value) => value }) => {
    // What a value means to the command that gets it is another matter, tested beside it.
    const places = listValuePlaces(parseScript(script), script, new Set(['V'])).map((place) => ({
      ...place,
      code: allowing(place.code, MEANINGS),
    }));
    return values.flatMap((value) => {
      const { text, assignments, unfit } = putValues(script, places, { values: new Map([['V', value]]) });
      const isTyped = !/(?!\n)\p{Cc}/u.test(value);
      if (unfit.length > 0 || !isTyped) {
        if (takesAll && isTyped) refused.push(`${script} <- ${JSON.stringify(value)}`);
        return [];
      }
      const filled = [...assignments, text].join('\n');
      return [{ script, value, filled, wanted: wrap(value) }];
    });
  });
  return { cases, refused };
}

const PRELUDE = `
set -o history; set -o histexpand; HISTFILE=
show() { printf '%s\\0' "$@"; }
zero() { cat; printf '\\0'; }
ssh() { shift; if [ $# -eq 0 ]; then bash; else bash -c "$*"; fi; }
sudo() { "$@"; }
export -f show zero
`;

/** Runs every case in a bash of its own stretch, where each line is read as if it were typed. */
function runAll(cases: readonly Case[]): string[] {
  const mark = '\u0001';
  const text = cases.map(({ filled }) => `(\n${filled}\n) 2>/dev/null\nprintf '${mark}\\0'\n`).join('');
  const file = join(folder, 'cases.sh');
  writeFileSync(file, PRELUDE + text);
  const { stdout } = spawnSync('bash', [file], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', HOME: '/home/x' },
  });
  return stdout.split(`${mark}\0`);
}

describe('a value in the place of its variable', () => {
  const values = ['', '-t', ...fc.sample(nasty, 60)];
  const { cases, refused } = casesOf(values);

  it('arrives byte for byte in a real bash, and nothing else runs', () => {
    const outputs = runAll(cases);
    const wrong = cases.flatMap(({ script, value, filled, wanted }, index) => {
      const actual = (outputs[index] ?? '').replace(/\0$/, '');
      return wanted === undefined || actual === wanted ? [] : [{ script, value, filled, actual, wanted }];
    });
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['cases.sh']);
    expect(cases.length).toBeGreaterThan(2_000);
  });

  it('is refused only where it could not arrive', () => {
    expect(refused).toEqual([]);
  });
});
