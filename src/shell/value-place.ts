import type { PlaceCode } from './quote.ts';
import type { Range } from './script.ts';

/** A variable whose value may be put in its place. */
export interface ValuePlace {
  readonly name: string;
  /** What the value replaces: the whole expansion, with a backslash that hid it from an outer shell. */
  readonly range: Range;
  readonly code: PlaceCode;
  /** `${X:-1}`: without a value the text is whole all the same. */
  readonly isOptional: boolean;
  /** Where no value can stand, the variable can be given its value on a line before. */
  readonly canAssign: boolean;
}
