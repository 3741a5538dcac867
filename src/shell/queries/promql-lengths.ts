import { durationSeconds } from './query-durations.ts';
import { expect, isNext, next, peek, unexpected } from './promql-cursor.ts';
import type { Reading } from './promql-cursor.ts';
import { refuse } from './query-fault.ts';
import type { Length } from './promql-tree.ts';

/** What Prometheus counts lengths in holds 292 years. */
const LONGEST = 9_223_372_036;

/** Whether a length of time can begin here. */
export function isLengthStart(reading: Reading): boolean {
  const { kind, text } = peek(reading);
  return (
    kind === 'number' ||
    kind === 'duration' ||
    /^_{2,}$/.test(text) ||
    ['-', '+', '('].includes(text) ||
    (isNext(reading, 'step', 'range', 'min', 'max', 'min_of', 'max_of') && peek(reading, 1).text === '(')
  );
}

/**
 * Reads a length: `5m`, `300`, and what newer versions work out: `5m + step()`.
 * @param isBare whether it stands behind `offset`, where only a sign may come before it
 */
export function readLength(reading: Reading, isBare = false): Length {
  if (reading.isLoose) return readLooseLength(reading);
  return isBare ? readSigned(reading, isBare) : readSum(reading, 0);
}

/** MetricsQL takes any expression here, and `5i` for steps. */
function readLooseLength(reading: Reading): Length {
  const { start } = peek(reading);
  let depth = 0;
  while (peek(reading).kind !== 'end') {
    const { text, kind } = peek(reading);
    if (depth === 0 && [']', ':', ')', ',', '}'].includes(text)) break;
    if (depth === 0 && kind === 'word' && reading.at > 0 && peek(reading, -1).kind !== 'mark') break;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    next(reading);
  }
  return { start, end: peek(reading, -1).end, seconds: undefined };
}

const STRENGTH: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 3 };

function readSum(reading: Reading, least: number): Length {
  let left = readSigned(reading, false);
  for (;;) {
    const { text } = peek(reading);
    const strength = peek(reading).kind === 'mark' ? STRENGTH[text] : undefined;
    if (strength === undefined || strength < least) return left;
    const operator = next(reading);
    const right = readSum(reading, text === '^' ? strength : strength + 1);
    if ((text === '/' || text === '%') && right.seconds === 0) refuse(operator, 'it is divided by nothing');
    // What a sum comes to is judged when it runs.
    left = { start: left.start, end: right.end, seconds: undefined };
  }
}

function readSigned(reading: Reading, isBare: boolean): Length {
  if (!isNext(reading, '-', '+')) return readOne(reading);
  const sign = next(reading);
  if (!isLengthStart(reading)) unexpected(reading, 'a duration');
  const { seconds, end } = isBare ? readOne(reading) : readSum(reading, 2);
  const isMinus = sign.text === '-';
  return {
    start: sign.start,
    end,
    seconds: seconds === undefined ? undefined : isMinus ? -seconds : seconds,
  };
}

function readOne(reading: Reading): Length {
  const token = peek(reading);
  const { start, end, text } = token;
  if (token.kind === 'number' || token.kind === 'duration') {
    next(reading);
    if (reading.isOld && token.kind === 'number')
      refuse(
        token,
        `Prometheus 2 takes a duration with its unit here, like \`${/^\d+$/.test(text) ? text : 5}s\``,
      );
    const seconds = durationSeconds(text) ?? Number(text);
    if (seconds > LONGEST) refuse(token, `\`${text}\` is longer than Prometheus can count`);
    return { start, end, seconds };
  }
  // A variable stands as `_` of its length.
  if (/^_{2,}$/.test(text)) {
    next(reading);
    return { start, end, seconds: undefined };
  }
  if (text === '(') {
    next(reading);
    const inner = readSum(reading, 0);
    return { ...inner, start, end: expect(reading, ')').end };
  }
  if (!isLengthStart(reading)) unexpected(reading, 'a duration like `5m`');
  next(reading);
  expect(reading, '(');
  if (!isNext(reading, ')')) {
    readSum(reading, 0);
    expect(reading, ',');
    readSum(reading, 0);
  }
  return { start, end: expect(reading, ')').end, seconds: undefined };
}
