import type { Arguments } from '../arguments.ts';
import { readRedisCall } from '../redis/redis.ts';
import type { Grade } from './rows.ts';
import { worst, type SqlGrader } from './sql-risk.ts';

/** What a client was given to run, as far as the text shows it. */
export interface ClientInput {
  /** Bodies of here-documents and here-strings, and what `echo … |` hands over. */
  readonly input: readonly string[];
  readonly gradeSql: SqlGrader;
}

const sqlClients = new Set(['psql', 'mysql', 'sqlite3', 'cockroach', 'clickhouse-client', 'sqlcmd', 'pgcli']);
const statementFlags = new Set(['-c', '--command', '-e', '--execute', '-Q', '-q', '--query']);

/** Grades what a database client is told to do; undefined for programs that are no such client. */
export function gradeClient(
  name: string,
  given: Arguments,
  { input, gradeSql }: ClientInput,
): Grade | undefined {
  if (sqlClients.has(name)) return gradeSqlClient(name, given, { input, gradeSql });
  if (name === 'redis-cli' || name === 'valkey-cli') return gradeRedis(given, input);
  if (name === 'mongosh' || name === 'mongo') return gradeMongo(given, input);
  return undefined;
}

function gradeSqlClient(name: string, given: Arguments, { input, gradeSql }: ClientInput): Grade {
  const told = given.flags.flatMap((flag) =>
    statementFlags.has(flag.name) && flag.value ? [flag.value] : [],
  );
  const extra = name === 'sqlite3' ? given.operands.slice(1).map(({ value }) => value) : [];
  const hasFile = given.flags.some((flag) => flag.name === '-f' || flag.name === '--file');
  return worst([...[...told, ...extra, ...input].map(gradeSql), hasFile ? 'change' : 'read']);
}

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

function gradeRedis(given: Arguments, input: readonly string[]): Grade {
  if (given.flags.some(({ name }) => harmlessRedisFlags.has(name))) return 'read';
  const cluster = given.flags.find(({ name }) => name === '--cluster')?.value;
  if (cluster !== undefined)
    return /^(info|check)$/.test(cluster)
      ? 'read'
      : /^(del-node|create)$/.test(cluster)
        ? 'destroy'
        : 'change';
  if (given.flags.some(({ name }) => name === '--eval' || name === '--pipe')) return 'change';
  const words = given.operands.map(({ value }) => value);
  return worst([gradeRedisCall(words), ...input.map(gradeRedisText)]);
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
  return readRedisCall(call).command?.grade ?? 'change';
}

const mongoDestroys =
  /\b(drop|dropDatabase|dropIndexes?|deleteMany|deleteOne|remove|findOneAndDelete|shutdownServer|shutdown)\s*\(/;
const mongoChanges =
  /\b(insert\w*|update\w*|replaceOne|bulkWrite|create\w*|rename\w*|findOneAndUpdate|findAndModify|save|stepDown|reconfig|initiate|killOp|fsyncLock|setProfilingLevel|grant\w*|revoke\w*|adminCommand|runCommand|add|addShard|moveChunk)\s*\(/;

function gradeMongo(given: Arguments, input: readonly string[]): Grade {
  const told = given.flags.flatMap(({ name, value }) => (name === '--eval' && value ? [value] : []));
  const hasFile = given.flags.some(({ name }) => name === '-f' || name === '--file');
  return worst([gradeMongoText([...told, ...input].join('\n')), hasFile ? 'change' : 'read']);
}

/** What only looks, and what only reckons with it; all else that is called may do anything. */
const mongoReads = new Set(
  (
    'find findOne count countDocuments estimatedDocumentCount distinct aggregate explain stats serverStatus status isMaster ' +
    'hello currentOp watch getCollectionNames getCollectionInfos getCollection getSiblingDB getDB getMongo getDBNames getIndexes ' +
    'getIndexKeys getUsers getUser getRoles getRole getName hostInfo version buildInfo serverBuildInfo serverCmdLineOpts ' +
    'printReplicationInfo printSecondaryReplicationInfo printSlaveReplicationInfo printShardingStatus printCollectionStats ' +
    'getReplicationInfo conf config dataSize storageSize totalSize totalIndexSize latencyStats getShardDistribution ' +
    'getShardVersion getProfilingStatus getProfilingLevel getLogComponents listCommands help getLastError isCapped ' +
    'isBalancerRunning getBalancerState getBalancerWindow secondaryOk slaveOk setReadPref setSecondaryOk setSlaveOk getReadPrefMode ' +
    'sort limit skip pretty toArray forEach map hasNext next size itcount batchSize maxTimeMS hint projection project ' +
    'allowDiskUse readPref readConcern comment collation noCursorTimeout min max returnKey showRecordId print printjson tojson EJSON ' +
    'stringify parse ISODate ObjectId NumberLong NumberInt NumberDecimal Timestamp UUID Date BinData RegExp parseInt parseFloat ' +
    'String Number Boolean Array Object toFixed slice join split filter reduce some every includes indexOf keys values entries ' +
    'getTime toISOString toString getTimestamp now round floor ceil abs push concat flatMap replace match test trim padEnd padStart ' +
    'toLowerCase toUpperCase startsWith endsWith sleep quit exit function if for while switch catch return typeof'
  ).split(' '),
);

/** Grades what mongosh is given to read. */
export function gradeMongoText(text: string): Grade {
  if (mongoDestroys.test(text)) return 'destroy';
  if (mongoChanges.test(text)) return 'change';
  const plain = text.replace(/"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g, '""');
  const calls = [...plain.matchAll(/([\w$\])])\s{0,99}\(/g)].map(({ index }) => lastWord(plain, index));
  const isPlain = calls.every((name) => mongoReads.has(name)) && !/\$(?:out|merge)\b/.test(text);
  return isPlain && !/`/.test(text) ? 'read' : 'change';
}

/** The name that ends at an offset: `db["drop"]` has none. */
function lastWord(text: string, end: number): string {
  return /[\w$]{0,60}$/.exec(text.slice(Math.max(0, end - 60), end + 1))?.[0] ?? '';
}
