import type { Range } from '../finding.ts';

/** A component as an author used it; only plain string attributes have a value. */
export interface ComponentUse {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly range: Range | undefined;
}
