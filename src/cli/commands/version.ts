import { programVersion } from '../../tools/program.ts';
import { defineCommand, UsageError } from '../command.ts';

export const version = defineCommand({
  name: 'version',
  flags: {},
  examples: ['opsbook version', 'opsbook --version'],
  async run({ words }, terminal) {
    if (words.length > 0) throw new UsageError('version takes no words.');
    terminal.print(`${await programVersion()}\n`);
    return 0;
  },
});
