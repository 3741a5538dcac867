import { programVersion } from '../../tools/program.ts';
import { defineCommand } from '../command.ts';

export const version = defineCommand({
  name: 'version',
  flags: {},
  examples: ['opsbook version', 'opsbook --version'],
  async run(_given, terminal) {
    terminal.print(`${await programVersion()}\n`);
    return 0;
  },
});
