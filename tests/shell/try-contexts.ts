import { shellDelivery } from '../../src/runbook/values/deliver-values.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { putValues } from '../../src/shell/put-values.ts';
import { allowing } from '../../src/shell/quote.ts';
import { MEANINGS } from '../../src/shell/value-meaning.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';
import type { ValuePlace } from '../../src/shell/value-place.ts';
import type { Context } from './contexts.ts';
import { runCases } from './run-cases.ts';

/** A context with a value in it, as one of the faces gives it to bash. */
interface Case {
  readonly context: Context;
  readonly value: string;
  readonly face: 'page' | 'run';
  readonly text: string;
}

/** What came of all cases. */
export interface Tried {
  readonly exact: number;
  /** Cases where only that nothing else ran was asked. */
  readonly harmless: number;
  readonly unfit: number;
  /** Cases where the value ran something. */
  readonly ran: readonly Case[];
  /** Cases where something else than the value arrived. */
  readonly wrong: readonly (Case & { readonly printed: string; readonly wanted: string })[];
}

/** Fills every context with every value, as the page and as a run does, and lets a real bash read all of it. */
export function tryContexts(contexts: readonly Context[], values: readonly string[]): Promise<Tried> {
  return tryPairs(contexts.flatMap((context) => values.map((value) => [context, value] as const)));
}

/** The same for single pairs of a context and a value. */
export async function tryPairs(pairs: readonly (readonly [Context, string])[]): Promise<Tried> {
  const cases: Case[] = [];
  let unfit = 0;
  const ways = new Map([...new Set(pairs.map(([{ script }]) => script))].map((one) => [one, waysOf(one)]));
  for (const [context, value] of pairs) {
    for (const { face, fill } of ways.get(context.script) ?? []) {
      const text = fill(value);
      if (text === undefined) unfit += 1;
      else cases.push({ context, value, face, text });
    }
  }
  return { ...(await runAll(cases)), unfit };
}

/** How a face fills a script; undefined where the value is refused. */
interface Way {
  readonly face: Case['face'];
  readonly fill: (value: string) => string | undefined;
}

function waysOf(script: string): readonly Way[] {
  const places = placesOf(script);
  const deliver = shellDelivery(script, [{ name: 'V', allow: ALLOWED }]);
  return [
    {
      face: 'page',
      fill: (value) => {
        const { text, assignments, unfit } = putValues(script, places, { values: new Map([['V', value]]) });
        return unfit.length > 0 ? undefined : [...assignments, text].join('\n');
      },
    },
    {
      face: 'run',
      fill: (value) => {
        const { text, unfit } = deliver(new Map([['V', value]]));
        return unfit.length > 0 ? undefined : text;
      },
    },
  ];
}

/** As if everything were allowed, but names of commands: this is about quotes, not about meanings. */
function placesOf(script: string): readonly ValuePlace[] {
  return listValuePlaces(parseScript(script), script, new Set(['V'])).map((place) => ({
    ...place,
    code: allowing(place.code, ALLOWED),
  }));
}

const ALLOWED = MEANINGS.filter((one) => one !== 'command');
async function runAll(cases: readonly Case[]): Promise<Omit<Tried, 'unfit'>> {
  const outcomes = await runCases(
    cases.map(({ text, face, value }) => (face === 'run' ? { text, environment: value } : { text })),
  );
  const ran: Case[] = [];
  const wrong: (Case & { printed: string; wanted: string })[] = [];
  let exact = 0;
  let harmless = 0;
  cases.forEach((one, index) => {
    const { printed, hasRun } = outcomes[index] ?? { printed: '', hasRun: false };
    const wanted = one.context.prints?.(one.value);
    if (hasRun) ran.push(one);
    else if (wanted === undefined) harmless += 1;
    else if (printed === wanted) exact += 1;
    else wrong.push({ ...one, printed, wanted });
  });
  return { exact, harmless, ran, wrong };
}
