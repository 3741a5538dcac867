/** What a worker remembers besides the site itself. */
export interface Memory {
  readonly isIncident: boolean;
  /** Services whose pages somebody has opened. */
  readonly visited: readonly string[];
  /** Of one version of the site: addresses where the server has something else than was built. */
  readonly strange?: { readonly version: string; readonly paths: readonly string[] } | undefined;
}

const NOTHING: Memory = { isIncident: false, visited: [] };

/** Reads what a worker has written with `JSON.stringify`; of anything else nothing is remembered. */
export function readMemory(text: string): Memory {
  try {
    // Written by the keeper alone, in a store that only this site's own scripts reach.
    return { ...NOTHING, ...(JSON.parse(text) as Partial<Memory>) };
  } catch {
    return NOTHING;
  }
}
