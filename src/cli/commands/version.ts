import { readProgramFile } from '../../tools/program.ts';
import { defineCommand, UsageError } from '../command.ts';

export const version = defineCommand({
  name: 'version',
  flags: {},
  examples: ['opsbook version', 'opsbook --version'],
  async run({ words }, terminal) {
    if (words.length > 0) throw new UsageError('version takes no words.');
    // The shape is ours: the file travels with the program.
    const manifest = JSON.parse(await readProgramFile('package.json')) as { readonly version: string };
    terminal.print(`${manifest.version}\n`);
    return 0;
  },
});
