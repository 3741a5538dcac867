import { expect, test } from 'vitest';
import { settingGuards } from '../../src/shell/setting-guards.ts';

// A program, the flag before the word, the operands, and the word up to the variable: `_` where the variable ends it.
test.each<[string, string, string, string, string]>([
  ['crudini', '', '--set f s k', '_', 't'],
  ['nginx', '-g', '', '_', 't'],
  ['nginx', '-c', '', '_', ''],
  ['x', '-g', '', '_', ''],
  ['helm', '--set', '', 'a=_', 'K'],
  ['helm', '--set-json', '', 'a=_', ''],
  ['x', '--set', '', 'a=_', ''],
  ['kafka-configs', '--add-config', '', 'a=_', 'vg'],
  ['kafka-configs', '--delete-config', '', 'a=_', ''],
  ['aws', '', 'configure set region', '_', 'L'],
  ['aws', '', 'configure get set', '_', ''],
  ['aws', '', 's3 set configure', '_', ''],
  ['x', '', 'configure set region', '_', ''],
  ['sysctl', '-w', '', '_', 'e'],
  ['sysctl', '-w', '', 'kernel.core_pattern=', 'AL'],
  ['sysctl', '-w', '', 'kernel.modprobe=', 'cL'],
  ['sysctl', '-w', '', 'kernel/hotplug=', 'cL'],
  ['sysctl', '-w', '', 'my.kernel.modprobe=', 'AL'],
  ['ls', '', '', '_', ''],
])('%s %s %s %s: %s', (name, flag, operands, word, guards) => {
  const isWhole = word === '_';
  const before = word.replace('_', '');
  const all = operands.split(' ').filter(Boolean);
  expect(settingGuards({ name, flag, before, isWhole, operands: all }).join('')).toBe(guards);
});
