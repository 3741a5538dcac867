// Loaded into every Node process of a measured run: each leaves its peak memory, in KB, and the microseconds of CPU
// that it took, when it ends.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const record = process.env.OPSBOOK_BENCH_MEMORY;
// A thread ends too, and what it took is part of its process.
if (record && isMainThread)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    appendFileSync(record, `${maxRSS} ${userCPUTime + systemCPUTime}\n`);
  });
