import { match } from './match.ts';
import type { OpenIndex } from './open-index.ts';

/** What a runbook says of itself. */
export interface Claims {
  readonly id: string;
  readonly symptoms: readonly string[];
  /** Regular expressions cannot be asked for, and are left out. */
  readonly errors: readonly string[];
}

/** The claims of a runbook for which another runbook is found first, each with that one's id. */
export function findOutranked({ id, symptoms, errors }: Claims, index: OpenIndex): Map<string, string> {
  const asked = [...symptoms, ...errors.filter((error) => !error.startsWith('/'))];
  const found = new Map<string, string>();
  for (const text of asked) {
    const first = match(index, text, { limit: 1 }).results[0];
    if (first && first.id !== id) found.set(text, first.id);
  }
  return found;
}
