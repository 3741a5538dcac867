import { expect, it } from 'vitest';
import { SEED } from '../fixed-seed.ts';
import { listContexts, listValues, REREADING } from './contexts.ts';
import type { Context } from './contexts.ts';
import { tryPairs } from './try-contexts.ts';

/** Values that each context gets here; `npm run fuzz -- --target contexts` tries all of them. */
const PER_CONTEXT = 4;

it('a value in a text that is read again arrives byte for byte or is refused, and runs nothing, as the page and as a run give it to bash', async () => {
  const values = listValues(SEED, 300);
  const rereading = new Set<Context>(REREADING);
  const contexts = listContexts(SEED, 80);
  expect(contexts.length).toBeGreaterThan(300);
  const pairs = contexts.flatMap((context, at) =>
    // Strides that share nothing with 300 lead to every value in the end.
    Array.from({ length: rereading.has(context) ? 1 : PER_CONTEXT }, (_, turn) => {
      const value = values[(at * 7 + turn * 77) % values.length] ?? '';
      return [context, value] as const;
    }),
  );
  const { ran, wrong, exact, unfit } = await tryPairs(pairs);
  expect({ ran: ran.slice(0, 5), wrong: wrong.slice(0, 5) }).toEqual({ ran: [], wrong: [] });
  // It would be easy to refuse everything.
  expect(exact).toBeGreaterThan(500);
  expect(unfit).toBeGreaterThan(500);
});
