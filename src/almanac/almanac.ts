import table from './almanac.json' with { type: 'json' };

/** What well-known error texts and codes mean: data, made by `npm run almanac` from the files of scripts/almanac. */
export interface Almanac {
  readonly software: readonly string[];
  /** The addresses that facts were taken from, each with its version. */
  readonly sources: readonly string[];
  readonly errors: readonly KnownError[];
}

/**
 * One well-known error. A text is found in any case; `…` stands for anything in the same line, `#` for a number. A
 * text such as `exit:137` is a code, found in each form in which such codes are written.
 */
export type KnownError = readonly [
  texts: readonly string[],
  /** Its place in `software`. */
  software: number,
  /** Its place in `sources`. */
  source: number,
  /** One plain sentence, without its full stop. */
  meaning: string,
  /** Words that runbooks about it have, for a search. */
  words: string,
];

/** The table as it was made. */
// TypeScript reads the rows of a JSON file as arrays, not as tuples.
export const ALMANAC = table as unknown as Almanac;
