import { WRITERS } from './writers.ts';

/**
 * A process that writes marks one after the other, and says of each when it is written:
 * `node write-rounds.ts <writer> <folder> <who> <rounds>`.
 */
const [name, folder = '', who = '', rounds] = process.argv.slice(2);
const writer = WRITERS.find((one) => one.name === name);
if (!writer) throw new Error(`no writer is called ${name ?? ''}`);
for (let round = 0; round < Number(rounds); round += 1) {
  const mark = `${who}r${round}e`;
  // At a pipe this returns when the text has left.
  if (await writer.write(folder, mark)) process.stdout.write(`${mark}\n`);
}
