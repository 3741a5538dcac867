import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { listCommands } from '../../src/shell/piped-commands.ts';
import * as rereaders from '../../src/shell/rereaders.ts';

/** Of each command the programs that it may start, and behind `<` those that run what they are given to read. */
function told(source: string): string {
  const all = listCommands(parseScript(source)).map((command) => {
    const { words } = command;
    const programs = rereaders.programsAmong(words).join(' ');
    const runners = rereaders.listInputRunners(words).join(' ');
    const runs = rereaders.isRunningText(command, source) ? ' runs' : '';
    return `${programs} < ${runners}${runs}${rereaders.opensArguments(command) ? ' opens' : ''}`;
  });
  return all.join(' | ');
}

// `runs`: its text in another language runs commands; `opens`: perl opens its arguments.
test.each<[string, string]>([
  ['sudo docker ps bash', 'docker < bash'],
  ['eval let', 'eval let <  | let < let'],
  ['sudo -is ls', 'sudo  ls < sudo'],
  ['perl -ne x', 'perl  x <  opens'],
  ["python3 <<< 'exec(1)'", 'python3 < python3 runs'],
  ["ls 'system(1)'", 'ls < '],
  ["sed 'e'", 'sed e <  runs'],
  ['command let', 'command let < let'],
  ['find . -name "$V"', 'find   < '],
  ['ls bash -c x', 'ls bash  x < bash'],
  ['sudo', 'sudo < sudo'],
  ['perl -x', 'perl  < perl'],
  ["sed -e 's/a/b/'", 'sed   < '],
  ["php -r '$f(1);'", 'php  $f(1); <  runs'],
  ['xargs docker exec c <<< "$V"', 'xargs docker exec c < xargs'],
  ['sudo "$V"', ' < '],
  ['oc get sh', 'oc < sh'],
  ["bc <<< 'system(1)'", 'bc < '],
  ["dc -e '!x'", 'dc  !x <  runs'],
  ["node -e 'do x'", 'node  do x < '],
  ['perl --eval x', 'perl  x <  runs'],
  ['python3 -i x', 'python3  x < python3'],
  ["python3 > 'exec(1)'", 'python3 < python3'],
  ['kubectl xexec p -- cat "$V"', 'kubectl < '],
  ["ruby -e 'x.send(1)'", 'ruby  x.send(1) <  runs'],
  ["node -e 'require(x)'", 'node  require(x) <  runs'],
  ['perl -e \'print <ARGV>\' "$V"', 'perl    <  opens'],
  ['python3 <<EOF\nexec(1)\nEOF', 'python3 < python3 runs'],
  ['python3 -c "compile(1)"', 'python3  compile(1) <  runs'],
  ['oc my-rsh p sh', 'oc < sh'],
  ['docker run i bash', 'docker run i bash < bash'],
  ['kubectl exec p -- bash', 'kubectl exec p  bash < bash'],
  ['perl -Mstrict', 'perl  < perl'],
  ['docker ps perl -c', 'docker < '],
  ['kubectl get sh x-c', 'kubectl < sh'],
  ['kubectl node-shell x -- sh -c a', 'kubectl node-shell x  sh  a < sh'],
  ['kubectl node-shell x -- sh -cx a', 'kubectl node-shell x  sh  a < sh'],
  ['sudo -u web-site tee f', ' web-site tee < '],
  ['sudo --shell tee f', 'sudo  tee < sudo'],
  ['sudo --login ls', 'sudo  ls < sudo'],
  ["perl -e '$a-n' f", 'perl  $a-n f < '],
  ["perl '-n' f", 'perl  f <  opens'],
  ['sed -ie s/a/b/ f', 'sed   f < '],
  ["sed '1e ls -e'", 'sed 1e ls -e <  runs'],
  ['sed -es/a/b/e', 'sed  <  runs'],
  ["python -c 'import asyncio'", 'python  import asyncio <  runs'],
  ["python2 -c 'import asyncio'", 'python2  import asyncio <  runs'],
  ["python3 -c 'import asyncio'", 'python3  import asyncio <  runs'],
  ["deno eval 'require(x)'", 'deno eval require(x) <  runs'],
  ["bun -e 'require(x)'", 'bun  require(x) <  runs'],
  ['node -e \'require("fs")\'', 'node  require("fs") < '],
  ['docker my-run i bash', 'docker < bash'],
  ['kubectl run-x p bash', 'kubectl < bash'],
  ["dc <<< '!x'", 'dc <  runs'],
])('%s: %s', (source, all) => expect(told(source)).toBe(all));

test('of a program longer than anybody writes only the beginning is looked at', () => {
  const source = (length: number): string => `python3 "${'a'.repeat(length)} vars(x)"`;
  expect(told(source(9_994))).toMatch(/runs$/);
  expect(told(source(9_995))).not.toMatch(/runs$/);
});

test.each<[string, boolean]>([
  ['awk', true],
  ['tmux', true],
  ['psql', true],
  ['eval', true],
  ['a|bash', true],
  ['ls', false],
])('%s names what reads a text again: %s', (text, names) =>
  expect(rereaders.namesRereader(text)).toBe(names),
);

test.each<[string, boolean]>([
  ['run(a', false],
  ['!                                        ', false],
  ['system("', true],
  ['x!', true],
  ['systemx', false],
  [`!${' '.repeat(38)}`, true],
])('what follows %s is run: %s', (before, isRun) => expect(rereaders.beginsCommand(before)).toBe(isRun));
