import { expect, test } from 'vitest';
import { printedLead } from '../../src/shell/printed-lead.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { readerOfUse } from '../../src/shell/plain-place.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { guardsAt } from '../../src/shell/use-guards.ts';
import type { Flow } from '../../src/shell/flow.ts';

/** What stands before `$V` in the line that its command may print, or `none`. */
test.each([
  ['a $V', '\n'],
  ['a "x$V"', '\nx'],
  ['a x"$V"', '\nx"'],
  ['a \'b c\'"$V"', '\nb c\'"'],
  ['echo "a \\"b\\" $V"', '\na "b" '],
  ['printf \'a: %s\n\' "$V"', '\na: '],
  ['printf "$B: %s" "x$V"', '\nx'],
  ['A=$V', 'none'],
  ['a < $V', 'none'],
  ['a "$(echo "b $V")"', '\nb '],
  ['a $V $V', '\n, \n'],
])('%s: %s', (source, lead) => {
  const flow = flowOf(source);
  const uses = flow.script.uses.filter(({ name }) => name === 'V');
  expect(uses.map((use) => printedLead(use, flow) ?? 'none').join(', ')).toBe(lead);
});

function flowOf(source: string): Flow {
  const around = surroundingsOf(parseScript(source), source);
  return { ...around, guardsAt: (use) => guardsAt(use, around), readerAt: (use) => readerOfUse(use, around) };
}
