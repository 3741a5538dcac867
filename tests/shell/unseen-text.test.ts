import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { runsEnvironment, unseenGuards } from '../../src/shell/unseen-text.ts';

/** What each use of V must be as a text may be run that was not seen to be given, and whether the environment may be run. */
function told(source: string): string {
  const around = surroundingsOf(parseScript(source), source);
  const uses = around.script.uses.filter(({ name }) => name === 'V');
  const guards = uses.map((use) => unseenGuards(use, around) || '-').join(' ');
  return [guards, ...(runsEnvironment(around) ? ['env'] : [])].filter(Boolean).join(' ');
}

// `tc`: plain, and not where it could begin a command; `t`: plain; `-`: whatever it is, nothing runs it.
test.each<[string, string]>([
  ['echo "$V" > f; read h < f; bash <<EOF\nls $h\nEOF', 't'],
  ['echo "$V" > f; find d -exec bash {} \\;', 'tc'],
  ['X=$V; bash -s x < f', 'tc'],
  ['X=$V; csh', '-'],
  ['bash -c \'env $1\' _ "$V"', 't'],
  ['ed -s f.txt <<EOF\n!echo $V\nEOF', 't'],
  ['env > f; . ./f', 'env'],
  ['X="$V" bash -c \'find . -maxdepth 0 $X\'', '-'],
  ['X=$V; source a', '-'],
  ['n=V; $(printenv $n)', 'env'],
  ['eval "k=$V"', 'tc'],
  ['X=$V; ENV=x ls', 'tc'],
  ['compgen -W "$V"', 't'],
  ['su app <<EOF\necho $V\nEOF', 't'],
  ['Q=$(printf \'%q\' "$V"); ssh host "ls $Q"', 't'],
  [
    'mapfile -t PODS < <(kubectl get pods -n "$V" -o name); for p in "${PODS[@]}"; do kubectl delete "$p"; done',
    '-',
  ],
  ['X=$V; echo ${!A}', 'tc'],
  ["set | grep '^V=' | sh", 'env'],
  ['X=$V; f() { ls; }; bash', 'tc'],
  ['echo "$V" > f; awk -f f', 'tc'],
  ['echo "$V" | . /dev/stdin', 'tc'],
  ['env X="$V" perl -e \'system $ENV{X}\'', 'tc env'],
  ['echo "X=$V" > .env; sudo $(cat .env) bash -c true', '-'],
  ['kubectl exec -i p -- bash -s -- "$V" <<\'EOF\'\nls "$1"\nEOF', '-'],
  ['$V', '-'],
  ['X=$V; su', '-'],
  ['[[ -v $V ]]', 't'],
  ['X=$V; at -f job now', 'tc'],
  ['X=$V; awk -f f', '-'],
  ['X=$V; parallel a', '-'],
  ['source <(env)', 'env'],
  ['(sh) <<< "$V"', 'tc'],
  ['X=$V; xargs b ash', 'tc'],
  ['export > f; . ./f', 'env'],
  ["X=$V; ssh h 'ls $1'", 'tc'],
  ['X=$V; awk "$(cat f)"', '-'],
  ['X=$V; eval "ls `a`"', 'tc'],
  ['xargs setsid <<< "$V"', 'tc'],
  ['X=$V; bash -c "ls $1"', 'tc'],
  ['echo "$V" | . x/dev/stdin', '-'],
  ['X=$V; ssh ssh h "$(cat f)"', 'tc'],
  ['export V; declare -p V | sh', 'env'],
  ['fly ssh console -C "echo $V"', '-'],
  ['export X=$V; compgen -v | sh', 'tc env'],
  ['F=jobq; printf \'A=%s\\n\' "$V" > ${F}8; bash jobq8', 't'],
  ['echo "$V" > f; read h < f; ssh x "ls"; echo "$h"', '-'],
  ['export X=$V; declare A=x-p | sh', 'tc'],
  ['export X=$V; env --null | sh', 'tc env'],
  ['export X=$V; env -0 | sh', 'tc env'],
  ['export X=$V; env a-0 | sh', 'tc'],
  ['export X=$V; export -p | sh', 'tc env'],
  ['echo "$V" > f; cp f "$A"; command . h', 'tc'],
  ['echo "$V" > f; cp f "$A"; x y . h', '-'],
  ['X=$V; x bash -c "ls" < f', 'tc'],
  ['echo "$V" > f; bash -$A', 'tc'],
  ['echo "$V" > f; bash -$A g', 'tc'],
  ['echo "$V" > a-b; bash a-b', 'tc'],
  ['echo "$V" > f; bash a-b', '-'],
  ["X=$V; bash -c 'ls $1' _ x", '-'],
  ['X=$V; ssh h "bash -c \'ls $1\' _ x"', 'tc'],
  ['X=$V; bash /dev/fd/3', '-'],
  ['X=$V; bash -s x', '-'],
  ['echo "$V" > f; bash d/f', 'tc'],
])('%s: %s', (source, guards) => expect(told(source)).toBe(guards));
