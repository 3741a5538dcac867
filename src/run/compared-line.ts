import type { ExpectedLine } from './expected-line.ts';

/**
 * One line of a comparison, in the order a person reads it.
 * `fits`: a line of the output that an expected line asks for. `absent`: an expected line that may be left
 * out, and was. `missing`: an expected line that no line of the output fits. `unexpected`: a line of the
 * output that nothing asks for.
 */
export type ComparedLine =
  | { readonly kind: 'fits'; readonly expected: ExpectedLine; readonly actual: string }
  | { readonly kind: 'absent' | 'missing'; readonly expected: ExpectedLine }
  | { readonly kind: 'unexpected'; readonly actual: string };
