/** What a run was, for whoever keeps a record of the incident on the page. Texts are masked and clean. */
export interface Ran {
  readonly runbook: string;
  /** The step's name; `line 43` where it has none. */
  readonly snippet: string;
  readonly env: string | undefined;
  readonly risk: 'read' | 'change' | 'destroy';
  /** As it ran, but for secrets. */
  readonly command: string;
  /** The values that it ran with, none of a secret. */
  readonly values: Readonly<Record<string, string>>;
  /** When it began: ISO 8601 in UTC. */
  readonly at: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly status: number;
  /** As in the incident note: `passed`, `failed`, `differs`, `timed-out`, `stopped`, `followed`. */
  readonly outcome: string;
  readonly isGood: boolean;
  /** `exit status 0, as expected`. */
  readonly words: string;
  readonly output: string;
}

/** The event that the document gets for each run that has ended; its detail is a `Ran`. */
export const RAN = 'opsbook:ran';

/** Tells the page of a run. */
export function tellRan(ran: Ran): void {
  document.dispatchEvent(new CustomEvent<Ran>(RAN, { detail: ran }));
}
