import type { Arguments } from '../arguments.ts';
import type { Grade } from './rows.ts';
import type { ClientInput } from './client-input.ts';
import { worst } from './sql-risk.ts';

const mongoDestroys =
  /\b(drop|dropDatabase|dropIndexes?|deleteMany|deleteOne|remove|findOneAndDelete|shutdownServer|shutdown)\s*\(/;

/** What mongosh is told to evaluate. */
export function gradeMongo({ flags, operands }: Arguments, { input, isFed }: ClientInput): Grade {
  const values = operands.map(({ value }) => value);
  const texts = [
    ...flags.flatMap(({ name, value }) => (name === '--eval' && value ? [value] : [])),
    // The old `mongo`, of whose flags nothing is known.
    ...values.filter((value) => value.includes('(')),
    ...input,
  ];
  const hasFile =
    flags.some(({ name }) => name === '-f' || name === '--file') ||
    values.some((value) => /\.(?:js|mongodb)$/.test(value));
  const isUnseen = hasFile || (isFed && texts.length === 0);
  return worst([gradeMongoText(texts.join('\n')), ...(isUnseen ? ['change' as const] : [])]);
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

const STRING = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g;
// Matches `find({ a: /it's/ })`: a quote that begins no string.
const QUOTE_IN_PATTERN = /(?:^|[(,=:!&|?[{};])\s{0,9}\/(?![/*])[^/\n]*["']/;

/** Grades what mongosh is given to read. */
export function gradeMongoText(text: string): Grade {
  if (mongoDestroys.test(text)) return 'destroy';
  const plain = text.replace(STRING, ' ');
  const calls = [...plain.matchAll(/([\w$\])])\s{0,99}\(/g)].map(({ index }) => lastWord(plain, index));
  const isPlain = calls.every((name) => mongoReads.has(name)) && !/\$(?:out|merge)\b/.test(text);
  return isPlain && knowsStrings(text) ? 'read' : 'change';
}

/** Whether every quote begins or ends a string: in a template, a comment or a pattern one may do neither. */
function knowsStrings(text: string): boolean {
  const comment = text.indexOf('/*');
  const inComment = comment >= 0 && /["']/.test(text.slice(comment));
  return !text.includes('`') && !inComment && !QUOTE_IN_PATTERN.test(text);
}

/** The name that ends at an offset: `db["drop"]` has none. */
function lastWord(text: string, end: number): string {
  return /[\w$]{0,60}$/.exec(text.slice(Math.max(0, end - 60), end + 1))?.[0] ?? '';
}
