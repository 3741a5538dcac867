import { expect, test } from 'vitest';
import { toolGuards } from '../../src/shell/tool-guards.ts';

// The words before the one with the variable, that word up to it, and whether it is an operand.
test.each<[string, string, boolean, string]>([
  ['xargs -I{} mv {}', '', true, 'g'],
  ['xargs -I X mv X', '', true, 't'],
  ['xargs -I {} mv', '', true, 'g'],
  ['xargs -IX mv X', '', true, 't'],
  ['xargs -i mv', '', true, 'g'],
  ['xargs -rI X mv', '', true, 't'],
  ['xargs -rIX mv', '', true, 't'],
  ['xargs --replace mv', '', true, 'g'],
  ['xargs --replace=X mv', '', true, 't'],
  ['xargs --replace={} mv', '', true, 'g'],
  ['xargs -I{}x mv', '', true, 't'],
  ['xargs -Ix{} mv', '', true, 't'],
  ['xargs -0 mv', '', true, ''],
  ['xargs mv x-I{}', '', true, ''],
  ['xargs -I', '', true, 'g'],
  ['xargs mv my--replace', '', true, ''],
  ['find . -exec grep', '', true, 'g'],
  ['find -exec grep', '', true, 'g'],
  ['find . -okdir grep', '', true, 'g'],
  ['find . -name', '', true, ''],
  // It is what is run, and no word of it.
  ['find . -exec', '', true, ''],
  ['x -exec grep', '', true, ''],
  ['tcpdump -i any', '', true, 't'],
  ['tcpdump -i', '', false, ''],
  ['dig', '', true, 'RD'],
  ['dig', 'a', true, ''],
  ['dig -p', '', false, ''],
  ['x', '', true, ''],
  ['convert', '', true, 'AD'],
  ['convert -size', '', false, ''],
  ['mail -s', '', false, 'L'],
  ['mail -r', '', false, ''],
  ['mount -o', 'uid=', false, 'v'],
  ['mount -o', '', false, ''],
  ['mount -t', 'x', false, ''],
  ['useradd -G', '', false, 'v'],
  ['useradd -d', '', false, ''],
  ['iptables -s', '', false, 'v'],
  ['iptables -j', '', false, ''],
  ['pkill', '', true, 'gf'],
  ['pgrep', '', true, 'gf'],
  ['killall', '', true, 'gf'],
  ['kill', '', true, ''],
  // Everything there may be removed.
  ['find', '', true, ''],
  ['rsync -a --delete', '', true, 'f'],
  ['rsync -a', '', true, ''],
  ['cd', '', true, 'f'],
  ['ls', '', true, ''],
  ['curl -X DELETE', 'https://h/', true, 'vg'],
  ['curl -XPOST', 'https://h/', true, 'vg'],
  ['curl', 'https://h/', true, ''],
  ['curl -X DELETE', 'https://h/?x=', true, ''],
  // An address is fetched.
  ['pip install', '', true, 'F'],
  ['pip install', 'a==', true, ''],
  ['pip show', '', true, ''],
  ['helm install web', '', true, 'F'],
  ['helm install', '', true, ''],
  ['helm list web', '', true, ''],
  ['docker compose -f', '', false, 'F'],
  ['docker build -f', '', false, ''],
  ['docker ps -qf', 'name=', false, 'gf'],
  ['docker ps', 'name=', true, ''],
  // A program's name, or its text.
  ['mount -t fuse', '', true, 'c'],
  ['mount -t', 'fuse.', false, 'c'],
  ['mount -t ext4', '', true, ''],
  ['gh alias set x', '!', true, 'c'],
  ['gh alias set x', '!ls ', true, 't'],
  ['gh alias set x', 'pr ', true, ''],
  ['yq e', '', true, 'c'],
  ['yq e .a', '', true, ''],
])('%s %s_, an operand: %s: %s', (words, before, isOperand, guards) => {
  const [name = '', ...earlier] = words.split(' ');
  const last = earlier.at(-1) ?? '';
  const flag = last.startsWith('-') ? last : '';
  const operands = earlier.filter((word) => !word.startsWith('-'));
  const values = [name, ...earlier, `${before}$V`];
  const at = values.length - 1;
  const word = { name, flag, before, isWhole: before === '', isOperand, operands, values, at };
  expect(toolGuards(word).join('')).toBe(guards);
});
