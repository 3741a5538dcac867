import type { WorkerAnswer, WorkerMessage, WorkerReply } from './answer.ts';

export interface Matcher {
  ask(text: string): void;
  /** No answer is wanted any more, not even one that is under way. */
  drop(): void;
}

/**
 * Starts the worker that matches, once.
 * @param onAnswer called for the latest question, again whenever more of the index makes its answer better;
 * with undefined when there is no index: the next question has it loaded again
 */
export function startMatcher(onAnswer: (answer: WorkerAnswer | undefined) => void): Matcher {
  const { base = '/' } = document.documentElement.dataset;
  const worker = new Worker(new URL('./match-worker.ts', import.meta.url), { type: 'module' });
  const tell = (message: WorkerMessage): void => worker.postMessage(message);
  let number = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
    if ('failed' in data) onAnswer(undefined);
    else if ('number' in data && data.number === number) onAnswer(data);
  });
  tell({ base });
  return {
    ask(text) {
      number += 1;
      tell({ number, text });
    },
    drop: () => void (number += 1),
  };
}
