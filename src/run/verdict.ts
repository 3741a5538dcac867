import type { Comparison } from './expect.ts';
import type { SnippetEvidence } from '../runbook/records/evidence.ts';
import type { Snippet } from '../runbook/read/snippet.ts';

/** What `opsbook verify` says of one snippet. */
export interface Verdict {
  readonly name: string;
  readonly snippet: Snippet;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped, as a sentence without its end. */
  readonly reason?: string;
  readonly exitStatus?: number;
  /** Milliseconds. */
  readonly duration?: number;
  readonly comparison?: Comparison;
  readonly endsInNewline?: boolean;
  /** The end of what it printed, for one that failed. */
  readonly printed?: string;
}

/** What `opsbook verify` says of one runbook. */
export interface RunbookVerdicts {
  readonly id: string;
  readonly path: string;
  readonly verdicts: readonly Verdict[];
}

export interface Count {
  /** Those that passed and those that failed. */
  readonly run: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** How many snippets ended how. */
export function countVerdicts(runbooks: readonly RunbookVerdicts[]): Count {
  const all = runbooks.flatMap(({ verdicts }) => verdicts);
  const count = (status: Verdict['status']): number => all.filter((one) => one.status === status).length;
  const [passed, failed] = [count('passed'), count('failed')];
  return { run: passed + failed, passed, failed, skipped: count('skipped') };
}

/** How one snippet ended, as a report and the evidence of a review keep it: without what it printed. */
export function outcomeOf({ name, snippet, status, reason, exitStatus, duration }: Verdict): SnippetEvidence {
  return {
    name,
    ...(snippet.env === undefined ? {} : { env: snippet.env }),
    line: snippet.range?.start.line ?? 1,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(exitStatus === undefined ? {} : { exitStatus }),
    ...(duration === undefined ? {} : { durationMs: Math.round(duration) }),
  };
}
