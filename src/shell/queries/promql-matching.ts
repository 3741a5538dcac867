import { expect, isNext, next, peek, unexpected } from './promql-cursor.ts';
import type { Reading } from './promql-cursor.ts';
import type { Matching } from './promql-tree.ts';
import { readLabels } from './promql-labels.ts';
import { isNumber } from './promql-values.ts';

/** `on (a) group_left (b)`, and what newer versions fill in: `fill (0)`. */
export function readMatching(reading: Reading): Matching | undefined {
  const { start } = peek(reading);
  const keyword = isNext(reading, 'on', 'ignoring') ? next(reading).text.toLowerCase() : undefined;
  const labels = keyword === undefined ? [] : readLabels(reading);
  let group: Matching['group'];
  let brought: readonly string[] = [];
  if (keyword !== undefined && isNext(reading, 'group_left', 'group_right')) {
    group = next(reading).text.toLowerCase() === 'group_left' ? 'group_left' : 'group_right';
    if (isNext(reading, '(') && !startsOperand(reading)) brought = readLabels(reading);
    if (reading.isLoose && isNext(reading, 'prefix')) reading.at += 2;
  }
  let hasFill = false;
  while (isNext(reading, 'fill', 'fill_left', 'fill_right') && peek(reading, 1).text === '(') {
    reading.at += 2;
    if (isNext(reading, '-', '+')) next(reading);
    if (!isNumber(peek(reading))) unexpected(reading, 'a number');
    next(reading);
    expect(reading, ')');
    hasFill = true;
  }
  if (keyword === undefined && !hasFill) return undefined;
  return { isOn: keyword === 'on', labels, group, brought, hasFill, start, end: peek(reading).start };
}

/** `group_left (a + b)` is an operand in parentheses and no list of labels. */
function startsOperand(reading: Reading): boolean {
  let ahead = 1;
  for (; ; ahead += 1) {
    const { kind, text } = peek(reading, ahead);
    if (text === ')') break;
    const isPart = kind === 'word' || kind === 'string' || text === ',' || text === '*';
    if (!isPart) return true;
  }
  // Behind a list of labels comes an operand.
  const { kind, text } = peek(reading, ahead + 1);
  return kind === 'end' || (kind === 'mark' && !['(', '{', '-', '+'].includes(text));
}
