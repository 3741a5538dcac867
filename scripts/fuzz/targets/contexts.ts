import fc from 'fast-check';
import { SEED } from '../../../tests/fixed-seed.ts';
import { listContexts, listValues } from '../../../tests/shell/contexts.ts';
import { tryPairs } from '../../../tests/shell/try-contexts.ts';
import { fuzzTarget } from '../target.ts';

/** Scripts by hand, and generated ones of a fixed seed. */
export const CONTEXTS = listContexts(SEED, 600);
export const VALUES = listValues(SEED, 300);
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...VALUES) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 10 }).filter((text) => text.isWellFormed()),
  },
);

/** Scripts in which text is read again, each with a value, in a real bash. */
export const contexts = fuzzTarget({
  name: 'contexts',
  holds: 'a value arrives byte for byte where a shell reads it again, or is refused, and runs nothing',
  inputs: fc.array(fc.record({ script: fc.constantFrom(...CONTEXTS.map(({ script }) => script)), value }), {
    minLength: 1,
    maxLength: 60,
  }),
  roundsInTests: 2,
  async check(pairs) {
    const { ran, wrong } = await tryPairs(
      pairs.flatMap(({ script, value: given }) => {
        const context = CONTEXTS.find((one) => one.script === script);
        return context ? [[context, given] as const] : [];
      }),
    );
    const [first] = [...ran, ...wrong];
    if (first)
      throw new Error(`${ran.length > 0 ? 'It ran' : 'It arrived changed'}: ${JSON.stringify(first)}`);
  },
});
