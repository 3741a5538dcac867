import { setFlagsFromString } from 'node:v8';
import { boundNewObjects } from '../tools/bound-new-objects.ts';
import { keepCompiled } from '../tools/keep-compiled.ts';

/** Runs the command line of this process, and keeps what Node made of the program's files for the next time. */
export async function start(): Promise<void> {
  keepCompiled();
  boundNewObjects();
  // V8 lets a heap grow to more than twice of what lives in it before it looks what is dead: a large book took 1.6 GB.
  setFlagsFromString('--heap-growing-percent=30');
  // Most commands end before what V8's slowest compiler makes has paid back what it took, on a core that others wait for.
  setFlagsFromString('--invocation-count-for-turbofan=30000');
  // Compiling PostgreSQL's parser a second time, for speed, took 500 MB: more than it ever paid back in one command.
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  const { main } = await import('./main.ts');
  const { processTerminal } = await import('./terminal.ts');
  process.exitCode = await main(process.argv.slice(2), processTerminal());
}
