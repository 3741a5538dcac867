import table from './almanac.json' with { type: 'json' };

/**
 * What well-known error texts and codes mean: data, made by `npm run almanac` from the files of scripts/almanac. Every
 * error is one place in each list, as what is alike is smaller side by side.
 */
export interface Almanac {
  readonly software: readonly string[];
  /** The addresses that facts were taken from, each with its version. */
  readonly sources: readonly string[];
  /**
   * The texts of each error in small letters, `|` between them. A text is found in any case; `…` stands for anything in
   * the same line, `#` for a number, `failed to` also for `unable to`, `could not` and `cannot`. A text such as
   * `exit:137` is a code, found in each form in which such codes are written.
   */
  readonly texts: readonly string[];
  /** One plain sentence for each error, without its full stop. */
  readonly meanings: readonly string[];
  /** Words that runbooks about each error have, for a search. */
  readonly words: readonly string[];
  /** The places of each error in `software` and `sources`. */
  readonly of: readonly (readonly number[])[];
}

/** The software of errors that any program may have: they tell only where nothing better is known. */
export const ANY_PROGRAM = 'any program';

/** What programs run on, are written in or speak: it tells a cause, and not whose. */
export const BELOW_PROGRAMS: ReadonlySet<string> = new Set([
  'Linux',
  'several programs',
  'Go',
  'Java',
  'Python',
  'Node.js',
  'Ruby',
  'PHP',
  'Rust',
  'Erlang',
  '.NET',
  'HTTP',
  'gRPC',
  'shell',
  'signals',
]);

/** The table as it was made. */
export const ALMANAC: Almanac = table;
