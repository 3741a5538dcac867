import { spawn } from 'node:child_process';
import { countTests, reasonsLeftOut } from './check/count-tests.ts';
import type { Counts } from './check/count-tests.ts';

// `npm run check`: everything that must hold before a change lands; it is all of CI.
// A step that passes says one line. `npm run check -- types format` runs only these.

/** Every step: its name, and the npm script that does it. Add yours here. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  types: ['check:types'],
  lint: ['check:lint'],
  format: ['check:format'],
  generated: ['check:generated'],
  unit: ['test:unit'],
  // By the day on which the demo book was last looked through: its reviews fall due, and this must not.
  book: ['opsbook', '--', 'lint', '--max-warnings', '0', '--today', '2026-11-22'],
  verify: ['opsbook', '--', 'verify'],
  site: ['test:site'],
};

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

/** Runs the steps in turn, all of them even when one fails, and closes with a line that CI can count. */
async function check(): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const [name, script] of Object.entries(STEPS)) {
    if (wanted.length === 0 || wanted.includes(name)) outcomes.push(await take(name, script));
  }
  const total = (count: keyof Counts): number => outcomes.reduce((sum, { counts }) => sum + counts[count], 0);
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
  process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed${skipped}\n`);
  process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
}

async function take(name: string, script: readonly string[]): Promise<Outcome> {
  process.stdout.write(`${name.padEnd(11)}`);
  const start = performance.now();
  const { status, said } = await runScript(script);
  const passed = status === 0;
  const found = countTests(said);
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(8);
  const tests = found ? `   ${found.passed} tests` : '';
  const reasons = reasonsLeftOut(said);
  const leftOut = reasons === undefined ? '' : `; left out: ${reasons}`;
  process.stdout.write(passed ? `ok${time}${tests}${leftOut}\n` : `FAILED${time}\n\n${said.trim()}\n\n`);
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
