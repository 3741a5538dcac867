import type { Result } from '../../search/results.ts';
import type { Reason } from '../../search/reason.ts';
import type { Verdict } from '../../search/verdict.ts';

/** A runbook of an answer, as the page shows it: the engine's result with an address and words for its ids. */
export interface Hit {
  readonly title: string;
  readonly url: string;
  readonly why: Reason;
  readonly services: readonly string[];
  readonly owner: string;
  readonly severity: string;
  /** A runbook's own kind, or `guide`, `service`, `team` and the like. */
  readonly kind: string;
  readonly isRunbook: boolean;
  /** How far it may be trusted. */
  readonly verdict: Verdict;
  /** What tells it apart from others of the first three. */
  readonly differs?: string;
  /** The line of a paste of several that it was found in. */
  readonly line?: string;
  /** Params that the paste has values for. */
  readonly values: Result['values'];
  /** Params whose value in the paste may not be taken, and why. */
  readonly refused: Result['refused'];
}

/** What the worker says of a query. */
export interface WorkerAnswer {
  readonly number: number;
  /** How far the first of it may be trusted. */
  readonly verdict: Verdict | 'nothing';
  readonly hits: readonly Hit[];
  /** Well-known errors in what was asked, and what each means. */
  readonly meanings: readonly { readonly text: string; readonly meaning: string }[];
  /** When the paste holds several alerts: each with its runbooks. */
  readonly groups: readonly { readonly alert: string; readonly url: string; readonly hits: readonly Hit[] }[];
  /** Whether the whole index was there; until then a better answer may follow. */
  readonly isWhole: boolean;
}

/** What the worker is asked. */
export interface WorkerQuery {
  readonly number: number;
  readonly text: string;
}

/** What the worker is told: first where the index is, then one query after the other. */
export type WorkerMessage = { readonly base: string } | WorkerQuery;

/** What the worker says. `failed`: there is no index, and nothing to answer from. */
export type WorkerReply = WorkerAnswer | { readonly failed: true };
