import { writeFileSync } from 'node:fs';
import { TARGETS } from './targets.ts';

// One target, one seed, one process: an input that never ends, or ends the process, takes no other target with it.

const [name = '', seed = '', milliseconds = '', inputFile = ''] = process.argv.slice(2);
const target = TARGETS.find((one) => one.name === name);
if (!target) throw new Error(`No target is called ${name}.`);
const attack = await target.attack({
  seed: Number(seed),
  milliseconds: Number(milliseconds),
  onInput: (input) => {
    writeFileSync(inputFile, JSON.stringify(input));
    process.send?.({ kind: 'input' });
  },
});
process.send?.({ kind: 'end', attack });
process.disconnect();
