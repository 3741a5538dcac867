import type { Reading } from './promql-cursor.ts';
import { readGoString } from './go-string.ts';
import { refuse } from './query-fault.ts';
import type { Token } from './promql-tokens.ts';

const LIKE_NUMBERS = /^(?:inf|nan)$/i;

/** Whether a token is a number where Prometheus wants one: durations are, and so are `inf` and `nan`. */
export function isNumber({ kind, text }: Token): boolean {
  return kind === 'number' || kind === 'duration' || (kind === 'word' && LIKE_NUMBERS.test(text));
}

/** The value of a string. */
export function textOf(token: Token): string {
  const read = readGoString(token.text);
  if (read.kind === 'value') return read.value;
  const start = token.start + read.at;
  return refuse({ start, end: start + 2 }, read.reason);
}

/** The value of a number; that of a duration is not worked out. */
export function numberOf(token: Token, { isLoose, isOld }: Reading): number {
  if (/^(?:inf|nan)$/i.test(token.text)) return /^nan$/i.test(token.text) ? NaN : Infinity;
  if (token.kind === 'duration' || isLoose) return 0;
  if (isOld && token.text.includes('_')) refuse(token, 'Prometheus 2 takes no `_` in a number');
  const value = Number(token.text.replaceAll('_', ''));
  if (!Number.isFinite(value)) refuse(token, `\`${token.text.slice(0, 20)}…\` is too large for a number`);
  return value;
}
