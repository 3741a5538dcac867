import { expect, test } from 'vitest';
import { carriedScripts, isAway, rereadWords } from '../../src/shell/carried.ts';
import { parseScript } from '../../src/shell/parse.ts';

// The scripts that each command hands to another shell / the words that are read again | whether that is elsewhere.

test.each<[string, string]>([
  ["bash -c 'a'", 'word 2 bash -c / '],
  ["ssh host 'a'", 'word 2 ssh away /  away'],
  ['ssh host a b', ' / 9-12 away away'],
  ['ssh host bash <<EOF\na\nEOF', 'word 2 ssh away, here-document 0 ssh away /  away'],
  ['ssh host <<EOF\na\nEOF', 'here-document 0 ssh away /  away'],
  ['ssh <<EOF\na\nEOF', ' /  away'],
  ['bash <<EOF\na\nEOF', 'here-document 0 bash / '],
  ['bash -s <<EOF\na\nEOF', 'here-document 0 bash / '],
  ['bash f <<EOF\na\nEOF', ' / '],
  ['bash -x <<EOF\na\nEOF', 'here-document 0 bash / '],
  ['bash +x <<EOF\na\nEOF', 'here-document 0 bash / '],
  ['bash -c a <<EOF\na\nEOF', 'word 2 bash -c / '],
  ["ssh host 'bash' <<EOF\na\nEOF", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh host 'bash -s' <<EOF\na\nEOF", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh host 'sudo -u x bash -s' <<EOF\na\nEOF", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh host 'A=1 sh -e' <<EOF\na\nEOF", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh host 'bash -c' <<EOF\na\nEOF", 'word 2 ssh away /  away'],
  ["ssh host 'bash f' <<EOF\na\nEOF", 'word 2 ssh away /  away'],
  ["ssh host 'x bash' <<EOF\na\nEOF", 'word 2 ssh away /  away'],
  ["ssh host 'sudo A=1 bash' <<EOF\na\nEOF", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh host 'sudo -- bash' <<EOF\na\nEOF", 'word 2 ssh away /  away'],
  ["ssh host '/bin/sh' <<EOF\na\nEOF", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ['sudo bash <<EOF\na\nEOF', 'here-document 0 bash / '],
  ['docker exec c sh -c "a"', 'word 5 sh -c away /  away'],
  ['docker exec c ls', ' /  away'],
  ['kubectl exec p -- sh -c a', 'word 6 sh -c away /  away'],
  ['su -c "a" u', 'word 2 su -c away /  away'],
  ['su u <<EOF\na\nEOF', ' /  away'],
  ['cat <<EOF\na\nEOF', ' / '],
  ['sudo ssh h a b', ' / 11-14 away'],
  ['bash -s x <<EOF\na\nEOF', 'here-document 0 bash / '],
  ['bash x -s <<EOF\na\nEOF', 'here-document 0 bash / '],
  ['eval a b', ' / 5-8'],
  ['watch a b', ' / 6-9'],
  ['sudo su -c "a"', 'word 3 su -c away / '],
  ['ssh h ssh g a', 'word 4 ssh away / 6-13 away away'],
  ['a <<A <<B\nx\nA\ny\nB', ' / '],
  ['bash <<A <<B\nx\nA\ny\nB', 'here-document 1 bash / '],
  ['ssh', ' /  away'],
  ['docker-compose exec c', ' /  away'],
  ['sshx', ' / '],
  ['nsenter', ' /  away'],
  ['ssh -x', ' /  away'],
  ['xssh', ' / '],
  ["ssh h 'sudo a b; bash' <<E\na\nE", 'word 2 ssh away /  away'],
  ["ssh h 'bash -e -x' <<E\na\nE", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh h 'bash -' <<E\na\nE", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh h 'bash -E' <<E\na\nE", 'word 2 ssh away /  away'],
  ["ssh h ' bash ' <<E\na\nE", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh h 'A=1 B bash' <<E\na\nE", 'word 2 ssh away /  away'],
  ["ssh h 'sudo A=b=c -u x y bash' <<E\na\nE", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ["ssh h 'sudo A=1\n bash' <<E\na\nE", 'word 2 ssh away, here-document 0 ssh away /  away'],
  ['ssh h <<< a', ' /  away'],
  ['chroot /x bash <<E\na\nE', 'here-document 0 bash away /  away'],
  ["ssh h 'x-a=1 bash' <<E\na\nE", 'word 2 ssh away /  away'],
  ["ssh h 'sudo a/b bash' <<E\na\nE", 'word 2 ssh away /  away'],
  ["su -c '-x' u <<E\na\nE", 'word 3 su -c away /  away'],
  ["bash -c '-x' <<E\na\nE", 'here-document 0 bash / '],
  ["ssh h 'bash x-a' <<E\na\nE", 'word 2 ssh away /  away'],
  ['ssh host sudo bash -s "$V" <<\'EOF\'\n$1\nEOF', 'here-document 0 bash away / 9-26 away away'],
  ['echo "$V" | env sh', ' /  |  / '],
  ['ksh <<EOF\na\nEOF', 'here-document 0 ksh / '],
  ['eval true \\; ssh host "ls $V"', ' / 5-29'],
  ['bash x-s <<EOF\na\nEOF', ' / '],
  ['ash <<EOF\na\nEOF', 'here-document 0 ash / '],
  ['dash <<EOF\na\nEOF', 'here-document 0 dash / '],
  ['rbash <<EOF\na\nEOF', 'here-document 0 rbash / '],
  ["zsh <<'EOF'\necho $((V))\nEOF", 'here-document 0 zsh / '],
  ['ssh host eval ls "\'$V\'"', ' / 9-23 away, 14-23 away away'],
  ['docker run -i i sh <<\'EOF\'\nsh -c "$V"\nEOF', 'here-document 0 sh away /  away'],
])('%j: %s', (source, told) => {
  const away = (isElsewhere: boolean): string => (isElsewhere ? ' away' : '');
  const found = parseScript(source).commands.map((command) => {
    const scripts = carriedScripts(command).map(
      ({ kind, index, via, isElsewhere }) => `${kind} ${index} ${via}${away(isElsewhere)}`,
    );
    const words = rereadWords(command).map(
      ({ range, isElsewhere }) => `${range.start}-${range.end}${away(isElsewhere)}`,
    );
    return `${scripts.join(', ')} / ${words.join(', ')}`;
  });
  expect(found.join(' | ') + away(isAway(source))).toBe(told);
});
