import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Colours the fences of the manual and of the rules' pages in another thread. @returns the file that holds them */
export async function startColours(): Promise<string> {
  const worker = new Worker(new URL('./colour-thread.ts', import.meta.url));
  // It rejects where the thread fails.
  const [text] = (await once(worker, 'message')) as [string];
  return text;
}
