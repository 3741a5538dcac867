import { wholeMatcher } from './linear-pattern.ts';

/**
 * An author's regular expression, matched in time that grows with the text and not with its power: a book is
 * not trusted, and `(a+)+` would keep JavaScript's own engine busy for years.
 */
export interface Pattern {
  /** Whether the whole of a value matches. */
  matches(value: string): boolean;
}

/** Compiles a pattern; what cannot be read, or could take for ever, comes back as the reason. */
export function compilePattern(source: string): Pattern | { readonly reason: string } {
  try {
    new RegExp(source, 'u');
  } catch {
    return { reason: 'it is not a regular expression' };
  }
  try {
    return { matches: wholeMatcher(source) };
  } catch {
    return {
      reason: 'look-around, back-references and large counts are not read, as they can take for ever',
    };
  }
}
