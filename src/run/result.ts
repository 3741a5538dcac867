import type { Excerpt } from './bounded-text.ts';
import { isGoodOutcome } from './entry.ts';
import type { Outcome } from './entry.ts';
import type { Comparison } from './expect.ts';
import type { Step } from './plan.ts';

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
  /** Where the whole output is, if the record holds only its ends. */
  readonly evidence?: string | undefined;
  /** It had the terminal, and what it printed there was not recorded. */
  readonly isUnseen?: boolean;
  /** What was expected beside what came, where the runbook says it. */
  readonly comparison: Comparison | undefined;
  /** Command lines of what it left running, which was ended with it. */
  readonly left: readonly string[];
  /** Whether what was compared had a newline at its end. */
  readonly endsInNewline: boolean;
}

/** Whether a step did what its runbook says it does. */
export function wentWell({ outcome }: Pick<StepResult, 'outcome'>): boolean {
  return isGoodOutcome(outcome);
}

/** What was ended with a step, and what to do about it; undefined where nothing was. */
export function renderLeft({ left }: Pick<StepResult, 'left'>): string | undefined {
  if (left.length === 0) return undefined;
  const commands = left.slice(0, MOST_LEFT).map((command) => `\`${command}\``);
  const more = left.length > MOST_LEFT ? ` and ${left.length - MOST_LEFT} more` : '';
  return `ended with its step: ${commands.join(', ')}${more}; \`background\` keeps a step running`;
}

const MOST_LEFT = 3;

export interface Ending {
  readonly status: number;
  readonly cause: 'ended' | 'timed-out' | 'stopped';
}

/** `timeout 10 tail -f log` ends with 124 by what its author wrote, and an interrupt with 130. */
function isStopped({ status, cause }: Ending): boolean {
  return cause !== 'ended' || status === 124 || status === 130;
}

function hasLines({ lines, unread }: Comparison): boolean {
  return unread === 0 && lines.every(({ kind }) => kind === 'fits' || kind === 'absent');
}

/**
 * What an ending means: a command's own status counts unless the runbook expects another. What follows something
 * without end did what it should when somebody or its time ended it, if its lines are the expected ones.
 */
export function outcomeOf(
  { status, cause }: Ending,
  comparison: Comparison | undefined,
  isFollowing = false,
): Outcome {
  if (isFollowing && isStopped({ status, cause }))
    return !comparison || hasLines(comparison) ? 'followed' : 'differs';
  if (cause !== 'ended') return cause;
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
    case 'cut-off':
      return 'opsbook was ended while it ran';
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
