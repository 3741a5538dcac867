import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';

/** What a target is made of: inputs, and what must hold for every one of them. */
export interface Definition<Input> {
  /** As in `--target NAME`, and the folder of its kept failures. */
  readonly name: string;
  /** What must hold, as a sentence without a full stop. */
  readonly holds: string;
  /** Inputs are plain JSON data, so that one that fails can be kept in a file. */
  readonly inputs: fc.Arbitrary<Input>;
  /** Throws where it does not hold. */
  check(input: Input): Promise<void> | void;
  /** How many inputs of the one fixed seed `npm test` tries: about a second's worth. */
  readonly roundsInTests: number;
}

/** How far an attack goes: so many inputs of a seed, or as many as a time allows. */
export interface Extent {
  readonly seed: number;
  readonly rounds?: number;
  readonly milliseconds?: number;
  /** Called before each input is tried: who watches can then tell which one never came back. */
  readonly onInput?: (input: unknown) => void;
}

/** How an attack ended. */
export interface Attack {
  readonly rounds: number;
  /** The smallest input that was found to fail, and what was thrown. */
  readonly failure?: { readonly input: unknown; readonly error: string };
}

/** Something that random inputs are thrown at. */
export interface FuzzTarget extends Pick<Definition<never>, 'name' | 'holds' | 'roundsInTests'> {
  attack(extent: Extent): Promise<Attack>;
  /** Tries one kept input again; throws where it still fails. */
  again(input: unknown): Promise<void>;
}

/** Makes a target of its definition. */
export function fuzzTarget<Input>(definition: Definition<Input>): FuzzTarget {
  const { name, holds, roundsInTests } = definition;
  return {
    name,
    holds,
    roundsInTests,
    attack: (extent) => attack(definition, extent),
    // What was kept was drawn from this target's own inputs.
    again: async (input) => definition.check(input as Input),
  };
}

/** More than any machine tries in the time given. */
const ENDLESS = 2 ** 31 - 1;

async function attack<Input>(
  { inputs, check }: Definition<Input>,
  { seed, rounds = ENDLESS, milliseconds, onInput }: Extent,
): Promise<Attack> {
  const property = fc.asyncProperty(inputs, async (input) => {
    if (!isDeepStrictEqual(structuredClone(input), JSON.parse(JSON.stringify(input))))
      throw new Error('The inputs of this target are not plain JSON data, so that none could be kept.');
    onInput?.(input);
    await check(input);
  });
  const bound = milliseconds === undefined ? {} : { interruptAfterTimeLimit: milliseconds };
  const details = await fc.check(property, { seed, numRuns: rounds, ...bound });
  if (details.counterexample === null) return { rounds: details.numRuns };
  const { errorInstance: error } = details;
  return {
    rounds: details.numRuns,
    failure: {
      input: details.counterexample[0],
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    },
  };
}
