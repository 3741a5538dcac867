import type { Context } from '../../tests/shell/contexts.ts';
import { tryPairs } from '../../tests/shell/try-contexts.ts';
import type { Tried } from '../../tests/shell/try-contexts.ts';

/** Contexts that one bash after the other is given together: what came of them is printed after each. */
const TOGETHER = 20;

/** What came of all contexts with all values, and how many of the scripts were tried. */
export interface EveryContext extends Tried {
  readonly scripts: number;
}

/**
 * Tries every context with every value, so that nothing is left to chance.
 * @param until the time, as `Date.now()` gives it, after which no more is begun
 */
export async function everyContext(
  {
    contexts,
    values,
    until,
  }: {
    readonly contexts: readonly Context[];
    readonly values: readonly string[];
    readonly until: number;
  },
  say: (text: string) => void,
): Promise<EveryContext> {
  let sum: EveryContext = { exact: 0, harmless: 0, unfit: 0, ran: [], wrong: [], scripts: 0 };
  for (let at = 0; at < contexts.length && Date.now() < until; at += TOGETHER) {
    const some = contexts.slice(at, at + TOGETHER);
    const pairs = some.flatMap((context) => values.map((value) => [context, value] as const));
    const tried = await tryPairs(pairs);
    sum = {
      exact: sum.exact + tried.exact,
      harmless: sum.harmless + tried.harmless,
      unfit: sum.unfit + tried.unfit,
      ran: [...sum.ran, ...tried.ran],
      wrong: [...sum.wrong, ...tried.wrong],
      scripts: sum.scripts + some.length,
    };
    say(
      `${Math.min(at + TOGETHER, contexts.length)}/${contexts.length} contexts: ${sum.exact} exact, ` +
        `${sum.harmless} harmless, ${sum.unfit} refused, ${sum.ran.length} ran, ${sum.wrong.length} changed\n`,
    );
    for (const one of [...tried.ran, ...tried.wrong].slice(0, 10)) say(`  ${JSON.stringify(one)}\n`);
  }
  return sum;
}
