import { parentPort, Worker, workerData } from 'node:worker_threads';
import { compiledPath } from './program.ts';

/** A thread that answers one question after another, while the one that asks goes on. */
export interface AskedThread<Asked, Answer> {
  /**
   * @param signal takes the question back: the thread ends with it, and the next question has a new one
   * @throws ThreadEnded when there is no answer in time, or no room for the work
   */
  ask(asked: Asked, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/** Why a question has no answer, as the end of a sentence. */
export class ThreadEnded extends Error {}

type Said<Answer> = { readonly answer: Answer } | { readonly fault: string };

/**
 * Starts one of the program's compiled files in a thread of its own when it is first asked.
 * @param order plain data, copied for the thread
 * @param most milliseconds that an answer may take
 */
export function openThread<Asked, Answer>(
  file: string,
  { order, most }: { readonly order: unknown; readonly most: number },
): AskedThread<Asked, Answer> {
  let worker: Worker | undefined;
  let before: Promise<unknown> = Promise.resolve();
  return {
    ask(asked, signal) {
      const answered = before.then(() => askNow(asked, signal));
      before = answered.catch(() => undefined);
      return answered;
    },
    close: async () => void (await worker?.terminate()),
  };

  async function askNow(asked: Asked, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    const own = (worker ??= startWorker());
    const ended = new AbortController();
    try {
      return await new Promise<Answer>((settle, fail) => {
        const end = (reason: string, cause?: unknown): void => fail(new ThreadEnded(reason, { cause }));
        const timer = setTimeout(() => end(`it took more than ${most / 1000} seconds`), most);
        const listeners = {
          message: (said: Said<Answer>) =>
            'answer' in said ? settle(said.answer) : fail(new Error(said.fault)),
          error: (error: unknown) => end(sayError(error), error),
          exit: () => end('its thread ended'),
        };
        for (const [event, listener] of Object.entries(listeners)) own.on(event, listener);
        signal.addEventListener('abort', () => end('it was taken back'), { signal: ended.signal });
        ended.signal.addEventListener('abort', () => {
          clearTimeout(timer);
          // One by one: a thread has listeners of its own.
          for (const [event, listener] of Object.entries(listeners)) own.off(event, listener);
        });
        own.postMessage(asked);
      });
    } catch (error) {
      worker = undefined;
      await own.terminate();
      throw error;
    } finally {
      ended.abort();
    }
  }

  function startWorker(): Worker {
    const made = new Worker(compiledPath(`cli/${file}`), { workerData: order });
    // It keeps no program running that has nothing else to do.
    made.unref();
    // What goes wrong while nobody asks is no reason to end: the next question has a new thread.
    made.on('error', () => undefined);
    made.once('exit', () => {
      if (worker === made) worker = undefined;
    });
    return made;
  }
}

function sayError(error: unknown): string {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'it needs more memory than there is'
    : String(error);
}

/** Inside such a thread: answers what it is asked, one after another. @param open makes it ready, by its order */
export function answerAsked<Order, Asked, Answer>(
  open: (order: Order) => (asked: Asked) => Promise<Answer>,
): void {
  // Handed in by `openThread`, for this very file.
  const work = open(workerData as Order);
  parentPort?.on('message', (asked: Asked) => {
    void work(asked).then(
      (answer) => parentPort?.postMessage({ answer } satisfies Said<Answer>),
      (error: unknown) =>
        parentPort?.postMessage({
          fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
        } satisfies Said<Answer>),
    );
  });
}
