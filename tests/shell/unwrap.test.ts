import { describe, expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import type { Word } from '../../src/shell/script.ts';
import { awaitsCommand, innermost, isWrapper, unwrap } from '../../src/shell/unwrap.ts';

const wordsOf = (text: string): readonly Word[] => parseScript(text).commands[0]?.words ?? [];

/** What a wrapper runs: its words, with `!` where another shell reads them again, or a script in braces. */
const carried = (text: string): string =>
  unwrap(wordsOf(text))
    .map((one) =>
      'script' in one
        ? `${one.via} {${one.script.value}}`
        : `${one.via}${one.rereads ? '!' : ''} ${one.words.map(({ value }) => value).join(' ')}`,
    )
    .join(' & ');

describe('what a wrapper runs', () => {
  test.each([
    ['ls -l', ''],
    ['sudo ls', 'sudo ls'],
    ['sudo', ''],
    ['sudo -u root ls', 'sudo ls'],
    ['sudo -iu root ls', 'sudo ls'],
    ['sudo --user root ls', 'sudo ls'],
    // It takes no assignments.
    ['nice A=1 ls', 'nice A=1 ls'],
    ['sudo -ug ls', 'sudo ls'],
    ['sudo A=1 ls', 'sudo ls'],
    ['sudo a-b=c ls', 'sudo a-b=c ls'],
    ['sudo -- -x a', 'sudo -x a'],
    ['timeout -- 5 ls', 'timeout ls'],
    ['timeout 5', ''],
    ['command -v rm', ''],
    ['command x-v a', 'command x-v a'],
    ['strace -v rm a', 'strace rm a'],
    ['watch a b', 'watch! a b'],
    ["watch 'a b'", 'watch {a b}'],
    // It joins no words.
    ['watch -x a b', 'watch a b'],
    ['watch -dx a b', 'watch a b'],
    ['watch --exec a b', 'watch a b'],
    ['watch --execx a b', 'watch! a b'],
    ['watch --a-x a b', 'watch! a b'],
    ['ssh -x h a b', 'ssh! a b'],
    ['sudo.exe ls', 'sudo ls'],
    ['k exec p -- ls', 'kubectl exec ls'],
    ['su.exedo ls', ''],
    ["bash -c 'a b'", 'bash -c {a b}'],
    ["bash -lc 'a b'", 'bash {a b}'],
    ['bash -c -e a', 'bash -c {a}'],
    ['bash -c a -c b', 'bash -c {a}'],
    ['bash x-lc a', ''],
    ['bash -lcx a', ''],
    ['su -c a -c b', 'su -c {a} & su -c {b}'],
    ['gcloud compute ssh h --command a --command b', 'gcloud compute ssh {a} & gcloud compute ssh {b}'],
    ['kubectl exec p -- ls', 'kubectl exec ls'],
    ['kubectl exec p ls', ''],
    ['docker -- exec c ls', ''],
    [`docker ${'-x '.repeat(14)}exec c ls`, 'docker exec ls'],
    [`docker ${'-x '.repeat(15)}exec c ls`, ''],
    ['find . -exec ls {} \\; -print', 'find -exec ls {}'],
    ['find . -execdir ls {} + -print', 'find -execdir ls {}'],
    ['find . -ok ls', 'find -ok ls'],
    ['find . -okdir ls', 'find -okdir ls'],
    ['find . -exec \\; -print', ''],
    ['find . -exec', ''],
  ])('%s: %s', (text, expected) => expect(carried(text)).toBe(expected));
});

describe('a wrapper that is still to be given a command', () => {
  test.each([
    ['setsid', true],
    ['setsid ls', false],
    ['docker exec web', true],
    ['bash -c', true],
    ["bash -c 'ls'", false],
    ['find . -exec', true],
    ['find . -ok', true],
    ['find x-exec', false],
    ['ls', false],
  ])('%s: %s', (text, expected) => expect(awaitsCommand(wordsOf(text))).toBe(expected));
});

test.each([
  ['ls -l', 'ls -l'],
  ['sudo ls', 'ls'],
  ['sudo timeout 5 tee f', 'tee f'],
  ['sudo', 'sudo'],
])('the innermost command of %s: %s', (text, expected) =>
  expect(
    innermost(wordsOf(text))
      .map(({ value }) => value)
      .join(' '),
  ).toBe(expected),
);

test.each([
  ['sudo', true],
  ['docker run', true],
  ['ls sudo', false],
])('whether %s is a wrapper: %s', (text, expected) => expect(isWrapper(wordsOf(text))).toBe(expected));
