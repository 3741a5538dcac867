import type { TextFilter } from './clean-output.ts';
import { dumpMasker } from './dump-masker.ts';
import { formMasker } from './form-masker.ts';

/** What stands where a secret was. */
export const MASK = '[secret]';

/** Replaces secrets in a text that comes in pieces, also one that is cut between two of them, or in lines of a dump. */
export function masker(secrets: readonly string[]): TextFilter {
  const dumps = dumpMasker(secrets, MASK);
  const forms = formMasker(secrets, MASK);
  return {
    push: (text) => forms.push(dumps.push(text)),
    end: () => forms.push(dumps.end()) + forms.end(),
  };
}

/** A whole text with its secrets replaced. */
export function maskText(text: string, secrets: readonly string[]): string {
  const mask = masker(secrets);
  return mask.push(text) + mask.end();
}
