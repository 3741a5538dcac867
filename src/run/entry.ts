/** What a record of an incident is made of, in the order in which things happen. */
export const ENTRY_KINDS = ['begun', 'step', 'background', 'skipped', 'remark', 'decision', 'ended'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** How a step went. `cut-off`: opsbook itself was ended while it ran, and nobody saw its end. */
export const OUTCOMES = [
  'passed',
  'failed',
  'differs',
  'timed-out',
  'stopped',
  'started',
  'followed',
  'cut-off',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * One thing that happened in an incident: plain data, the same for the terminal, a browser and a file.
 * Texts are clean and masked already.
 */
export interface Entry {
  readonly kind: EntryKind;
  /** When it was, or began: ISO 8601 in UTC. */
  readonly at: string;
  /** When it had ended, for what takes time. */
  readonly endedAt?: string;
  /** The runbook's id. */
  readonly runbook: string;
  /** Who did it; left out where nobody knows. */
  readonly who?: string;
  /** The step's name, for what is about one. */
  readonly step?: string;
  readonly outcome?: Outcome;
  /** The exit status, where there is one. */
  readonly status?: number;
  /** What was said: a remark, a decision, why something was skipped, how the run ended. */
  readonly text?: string;
}

/** Whether an outcome is what the runbook says. */
export function isGoodOutcome(outcome: Outcome): boolean {
  return outcome === 'passed' || outcome === 'started' || outcome === 'followed';
}
