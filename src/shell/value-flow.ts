import { derivedGuards } from './derived-guards.ts';
import type { Flow } from './flow.ts';
import { ownGuards } from './own-guards.ts';
import type { VariableUse } from './script.ts';
import { readerOfUse } from './plain-place.ts';
import type { Surroundings } from './surroundings.ts';
import { unseenGuards } from './unseen-text.ts';
import { guardsAt } from './use-guards.ts';

/**
 * What a value must be because of where its text goes after its own command: `t` plain, where something reads it
 * again, `c` refused, where it becomes the name of what is run, `K` without backslashes, where they are read.
 */
export function flowGuards(use: VariableUse, around: Surroundings): string {
  const flow: Flow = {
    ...around,
    guardsAt: (one) => guardsAt(one, around),
    readerAt: (one) => readerOfUse(one, around),
  };
  const own = ownGuards(use, flow);
  if (own.includes('c')) return own;
  return own + derivedGuards(use, flow) + unseenGuards(use, flow);
}
