import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliverToShell } from '../../src/runbook/values/deliver-values.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { putValues } from '../../src/shell/put-values.ts';
import { allowing } from '../../src/shell/quote.ts';
import { MEANINGS } from '../../src/shell/value-meaning.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';
import type { ValuePlace } from '../../src/shell/value-places.ts';
import type { Context } from './contexts.ts';

/** A context with a value in it, as one of the faces gives it to bash. */
interface Case {
  readonly context: Context;
  readonly value: string;
  readonly face: 'page' | 'run';
  readonly text: string;
}

/** What came of all cases. */
export interface Tried {
  readonly exact: number;
  /** Cases where only that nothing else ran was asked. */
  readonly harmless: number;
  readonly unfit: number;
  /** Cases where the value ran something. */
  readonly ran: readonly Case[];
  /** Cases where something else than the value arrived. */
  readonly wrong: readonly (Case & { readonly printed: string; readonly wanted: string })[];
}

/** Programs that read their words again, as the real ones do, and one that must never be called. */
const STANDINS: Readonly<Record<string, string>> = {
  pwn: 'echo "$CASE" >> "$PWNED"',
  ssh: 'while [[ $1 == -* ]]; do shift; [[ $1 =~ ^[0-9]+$ ]] && shift; done; shift; [ $# -eq 0 ] && exec bash; exec bash -c "$*"',
  sshpass: 'shift 2; exec "$@"',
  sudo: 'while [[ $1 == -* ]]; do [[ $1 == -[uUgpC] ]] && shift; shift; done; [ $# -eq 0 ] && exec bash; exec "$@"',
  docker: 'shift; while [[ $1 == -* ]]; do shift; done; shift; exec "$@"',
  kubectl: 'while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done; shift; exec "$@"',
  watch: 'exec sh -c "$*"',
  su: 'while [ $# -gt 0 ] && [ "$1" != -c ]; do shift; done; [ $# -eq 0 ] && exec bash; exec bash -c "$2"',
  parallel:
    'c=(); while [ $# -gt 0 ] && [ "$1" != ::: ]; do c+=("$1"); shift; done; [ $# -gt 0 ] && shift || mapfile -t l; ' +
    'for a in "$@" "${l[@]}"; do t="${c[*]}"; case $t in *{}*) t=${t//\\{\\}/$a};; *) t="$t $a";; esac; bash -c "$t"; done',
  at: 'exec sh',
  crontab: '[ "$1" = -l ] || sed "s/^\\([^ ]* \\)\\{5\\}//" | sh',
  script: 'while [ $# -gt 0 ] && [[ $1 != -*c ]]; do shift; done; exec sh -c "$2"',
  scp: 'for w; do [[ $w == *:* ]] && bash -c "true ${w#*:}"; [[ $w == ProxyCommand=* ]] && sh -c "${w#*=}"; done',
  rsync:
    'while [ $# -gt 0 ]; do case $1 in --rsh=*|--rsync-path=*) sh -c "${1#*=}";; --rsh|-*e) sh -c "$2";; *:*) bash -c "true ${1#*:}";; esac; shift; done',
  psql: 'p=; for w in "$@" "$(cat)"; do while IFS= read -r l; do [[ $l == *"\\\\!"* ]] && sh -c "${l#*\\\\!}"; done <<< "$w"; done',
  mysql:
    'for w in "$@" "$(cat)"; do while IFS= read -r l; do case $l in system*) sh -c "${l#system}";; *"\\\\!"*) sh -c "${l#*\\\\!}";; esac; done <<< "$w"; done',
  sshd: 'true',
  zip: 'while [ $# -gt 0 ]; do [ "$1" = -TT ] && sh -c "$2"; shift; done',
  npx: '[ "$1" = -c ] && sh -c "$2"',
  curl: 'true',
  wget: 'true',
  ansible: 'while [ $# -gt 0 ]; do [ "$1" = -a ] && sh -c "$2"; shift; done',
  salt: 'sh -c "$3"',
  vagrant: 'sh -c "$3"',
  tmux: 'case $1 in new) sh -c "$3";; send-keys) bash <<< "$2";; esac',
  screen: 'while [ $# -gt 0 ]; do [ "$1" = stuff ] && bash <<< "$2"; shift; done',
  gcloud:
    'for w; do [[ $w == --command=* ]] && bash -c "${w#*=}"; [ "$p" = --command ] && bash -c "$w"; p=$w; done',
  heroku: 'shift; exec bash -c "$*"',
  runuser: 'exec su "$@"',
  sg: 'exec su "$@"',
  dc: 'for w in "$@" "$(cat)"; do [[ $w == *!* ]] && sh -c "${w#*!}"; done',
  make: 'for w in "$@" "$(cat)"; do case $w in SHELL=*) "${w#*=}" -c true;; *=*\\$*|*=*\\`*|*=*";"*) sh -c "true ${w#*=}";; *) while IFS= read -r l; do [[ $l == $\'\\t\'* || $l == *";"* ]] && sh -c "${l#*:;}"; done <<< "$w";; esac; done',
};

