import { quoteFor } from '../../shell/quote.ts';
import { printable } from '../words/printable.ts';

/** A value as one word of the shell, whatever it holds; what nobody sees is written as its escape. */
export function shellWord(value: string): string {
  const shown = printable(value);
  // ANSI-C quoting writes control characters as escapes: `$'a\\x1bb'`.
  if (shown !== value) return `$'${printable(value.replace(/['\\]/g, '\\$&'))}'`;
  return quoteFor('b', value) ?? `'${value.replaceAll("'", "'\\''")}'`;
}
