import type { Arguments } from '../arguments.ts';
import type { ClientInput } from './client-input.ts';
import { gradeMongo } from './mongo-client.ts';
import { gradeRedis } from './redis-client.ts';
import type { Grade } from './rows.ts';
import { gradeSqlClient, isSqlClient } from './sql-client.ts';

/** Grades what a database client is told to do; undefined for programs that are no such client. */
export function gradeClient(name: string, given: Arguments, told: ClientInput): Grade | undefined {
  if (isSqlClient(name, given)) return gradeSqlClient(name, given, told);
  if (name === 'redis-cli' || name === 'valkey-cli') return gradeRedis(given, told);
  if (name === 'mongosh' || name === 'mongo') return gradeMongo(given, told);
  return undefined;
}
