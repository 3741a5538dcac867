import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import fc from 'fast-check';
import PQueue from 'p-queue';
import { writeByTwo } from '../tests/tools/two-writers.ts';
import { WRITERS } from '../tests/tools/writers.ts';
import { attackInProcess } from './fuzz/attack-in-process.ts';
import { everyContext } from './fuzz/every-context.ts';
import { everyLongLine, listLongLines } from './fuzz/every-long-line.ts';
import { keepFailure } from './fuzz/kept-failures.ts';
import type { FuzzTarget } from './fuzz/target.ts';
import { CONTEXTS, VALUES } from './fuzz/targets/contexts.ts';
import { TARGETS } from './fuzz/targets.ts';
import { readFlags } from './read-flags.ts';

// `npm run fuzz -- --minutes 10`: random inputs, new ones in every run, against everything in `fuzz/targets.ts`.
// `--target lint` attacks only that, again and again for several, and `--seed 7` repeats a run. A failing input is made small and kept in
// `tests/fixtures/fuzz`, where `npm test` tries it from then on. `--target writers --rounds 200` takes no minutes: two
// processes write each file of a book 200 times, while a third is killed. `--target contexts --all` tries every script
// with every value once, which takes as long as it takes (a quarter of an hour on two cores); `--minutes` ends it earlier only
// where it is given, and `--shard 2/4` takes the second quarter of the scripts. `--target long-lines --all` reads every long
// line by every reader, and tells what takes over two seconds of processor time.

const { values } = readFlags({
  options: {
    minutes: { type: 'string' },
    target: { type: 'string', multiple: true },
    seed: { type: 'string' },
    rounds: { type: 'string' },
    all: { type: 'boolean', default: false },
    shard: { type: 'string', default: '1/1' },
  },
});
const minutes = Number(values.minutes ?? '10');
const names = values.target ?? TARGETS.map(({ name }) => name);
const unknown = names.find((name) => !TARGETS.some((target) => target.name === name));
const rounds = Math.trunc(Number(values.rounds));
const [shard = 0, shards = 0] = values.shard.split('/').map(Number);
const seed = Number(values.seed ?? randomInt(2 ** 31));
if (unknown !== undefined)
  refuse(`No target is called \`${unknown}\`; there are ${TARGETS.map(({ name }) => name).join(', ')}.`);
else if (values.rounds !== undefined && (names.join() !== 'writers' || !(rounds > 0)))
  refuse('Give `--rounds` a whole number above 0, and only to `--target writers`.');
else if (!(minutes > 0)) refuse('Give `--minutes` a number above 0, as in `--minutes 10`.');
else if (!Number.isInteger(seed)) refuse('Give `--seed` a whole number, as an earlier run printed it.');
else if (values.all && !['contexts', 'long-lines'].includes(names.join()))
  refuse('Give `--all` only to `--target contexts` or `--target long-lines`.');
else if (values.shard !== '1/1' && !values.all) refuse('Give `--shard` only together with `--all`.');
else if (!(Number.isInteger(shard) && Number.isInteger(shards) && shard > 0 && shard <= shards))
  refuse('Give `--shard` two whole numbers, as in `--shard 2/4`.');
else if (values.rounds !== undefined) await write(rounds);
else if (values.all && names.join() === 'long-lines') await readAll();
else if (values.all) await tryAll(values.minutes === undefined ? Infinity : minutes * 60_000);
else await fuzz();

/** So many rounds for each way to change a file of the book; a process is killed at moments that the seed draws. */
async function write(most: number): Promise<void> {
  process.stdout.write(`Seed ${seed}, ${WRITERS.length} writers, ${most} rounds each.\n`);
  for (const [index, writer] of WRITERS.entries()) {
    const kills = fc.sample(fc.nat({ max: 400 }), { seed: seed + index, numRuns: 10 });
    const { lost, said, leftOver, errors } = await writeByTwo(writer, { rounds: most, kills });
    const isWell = lost.length + leftOver.length === 0 && errors === '';
    const more = isWell
      ? 'held'
      : `FAILED: lost: ${lost.join(' ')}; left over: ${leftOver.join(' ')}; ${errors}`;
    process.stdout.write(`${writer.name.padEnd(12)} ${String(said).padStart(8)} changes   ${more}\n`);
    if (!isWell) process.exitCode = 1;
  }
}

async function readAll(): Promise<void> {
  const lines = listLongLines().filter((_, index) => index % shards === shard - 1);
  const slow = await everyLongLine(lines, (text) => process.stdout.write(text));
  process.stdout.write(
    `${lines.length} long lines were read; ${slow} took over two seconds, or fell over.\n`,
  );
  if (slow > 0) process.exitCode = 1;
}

async function tryAll(milliseconds: number): Promise<void> {
  const contexts = CONTEXTS.filter((_, index) => index % shards === shard - 1);
  const given = { contexts, values: VALUES, until: Date.now() + milliseconds };
  const sum = await everyContext(given, (text) => process.stdout.write(text));
  const { scripts, exact, harmless, unfit, ran, wrong } = sum;
  const texts = exact + harmless + unfit + ran.length + wrong.length;
  process.stdout.write(
    `${scripts} of ${contexts.length} scripts, each with ${VALUES.length} values, as the page and as a run fill them: ${texts} cases.\n` +
      `${exact} arrived byte for byte, ${unfit} were refused, ${harmless} were asked only to run nothing else; ` +
      `${ran.length} ran something, ${wrong.length} arrived changed.\n`,
  );
  if (ran.length + wrong.length > 0 || scripts < contexts.length) process.exitCode = 1;
}

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
