import { parentPort, Worker, workerData } from 'node:worker_threads';
import { compiledPath } from './program.ts';

/** Work that another thread does meanwhile. */
export interface Thread<Result> {
  readonly done: Promise<Result>;
  /** Ends it, whatever it is at. */
  stop(): Promise<void>;
}

/** Starts one of the program's compiled files in a thread of its own. @param order plain data, copied for it */
export function startThread<Result>(file: string, order: unknown): Thread<Result> {
  const worker = new Worker(compiledPath(`cli/${file}`), { workerData: order });
  const done = new Promise<Result>((settle, fail) => {
    worker.once('message', settle);
    worker.once('error', fail);
    worker.once('exit', (status) => fail(new Error(`A thread of opsbook ended with status ${status}`)));
  });
  // Whoever waits is told; where nobody waits any more, it was stopped.
  done.catch(() => undefined);
  return { done, stop: async () => void (await worker.terminate()) };
}

/** Inside such a thread: does what was ordered, and hands over what came of it. */
export async function answerOrder<Order, Result>(work: (order: Order) => Promise<Result>): Promise<void> {
  // Handed in by `startThread`, for this very file.
  parentPort?.postMessage(await work(workerData as Order));
}
