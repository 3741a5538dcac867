// Loaded into every Node process of a measured run: each leaves its peak memory, in KB, when it ends.
import { appendFileSync } from 'node:fs';

const record = process.env.OPSBOOK_BENCH_MEMORY;
if (record) process.on('exit', () => appendFileSync(record, `${process.resourceUsage().maxRSS}\n`));
