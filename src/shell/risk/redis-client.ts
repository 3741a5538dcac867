import type { Arguments } from '../arguments.ts';
import { lookUp } from '../look-up.ts';
import { readRedisCall } from '../redis/redis.ts';
import type { Grade } from './rows.ts';
import type { ClientInput } from './client-input.ts';
import { worst } from './sql-risk.ts';

const harmlessRedisFlags = new Set([
  '--bigkeys',
  '--memkeys',
  '--hotkeys',
  '--scan',
  '--stat',
  '--latency',
  '--latency-history',
  '--rdb',
]);

/** What `redis-cli --cluster` does by its first word; the rest changes something. */
const CLUSTER: Readonly<Record<string, Grade>> = {
  info: 'read',
  check: 'read',
  'del-node': 'destroy',
  create: 'destroy',
};

/** What redis-cli is told to send, or to do by itself. */
export function gradeRedis(given: Arguments, { input, isFed }: ClientInput): Grade {
  if (given.flags.some(({ name }) => harmlessRedisFlags.has(name))) return 'read';
  const cluster = given.flags.find(({ name }) => name === '--cluster')?.value;
  if (cluster !== undefined) return lookUp(CLUSTER, cluster) ?? 'change';
  if (given.flags.some(({ name }) => name === '--eval' || name === '--pipe')) return 'change';
  const words = given.operands.map(({ value }) => value);
  // With a command it reads no others.
  const isUnseen = isFed && words.length === 0 && input.length === 0;
  return worst([
    gradeRedisCall(words),
    ...input.map(gradeRedisText),
    ...(isUnseen ? ['change' as const] : []),
  ]);
}

/** Grades commands as redis-cli reads them from a file: one a line. */
export function gradeRedisText(text: string): Grade {
  return worst(text.split('\n').map((line) => gradeRedisCall(redisWords(line))));
}

/** The words of a line, without a prompt that was copied with it: `127.0.0.1:6379> GET a`. */
function redisWords(line: string): readonly string[] {
  const typed = line.trim().replace(/^\S+:\d+(\[\d+\])?>\s*/, '');
  return typed.split(/\s+/).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

function gradeRedisCall(words: readonly string[]): Grade {
  // `5 FLUSHALL`: redis-cli takes a number before a command for how often to send it.
  const call = /^-?\d+$/.test(words[0] ?? '') ? words.slice(1) : words;
  if (!call[0]) return 'read';
  // `EVAL "redis.call('FLUSHALL')" 0`.
  if (/^eval$/i.test(call[0]) && /\bflush(?:all|db)\b/i.test(call.join(' '))) return 'destroy';
  return readRedisCall(call).command?.grade ?? 'change';
}