const PRELUDE = `
ulimit -t 5
show() { printf '%s' "$@"; }
export -f show
`;

/** Fills every context with every value, as the page and as a run does, and lets a real bash read all of it. */
export function tryContexts(contexts: readonly Context[], values: readonly string[]): Promise<Tried> {
  return tryPairs(contexts.flatMap((context) => values.map((value) => [context, value] as const)));
}

/** The same for single pairs of a context and a value. */
export async function tryPairs(pairs: readonly (readonly [Context, string])[]): Promise<Tried> {
  const cases: Case[] = [];
  let unfit = 0;
  const places = new Map(pairs.map(([{ script }]) => [script, placesOf(script)]));
  for (const [context, value] of pairs) {
    const given = new Map([['V', value]]);
    const page = putValues(context.script, places.get(context.script) ?? [], { values: given });
    if (page.unfit.length > 0) unfit += 1;
    else cases.push({ context, value, face: 'page', text: [...page.assignments, page.text].join('\n') });
    const run = deliverToShell(context.script, [{ name: 'V', allow: ALLOWED }], given);
    if (run.unfit.length > 0) unfit += 1;
    else if (!value.includes('\0')) cases.push({ context, value, face: 'run', text: run.text });
  }
  return { ...(await runAll(cases)), unfit };
}

/** As if everything were allowed, but names of commands: this is about quotes, not about meanings. */
function placesOf(script: string): readonly ValuePlace[] {
  return listValuePlaces(parseScript(script), script, new Set(['V'])).map((place) => ({
    ...place,
    code: allowing(place.code, ALLOWED),
  }));
}

const ALLOWED = MEANINGS.filter((one) => one !== 'command');
const PER_PROCESS = 1_000;
/** What waits for input that never comes must not keep the others. */
const SECONDS = '200';

async function runAll(cases: readonly Case[]): Promise<Omit<Tried, 'unfit'>> {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-contexts-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  mkdirSync(join(folder, 'work'));
  for (const [name, body] of Object.entries(STANDINS)) {
    // Not bash: with a `BASH_ENV` of its own name it would start itself, and again.
    writeFileSync(join(bin, name), `#!/bin/${name === 'pwn' ? 'sh' : 'bash -p'}\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const pwned = join(folder, 'pwned');
  const outputs: string[] = [];
  try {
    for (let at = 0; at < cases.length; at += PER_PROCESS)
      outputs.push(...(await runSome(cases.slice(at, at + PER_PROCESS), { folder, bin, pwned, first: at })));
    const ran = existsSync(pwned)
      ? new Set(readFileSync(pwned, 'utf8').trim().split('\n').map(Number))
      : new Set();
    return judge(cases, outputs, ran);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function judge(
  cases: readonly Case[],
  outputs: readonly string[],
  ran: ReadonlySet<unknown>,
): Omit<Tried, 'unfit'> {
  const wrong: (Case & { printed: string; wanted: string })[] = [];
  let exact = 0;
  cases.forEach((one, index) => {
    const wanted = one.context.prints?.(one.value);
    const printed = outputs[index] ?? '';
    if (wanted === undefined || ran.has(index)) return;
    if (printed === wanted) exact += 1;
    else wrong.push({ ...one, printed, wanted });
  });
  const asked = cases.filter(({ context }) => context.prints === undefined).length;
  return { exact, harmless: asked, ran: cases.filter((_, index) => ran.has(index)), wrong };
}

interface Place {
  readonly folder: string;
  readonly bin: string;
  readonly pwned: string;
  readonly first: number;
}

const MARK = '\u0001\u0002';

async function runSome(cases: readonly Case[], { folder, bin, pwned, first }: Place): Promise<string[]> {
  const text = cases.map(({ text: script, value, face }, index) => {
    const environment =
      face === 'run' ? `export V='${value.replaceAll("'", "'\\''").replaceAll('\n^', "\n''^")}'\n` : '';
    // In a string of its own: what cannot be read must not swallow the cases after it.
    const own = `${environment}${script}\n`.replaceAll("'", "'\\''");
    return `( export CASE=${first + index}\n:; eval '${own}' ) 2>/dev/null </dev/null\nprintf '${MARK}'\n`;
  });
  const file = join(folder, 'cases.sh');
  writeFileSync(file, PRELUDE + text.join(''));
  const child = spawn('timeout', ['-k', '1', SECONDS, 'bash', file], {
    cwd: join(folder, 'work'),
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, LC_ALL: 'C.UTF-8', HOME: '/home/x', PWNED: pwned },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((settle) => child.once('close', settle));
  const outputs = Buffer.concat(chunks).toString().split(MARK).slice(0, -1);
  const stuck = cases[outputs.length];
  if (stuck) throw new Error(`It never ended: ${JSON.stringify(stuck)}`);
  return outputs;
}
