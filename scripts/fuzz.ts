import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import PQueue from 'p-queue';
import { attackInProcess } from './fuzz/attack-in-process.ts';
import { keepFailure } from './fuzz/kept-failures.ts';
import type { FuzzTarget } from './fuzz/target.ts';
import { TARGETS } from './fuzz/targets.ts';

// `npm run fuzz -- --minutes 10`: random inputs, new ones in every run, against everything in `fuzz/targets.ts`.
// `--target lint` attacks only that, again and again for several, and `--seed 7` repeats a run. A failing input is made small and kept in
// `tests/fixtures/fuzz`, where `npm test` tries it from then on.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    target: { type: 'string', multiple: true },
    seed: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
const names = values.target ?? TARGETS.map(({ name }) => name);
const unknown = names.find((name) => !TARGETS.some((target) => target.name === name));
const seed = Number(values.seed ?? randomInt(2 ** 31));
if (unknown !== undefined)
  refuse(`No target is called \`${unknown}\`; there are ${TARGETS.map(({ name }) => name).join(', ')}.`);
else if (!(minutes > 0)) refuse('Give `--minutes` a number above 0, as in `--minutes 10`.');
else if (!Number.isInteger(seed)) refuse('Give `--seed` a whole number, as an earlier run printed it.');
else await fuzz();

async function fuzz(): Promise<void> {
  const attacked = TARGETS.filter(({ name }) => names.includes(name));
  const lanes = Math.min(availableParallelism(), attacked.length);
  const milliseconds = (minutes * 60_000 * lanes) / attacked.length;
  process.stdout.write(`Seed ${seed}, ${attacked.length} targets, ${minutes} minutes.\n`);
  const queue = new PQueue({ concurrency: lanes });
  await queue.addAll(attacked.map((target) => () => attack(target, milliseconds)));
}

async function attack({ name, holds }: FuzzTarget, milliseconds: number): Promise<void> {
  const { rounds, failure } = await attackInProcess({ name, seed, milliseconds });
  const head = `${name.padEnd(12)} ${String(rounds).padStart(8)} inputs`;
  if (!failure) return void process.stdout.write(`${head}   held: ${holds}\n`);
  const file = relative(process.cwd(), keepFailure(name, failure.input));
  process.stdout.write(`${head}   FAILED: ${holds}\n${failure.error}\nKept in ${file}; seed ${seed}.\n`);
  process.exitCode = 1;
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}
