import type { Excerpt } from './bounded-text.ts';
import type { Comparison } from './expect.ts';
import type { Step } from './plan.ts';

/** How a step went. */
export type Outcome = 'passed' | 'failed' | 'differs' | 'timed-out' | 'stopped' | 'started' | 'followed';

/** One step that was run. Texts are clean and masked already. */
export interface StepResult {
  readonly step: Step;
  /** What was run: the snippet's code, or what somebody made of it. */
  readonly code: string;
  readonly isEdited: boolean;
  readonly at: Date;
  readonly outcome: Outcome;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly output: Excerpt;
  /** What was expected beside what came, where the runbook says it. */
  readonly comparison: Comparison | undefined;
  /** Whether what was compared had a newline at its end. */
  readonly endsInNewline: boolean;
}

/** Whether a step did what its runbook says it does. */
export function wentWell({ outcome }: Pick<StepResult, 'outcome'>): boolean {
  return outcome === 'passed' || outcome === 'started' || outcome === 'followed';
}

export interface Ending {
  readonly status: number;
  readonly cause: 'ended' | 'timed-out' | 'stopped';
}

/**
 * What an ending means: a command's own status counts unless the runbook expects another. What follows something
 * without end, and is expected to print nothing in particular, did what it should when somebody or its time ended it.
 */
export function outcomeOf(
  { status, cause }: Ending,
  comparison: Comparison | undefined,
  isFollowing = false,
): Outcome {
  if (cause !== 'ended') return isFollowing && !comparison ? 'followed' : cause;
  const expected = comparison?.exitStatus?.expected ?? 0;
  if (status !== expected) return 'failed';
  return comparison && !comparison.isMatch ? 'differs' : 'passed';
}

/** An outcome as the end of a sentence about a step. */
export function renderOutcome({
  outcome,
  status,
  step,
}: Pick<StepResult, 'outcome' | 'status' | 'step'>): string {
  switch (outcome) {
    case 'passed':
      return step.snippet.expected === undefined ? 'exit status 0' : `exit status ${status}, as expected`;
    case 'differs':
      return 'the output is not what the runbook expects';
    case 'timed-out':
      return `it took longer than ${step.snippet.attributes['timeout'] ?? 'it may'} and was ended`;
    case 'stopped':
    case 'followed':
      return 'it was stopped';
    case 'started':
      return 'it goes on in the background';
    case 'failed':
      return `exit status ${status}${hintOf(status)}`;
  }
}

function hintOf(status: number): string {
  if (status === 127) return ': a command was not found';
  if (status === 126) return ': it could not be run';
  if (status > 128 && status < 160) return ` (signal ${status - 128})`;
  return '';
}

// Matches `tail -f log`, `kubectl logs -n x -f pod`, `journalctl --follow`, `redis-cli MONITOR`, `kubectl get pods -w`;
// not `tail -n 5 f`, `docker compose -f a.yaml ps`, `grep -w`.
const FOLLOWS =
  /\b(?:tail|journalctl|dmesg|stern)\b[^|;&\n]*\s(?:-[a-zA-Z]*[fFw]\b|--follow\b)|\blogs\b[^|;&\n]*\s(?:-f|--follow)\b|\bstern\s|\bMONITOR\b|\b(?:kubectl|oc)\s[^|;&\n]*\s(?:-w|--watch)\b|(?:^|[;&|]\s*|\n)\s*watch\s/;

/** Whether commands go on until they are stopped. */
export function isFollowing(code: string): boolean {
  return FOLLOWS.test(code);
}
