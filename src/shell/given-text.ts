import type { Range } from './script.ts';

/** A stretch of text that a command is given: the part before the variable, and the part after it. */
export interface GivenText {
  readonly before: string;
  readonly after: string;
  readonly stands: 'word' | 'here-document' | 'here-string';
  /** Where the variable stands in the source. */
  readonly use: Range;
}

/** A text that a command is given, with the variable in it. */
export interface Given extends GivenText {
  /** With some value its line would close the here-document. */
  readonly couldClose: boolean;
}
