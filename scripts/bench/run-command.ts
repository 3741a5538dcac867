import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist-program/cli/opsbook.mjs', import.meta.url));
const RECORDER = new URL('./record-memory.mjs', import.meta.url).href;

/** Characters of its output that are kept, from its end. */
const MOST_SAID = 100_000;

/** What one run of the command line took. */
export interface Ran {
  readonly status: number;
  readonly seconds: number;
  /** The peak of the largest Node process of the run, in MB. */
  readonly peak: number;
  /** Seconds of CPU of all its Node processes. */
  readonly cpu: number;
  readonly said: string;
}

/** Runs `opsbook` as a person does, with what it keeps between runs in a folder of the bench's own. */
export async function runOpsbook(words: readonly string[], cache: string): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'opsbook-bench-memory-'));
  const record = join(folder, 'peaks');
  const environment = {
    ...process.env,
    OPSBOOK_CACHE: cache,
    NODE_OPTIONS: `--import=${RECORDER}`,
    OPSBOOK_BENCH_MEMORY: record,
  };
  try {
    const start = performance.now();
    const { status, said } = await runToEnd(words, environment);
    const seconds = (performance.now() - start) / 1000;
    const used = await readUsed(record);
    const peak = Math.max(0, ...used.map(({ memory }) => memory));
    return { status, seconds, said, peak, cpu: used.reduce((sum, { cpu }) => sum + cpu, 0) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function runToEnd(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ status: number; said: string }> {
  const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-MOST_SAID)));
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (status) => settle({ status: status ?? 1, said }));
  });
}

/** What each Node process used: MB at its peak, and seconds of CPU. */
async function readUsed(record: string): Promise<{ memory: number; cpu: number }[]> {
  const lines = (await readFile(record, 'utf8').catch(() => '')).split('\n');
  return lines.map((line) => {
    const [memory = 0, cpu = 0] = line.split(' ').map(Number);
    return { memory: memory / 1024, cpu: cpu / 1_000_000 };
  });
}
