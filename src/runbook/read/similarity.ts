import { wholeMatcher } from '../values/linear-pattern.ts';

/** What Innovation Engine asks of an output: to be like a sample, at least by a ratio, or to hold a pattern. */
export type Similarity =
  { readonly kind: 'ratio'; readonly least: number } | { readonly kind: 'pattern'; readonly source: string };

const WORD = 'expected_similarity';

/** Reads the comment `expected_similarity=0.8` or `="a pattern"`; a text is what to do about one that cannot be read. */
export function readSimilarity(comment: string | undefined): Similarity | string | undefined {
  const text = comment?.trim() ?? '';
  if (!text.startsWith(WORD)) return undefined;
  const equals = text.indexOf('=');
  if (equals < 0 || text.slice(WORD.length, equals).trim() !== '') return undefined;
  const value = text.slice(equals + 1).trim();
  const mark = value[0];
  if (value.length > 2 && (mark === '"' || mark === "'") && value.endsWith(mark))
    return patternOf(value.slice(1, -1));
  const least = value === '' ? NaN : Number(value);
  if (least >= 0 && least <= 1) return { kind: 'ratio', least };
  return `Change \`${WORD}\`: it must be a number from 0 to 1, or a pattern in quotes, not \`${value}\`.`;
}

function patternOf(source: string): Similarity | string {
  try {
    wholeMatcher(source);
    return { kind: 'pattern', source };
  } catch (error) {
    return `Change the pattern of \`${WORD}\`: ${error instanceof Error ? error.message : String(error)}`;
  }
}
