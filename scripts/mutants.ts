/**
 * Breaks the demo book's own commands on purpose and counts how many of the broken ones are caught.
 *
 *   node scripts/mutants.ts [--seed 7] [--count 300]
 */
import { isMisspelling, isNamed, judgeMutants, KINDS } from './bench/mutants.ts';
import type { Judged, Mutant } from './bench/mutants.ts';
import { readCount, readFlags } from './read-flags.ts';

const { values } = readFlags({
  options: { seed: { type: 'string', default: '7' }, count: { type: 'string', default: '300' } },
});
report(
  await judgeMutants('content', {
    seed: readCount('seed', values.seed),
    count: readCount('count', values.count),
  }),
);

function report(results: readonly Judged[]): void {
  const isCaught = ({ doubts }: Judged): boolean => doubts.length > 0;
  for (const kind of KINDS) {
    const some = results.filter(({ mutant }) => mutant.kind === kind);
    console.log(`${kind}: ${some.filter(isCaught).length} of ${some.length} caught`);
  }
  const tools = [...new Set(results.map(({ mutant }) => mutant.tool))].sort();
  console.log(
    `all: ${results.filter(isCaught).length} of ${results.length} caught over ${tools.length} tools (${tools.join(' ')})`,
  );
  const spelt = results.filter((one) => isMisspelling(one) && isCaught(one));
  console.log(`the right name: ${spelt.filter(isNamed).length} of ${spelt.length} misspellings`);
  for (const one of results) {
    const said = one.doubts.map(({ nearest }) => nearest).join();
    if (!isCaught(one))
      console.log(`missed ${one.mutant.kind} (${one.mutant.meant.trim()}): ${lineOf(one.mutant)}`);
    else if (isMisspelling(one) && !isNamed(one))
      console.log(`misnamed ${one.mutant.kind} (${one.mutant.meant.trim()}): ${lineOf(one.mutant)} ${said}`);
  }
}

function lineOf({ text, tool }: Mutant): string {
  return (text.split('\n').find((line) => line.includes(tool)) ?? text).trim().slice(0, 150);
}
