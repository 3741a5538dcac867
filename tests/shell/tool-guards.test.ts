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
  ['kill', '', true, ''],
])('%s %s_, an operand: %s: %s', (words, before, isOperand, guards) => {
  const [name = '', ...earlier] = words.split(' ');
  const last = earlier.at(-1) ?? '';
  const flag = last.startsWith('-') ? last : '';
  expect(toolGuards({ name, flag, before, isOperand, earlier }).join('')).toBe(guards);
});
