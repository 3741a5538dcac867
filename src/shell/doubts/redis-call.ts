import { handedOn } from '../arguments.ts';
import type { Invocation } from '../invocations.ts';
import { readRedisCall } from '../redis/redis.ts';
import type { CommandSpec } from '../specs/spec.ts';
import type { Doubt } from './doubt.ts';

/** Judges the Redis command that redis-cli is given: its name, and how many arguments it takes. */
export function judgeRedis({ name, words, via, command }: Invocation, spec: CommandSpec): readonly Doubt[] {
  const operands = handedOn(words, spec);
  const [first] = operands;
  if (name !== 'redis-cli' || first === undefined || first.isDynamic) return [];
  const call = readRedisCall(operands.map(({ value }) => value));
  const base = {
    range: first.range,
    tool: name,
    path: [name],
    word: first.value,
    certainty: 'certain' as const,
  };
  if (call.command === undefined) {
    // Modules bring commands of their own, with a dot in their names.
    if (first.value.includes('.') || !/^[A-Za-z]+$/.test(first.value)) return [];
    const near = call.nearest === undefined ? {} : { nearest: call.nearest };
    return [
      { ...base, kind: 'unknown-subcommand', ...near, certainty: near.nearest ? 'certain' : 'possible' },
    ];
  }
  // More words may come: from standard input, from xargs, from an unquoted expansion.
  const isOpenEnded =
    via.includes('xargs') ||
    words.some(({ text, value }) => value === '-x' || /^\$/.test(text) || text.includes('*'));
  const isPiped = command.hereDocuments.length > 0;
  return call.hasWrongArity && !isOpenEnded && !isPiped
    ? [{ ...base, kind: 'wrong-arity', word: call.command.name }]
    : [];
}
