import picocolors from 'picocolors';
import { ALMANAC } from '../../almanac/almanac.ts';
import { openAlmanac, recognise } from '../../search/recognise.ts';
import { defineCommand, UsageError } from '../command.ts';
import { renderMeanings } from '../render-answer.ts';

export const explain = defineCommand({
  name: 'explain',
  words: '"text" | -',
  flags: {
    json: { type: 'boolean', meaning: 'Print one JSON array of what was recognised, with sources' },
  },
  examples: [
    'opsbook explain "exit code 137"',
    'opsbook explain "SQLSTATE 53300"',
    'kubectl describe pod shop-1 | opsbook explain -',
  ],
  async run({ flags, words }, terminal) {
    const text = words.join(' ');
    if (text === '')
      throw new UsageError('say what you see: opsbook explain "exit code 137", or - to read a paste.');
    const meanings = recognise(openAlmanac(ALMANAC), text === '-' ? await terminal.readInput() : text);
    if (flags.json) terminal.print(`${JSON.stringify(meanings)}\n`);
    else if (meanings.length === 0) terminal.print('No well-known error is in that.\n');
    else terminal.print(renderMeanings(meanings, picocolors.createColors(terminal.hasColour)));
    return 0;
  },
});
