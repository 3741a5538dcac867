import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { LONGEST, PLACES, READERS, RUNS } from './targets/long-lines.ts';
import type { LongLine } from './targets/long-lines.ts';

/** What is over this many seconds of processor time is told. */
const MOST = 2;

/** What never ends is ended after so many milliseconds. */
const PATIENCE = 300_000;

interface Answer {
  readonly seconds: number;
  readonly error?: string;
}

/** Every run in every place, for every reader that it concerns. */
export function listLongLines(): LongLine[] {
  return Object.keys(PLACES).flatMap((place) =>
    RUNS.flatMap((run) => Object.keys(READERS).map((reader) => ({ place, run, length: LONGEST, reader }))),
  );
}

/** Work that grows with a text takes four times as long for the whole as for a fourth; with its square, sixteen times. */
const STEADY = 6;

/**
 * Reads each long line, first a fourth of it. Where that takes less than an eighth of the limit, the whole stays
 * below the limit even if work grows with the square of half of the text. What is over the limit says how it grows:
 * in step with the text, so that it is the price of so many small things, or faster, which is a fault.
 * @returns how many took too long or failed
 */
export async function everyLongLine(
  lines: readonly LongLine[],
  say: (text: string) => void,
): Promise<number> {
  let worker = startWorker();
  const ask = async (line: LongLine): Promise<Answer> => {
    worker.postMessage(line);
    const answer = await Promise.race([answerOf(worker), patience()]);
    if (answer) return answer;
    await worker.terminate();
    worker = startWorker();
    return { seconds: Infinity };
  };
  let slow = 0;
  for (const [index, line] of lines.entries()) {
    const short = await ask({ ...line, length: LONGEST / 4 });
    const { seconds, error } = short.seconds < MOST / 8 ? short : await ask(line);
    if (seconds > MOST || error) {
      slow += 1;
      const { place, run, reader } = line;
      const growth = seconds / short.seconds;
      const told = `${seconds.toFixed(1)} s, ${growth.toFixed(1)} times a fourth of it${growth > STEADY ? ' (GROWS)' : ''}`;
      say(`${reader}, ${place}, ${JSON.stringify(run)}: ${error ?? told}\n`);
    }
    if ((index + 1) % 500 === 0) say(`${index + 1}/${lines.length} long lines, ${slow} over ${MOST} s\n`);
  }
  await worker.terminate();
  return slow;
}

function startWorker(): Worker {
  return new Worker(new URL('long-line-worker.ts', import.meta.url));
}

async function answerOf(worker: Worker): Promise<Answer> {
  const [answer] = (await once(worker, 'message')) as [Answer];
  return answer;
}

async function patience(): Promise<undefined> {
  await new Promise<void>((done) => setTimeout(done, PATIENCE).unref());
  return undefined;
}
