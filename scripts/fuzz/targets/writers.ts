import fc from 'fast-check';
import { writeByTwo } from '../../../tests/tools/two-writers.ts';
import { WRITERS } from '../../../tests/tools/writers.ts';
import { fuzzTarget } from '../target.ts';

const names = WRITERS.map(({ name }) => name);

/** Two processes that write one file of a book, while a third is killed again and again. */
export const writers = fuzzTarget({
  name: 'writers',
  holds: 'nothing that a process said was written is lost, and nothing is left beside it',
  inputs: fc.record({
    name: fc.constantFrom(...names),
    // A round is a change by each of two processes: few of them in each input, so that inputs differ.
    rounds: fc.integer({ min: 1, max: 3 }),
    kills: fc.array(fc.nat({ max: 60 }), { maxLength: 1 }),
  }),
  async check({ name, rounds, kills }) {
    const writer = WRITERS.find((one) => one.name === name);
    if (!writer) throw new Error(`no writer is called ${name} any more`);
    const { lost, leftOver, errors } = await writeByTwo(writer, { rounds, kills });
    if (lost.length + leftOver.length > 0 || errors !== '')
      throw new Error(`lost: ${lost.join(' ')}; left over: ${leftOver.join(' ')}; ${errors}`);
  },
  roundsInTests: 1,
});
