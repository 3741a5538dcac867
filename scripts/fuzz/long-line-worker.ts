import { parentPort } from 'node:worker_threads';
import { readLongLine } from './targets/long-lines.ts';
import type { LongLine } from './targets/long-lines.ts';

// Says of each long line how many seconds of processor time its reader took, or why it fell over.
parentPort?.on('message', (line: LongLine) => {
  const before = process.cpuUsage();
  void readLongLine(line)
    .then(() => undefined)
    .catch((error: unknown) => String(error))
    .then((error) => {
      const { user, system } = process.cpuUsage(before);
      parentPort?.postMessage({ seconds: (user + system) / 1e6, error });
    });
});
