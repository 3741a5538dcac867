import { expect, test } from 'vitest';
import { writtenGuard } from '../../src/shell/written-guard.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { readerOfUse } from '../../src/shell/plain-place.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { guardsAt } from '../../src/shell/use-guards.ts';
import type { Flow } from '../../src/shell/flow.ts';

/** What `$V` must be for the files that it is written to: `t` plain, `c` refused, `-` anything. */
test.each([
  // Files that the script runs.
  ['echo "$V" > f; bash f', 'c'],
  ['echo "$V" > f', '-'],
  ['bash f; echo "$V" > f', '-'],
  ['f() { bash x; }; echo "$V" > x', 'c'],
  ['echo "ls $V" > f; bash f', 't'],
  ['a "$V" > f; bash f', 'c'],
  ['a "ls $V" > f; bash f', 'c'],
  ['cat > f <<E\n$V\nE\nbash f', 'c'],
  ['cat > f <<E\nls $V\nE\nbash f', 't'],
  ['cp "$V" f; bash f', 'c'],
  // Files that something runs later, or reads as commands.
  ['echo "RUN $V" >> Dockerfile', 'c'],
  ['echo "FROM a$V" >> Dockerfile', 't'],
  ['echo "a && RUN $V" >> Dockerfile', 't'],
  ['crudini --set /etc/default/x a "$V"', 't'],
  ['crudini --set /etc/default/x a "RUN $V"', 'c'],
  ['crudini --set /etc/default/x a b "command: $V"', 'c'],
  ['echo "no-pty,command=\\"$V\\"" >> ~/.ssh/authorized_keys', 'c'],
  ['echo "no-pty,command=\\"ls $V\\"" >> ~/.ssh/authorized_keys', 't'],
  ['echo "command=\\"$V\\"" >> ~/.ssh/authorized_keys', 'c'],
  ['cp "$V" /etc/cron.d/x', 'c'],
  ['cp "a$V" /etc/cron.d/x', 't'],
  ['echo "a !$V" > x.sh', 'c'],
  ['echo "a $(b !"$V")" > x.sh', 'c'],
  ['echo \'a !\'"$V" > x.sh', 'c'],
  ['printf \'a !%s\' "$V" > x.sh', 'c'],
  ['cat > /etc/x.service <<E\nExecStart=$V\nE', 'c'],
  ['cat > /etc/x.service <<E\nA=a $V\nE', 't'],
  ['cat > /etc/x.service <<E\nExecStart=a $V\nE', 't'],
  // Documents with keys whose values are run.
  ['printf \'command: %s\' "$V" > f; kubectl apply -f f', 'c'],
  ['printf \'command: a %s\' "$V" > f; kubectl apply -f f', 't'],
  ['printf \'name: %s\' "$V" > f; kubectl apply -f f', '-'],
  ['echo "command:" > f; echo "- $V" >> f; kubectl apply -f f', 'c'],
  ['echo "name: $V" > f; kubectl apply -f f', '-'],
  ['echo "command: a $V" > f; kubectl apply -f f', 't'],
  ['echo "command: a" > f; echo "args: b $V" >> f; kubectl apply -f f', 't'],
  ['echo "command: $V" > f', '-'],
  ['cat > f <<E\ncommand: $V\nE\nkubectl apply -f f', '-'],
  ['f() { kubectl apply -f x; }; echo "command: $V" > x', 'c'],
  ['printf \'ProxyCommand %s\n\' "$V" >> ~/.ssh/config', 'c'],
  ['printf \'a system %s\' "$V" > x.sh', 'c'],
  ['a "x"; tee Dockerfile <<< "RUN $V"', 'c'],
  ['tee Dockerfile <<< "a $V"', 't'],
  ['cat > x.sh <<E\nperl -e "system $V"\nE', 'c'],
  ['echo "$V" > .git/hooks/pre-commit', 'c'],
  ['echo "$V" > .env', 'c'],
  // What a script begins with counts.
  ['! $V > x.sh', 'c'],
  ['run: a; echo "- $V" > f; kubectl apply -f f', 'c'],
])('%s: %s', (source, guards) => {
  const flow = flowOf(source);
  const uses = flow.script.uses.filter(({ name }) => name === 'V');
  expect(uses.map((use) => writtenGuard(use, flow, source.startsWith('f()')) || '-').join(', ')).toBe(guards);
});

test.each([
  [2000, 'c'],
  [2001, 't'],
])('a key that begins %i characters before a value: %s', (distance, guard) => {
  const source = `cat > compose.yaml <<E\ncommand:\n  - ${'x'.repeat(distance - 18)}\n  - $V\nE`;
  const flow = flowOf(source);
  expect(source.indexOf('$V') - source.indexOf('command')).toBe(distance);
  expect(flow.script.uses.map((use) => writtenGuard(use, flow, false))).toEqual([guard]);
});

function flowOf(source: string): Flow {
  const around = surroundingsOf(parseScript(source), source);
  return { ...around, guardsAt: (use) => guardsAt(use, around), readerAt: (use) => readerOfUse(use, around) };
}
