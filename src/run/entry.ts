/** What a record of an incident is made of, in the order in which things happen. */
export const ENTRY_KINDS = [
  'begun',
  'step',
  'background',
  'skipped',
  'remark',
  'decision',
  'ended',
  // What the incident desk of the site writes.
  'declared',
  'opened',
  'value',
  'copied',
  'ticked',
  'unticked',
  'compared',
  'branch',
  'severity',
  'people',
  'told',
  'closed',
  'reopened',
] as const;
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
  /** The runbook's id; left out for what is about none. */
  readonly runbook?: string;
  /** Who did it; left out where nobody knows. */
  readonly who?: string;
  /** The step's name, for what is about one; `#3` for the fourth item of a list that has none. */
  readonly step?: string;
  readonly outcome?: Outcome;
  /** The exit status, where there is one. */
  readonly status?: number;
  /**
   * What was said: a remark, a decision, why something was skipped, how the run ended; of a value `NAME=value`, of a
   * copy the command, of an opened runbook its title.
   */
  readonly text?: string;
  /** Where it came from, in words: `the alert WorkerDown`, `typed`. */
  readonly from?: string;
  /** Lines of an output that differ from what is expected, as a diff has them. */
  readonly lines?: readonly string[];
  /** Of a copied command: the language of its fence. */
  readonly language?: string;
  /** Of a copied command: its risk and its environment, as in `read, docker`. */
  readonly facts?: string;
  /** Of a ticked step: milliseconds since its command was copied, or since the step before was done. */
  readonly took?: number;
  /** Somebody took it back: it stays, and is shown struck out. */
  readonly isStruck?: true;
  /** Of an opened runbook: the id of the team that answers for it. */
  readonly owner?: string;
  /** Of an opened runbook: the ids of what it is about. */
  readonly services?: readonly string[];
}

/** Whether an outcome is what the runbook says. */
export function isGoodOutcome(outcome: Outcome): boolean {
  return outcome === 'passed' || outcome === 'started' || outcome === 'followed';
}
