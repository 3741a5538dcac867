import type { Proof } from './book-document.ts';

/** How a step was verified, as the end of a sentence: `proven on 2026-10-01 against kubectl 1.34.1`. */
export function sayProof(proof: Proof | undefined): string | undefined {
  if (proof === undefined) return undefined;
  const { status, on, reason, tools } = proof;
  const versions = Object.entries(tools).map(([name, version]) => `${name} ${version}`);
  if (status === 'passed')
    return `proven on ${on}${versions.length === 0 ? '' : ` against ${versions.join(', ')}`}`;
  const why = reason === undefined ? '' : ` (${reason})`;
  return status === 'failed' ? `failed when it was run on ${on}${why}` : `not run on ${on}${why}`;
}
