import { expect, isNext, next } from './promql-cursor.ts';
import type { Reading } from './promql-cursor.ts';
import { refuse } from './query-fault.ts';
import { textOf } from './promql-values.ts';

/** Reads names of labels in parentheses, as in `(job, instance)`. */
export function readLabels(reading: Reading): string[] {
  expect(reading, '(');
  const labels: string[] = [];
  while (!isNext(reading, ')')) {
    const token = next(reading);
    // Outside braces Prometheus reads `inf` and `nan` as numbers, in `by (inf)` too.
    const isWord = token.kind === 'word' && (reading.isLoose || !/:|^(?:inf|nan)$/i.test(token.text));
    if (isWord) labels.push(token.text);
    else if (token.kind === 'string' && reading.isOld)
      refuse(token, 'Prometheus 2 takes no name in quotes here');
    else if (token.kind === 'string') labels.push(textOf(token));
    else if (!(reading.isLoose && token.text === '*'))
      refuse(token, `\`${token.text}\` stands where a label's name is expected`);
    if (!isNext(reading, ',')) break;
    next(reading);
  }
  expect(reading, ')');
  return labels;
}
