import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What every site would have to draw of opsbook's own pages, as JSON. */
export interface OwnPages {
  /** The colours of the manual's fences. */
  readonly colours: string;
  /** The texts of the rules. */
  readonly rules: string;
}

/** Draws it in another thread. */
export async function drawOwn(): Promise<OwnPages> {
  const worker = new Worker(new URL('./own-thread.ts', import.meta.url));
  // It rejects where the thread fails.
  const [pages] = (await once(worker, 'message')) as [OwnPages];
  return pages;
}
