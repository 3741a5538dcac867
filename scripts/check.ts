import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { countTests, reasonsLeftOut, triedAgain } from './check/count-tests.ts';
import type { Counts } from './check/count-tests.ts';

// `npm run check`: everything that must hold before a change lands; it is all of CI.
// A step that passes says one line. `npm run check -- types format` runs only these.

/** Every step: its name, and the npm script that does it. Add yours here. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  compile: ['compile'],
  types: ['check:types'],
  format: ['check:format'],
  generated: ['check:generated'],
  // Not first: it reads the types that Astro writes before it checks.
  lint: ['check:lint'],
  unit: ['test:unit'],
  // By the day on which the demo book was last looked through: its reviews fall due, and this must not.
  book: ['opsbook', '--', 'lint', '--max-warnings', '0', '--today', '2026-11-22'],
  verify: ['opsbook', '--', 'verify'],
  site: ['test:site'],
};

/**
 * Steps that keep one processor busy: they share those that there are, and those of one line run one after the other.
 * Types come before what compiles, since both write what Astro generates. Every other step runs by itself.
 */
const SIDE_BY_SIDE: readonly (readonly string[])[] = [
  ['types', 'compile', 'book', 'verify'],
  ['format', 'generated', 'lint'],
];

interface Outcome {
  readonly passed: boolean;
  readonly counts: Counts;
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(STEPS, name));
if (unknown === undefined) await check();
else {
  process.stderr.write(`No step is called \`${unknown}\`; there are ${Object.keys(STEPS).join(', ')}.\n`);
  process.exitCode = 2;
}

/** Runs the steps, all of them even when one fails, and closes with a line that CI can count. */
async function check(): Promise<void> {
  const steps = Object.entries(STEPS).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const isWanted = (name: string): boolean => steps.some(([step]) => step === name);
  const lanes = new PQueue({ concurrency: availableParallelism() });
  const sharing = SIDE_BY_SIDE.map((lane) => () => takeInTurn(lane.filter(isWanted)));
  const outcomes = (await lanes.addAll(sharing)).flat();
  outcomes.push(...(await takeInTurn(steps.map(([name]) => name).filter((name) => !isShared(name)))));
  const total = (count: keyof Counts): number => outcomes.reduce((sum, { counts }) => sum + counts[count], 0);
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
  process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed${skipped}\n`);
  process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
}

function isShared(name: string): boolean {
  return SIDE_BY_SIDE.some((lane) => lane.includes(name));
}

async function takeInTurn(names: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const name of names) outcomes.push(await take(name, STEPS[name] ?? []));
  return outcomes;
}

async function take(name: string, script: readonly string[]): Promise<Outcome> {
  if (!isShared(name)) process.stdout.write(name.padEnd(11));
  const start = performance.now();
  const { status, said } = await runScript(script);
  const passed = status === 0;
  const found = countTests(said);
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(8);
  const tests = found ? `   ${found.passed} tests` : '';
  const reasons = reasonsLeftOut(said);
  const leftOut = reasons === undefined ? '' : `; left out: ${reasons}`;
  const again = triedAgain(said).map((name) => `           passed only when tried again: ${name}\n`);
  const how = passed
    ? `ok${time}${tests}${leftOut}\n${again.join('')}`
    : `FAILED${time}\n\n${said.trim()}\n\n`;
  process.stdout.write(`${isShared(name) ? name.padEnd(11) : ''}${how}`);
  return { passed, counts: countsOf(passed, found) };
}

/** A step without tests counts as one; one that fails counts as a failure, whatever its tests say. */
function countsOf(passed: boolean, found: Counts | undefined): Counts {
  if (!found) return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
  return { ...found, failed: passed ? found.failed : Math.max(1, found.failed) };
}

function runScript(script: readonly string[]): Promise<{ status: number; said: string }> {
  const child = spawn('npm', ['run', '-s', ...script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32', // npm is a .cmd file there
    env: { ...process.env, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (status) => settle({ status: status ?? 1, said }));
  });
}
