import type { Rule } from '../rule.ts';

/** Its findings are made where suppressions are applied: only there is known what each of them silences. */
export const suppressionValid: Rule = {
  id: 'suppression-valid',
  summary: 'Give every suppression a rule that exists, a reason, and something to silence',
  level: 'error',
  looksAround: true,
  check: () => undefined,
};
