import { nearestName } from '../nearest.ts';
import type { Grade } from '../risk/rows.ts';
import commands from './commands.json' with { type: 'json' };

/** One Redis command, as the server's own `COMMAND` describes it. */
export interface RedisCommand {
  readonly name: string;
  /** Words with the command's name: exactly so many, or at least so many when negative. */
  readonly arity: number;
  readonly grade: Grade;
}

// Our own committed data: "<arity> <grade>".
const table: Readonly<Record<string, string>> = commands;

/** What the words after redis-cli's own flags say. */
export interface RedisCall {
  readonly command: RedisCommand | undefined;
  /** For an unknown command: the name that was probably meant. */
  readonly nearest: string | undefined;
  readonly hasWrongArity: boolean;
}

/** Reads a Redis command with its arguments: `CONFIG GET maxmemory`. */
export function readRedisCall(words: readonly string[]): RedisCall {
  const [first = '', second = ''] = words.map((word) => word.toUpperCase());
  const command = find(`${first} ${second}`) ?? find(first);
  if (command === undefined)
    return { command, nearest: nearestName(first, Object.keys(table)), hasWrongArity: false };
  const { arity } = command;
  const hasWrongArity = arity >= 0 ? words.length !== arity : words.length < -arity;
  return {
    command: command.name === 'REPLICAOF' || command.name === 'SLAVEOF' ? promotion(command, words) : command,
    nearest: undefined,
    hasWrongArity,
  };
}

/** `REPLICAOF NO ONE` keeps the data; `REPLICAOF host port` throws it away for the other's. */
function promotion(command: RedisCommand, words: readonly string[]): RedisCommand {
  return /^no one$/i.test(words.slice(1).join(' ')) ? { ...command, grade: 'change' } : command;
}

function find(name: string): RedisCommand | undefined {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (entry === undefined) return undefined;
  const [arity, grade] = entry.split(' ');
  return { name, arity: Number(arity), grade: grade === 'destroy' || grade === 'change' ? grade : 'read' };
}
