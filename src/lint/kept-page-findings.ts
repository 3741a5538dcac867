import type { Finding } from '../runbook/finding.ts';
import type { CommandsJudged } from './coverage.ts';

/** As pairs: names are whatever somebody called a tool. */
type Counts = readonly (readonly [name: string, count: number])[];

/** What is kept of the judgement of one page: plain data. */
export interface KeptPageFindings {
  readonly found: readonly Finding[];
  /** Absent where nobody asked for it, as in a build. */
  readonly coverage?: Omit<CommandsJudged, 'part' | 'unknown'> & {
    readonly part: Counts;
    readonly unknown: Counts;
  };
}
