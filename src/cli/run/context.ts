import type { StepValues } from '../../run/command-of.ts';
import { databaseVariables, redisArguments } from '../../run/database.ts';
import type { Book } from '../../runbook/book.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import type { SnippetFacts, Step } from '../../run/plan.ts';
import type { Leave } from '../../run/question.ts';
import type { StepResult } from '../../run/result.ts';
import type { GivenValue } from '../../run/given-values.ts';
import type { Interrupts } from '../../tools/keyboard.ts';
import type { ShellSession } from '../../tools/shell-session.ts';
import type { Terminal } from '../command.ts';
import type { Colours } from '../colours.ts';
import type { StepRun } from './execute-step.ts';

/** Writes the incident note; does nothing where none was asked for. */
export interface Recorder {
  begun(result: Pick<StepResult, 'step' | 'code' | 'isEdited' | 'at'>): Promise<void>;
  ended(result: StepResult): Promise<void>;
  backgroundEnded(result: StepResult): Promise<void>;
  remark(text: string): Promise<void>;
  /** What a person says at a prompt. */
  said(kind: 'remark' | 'decision', text: string): Promise<void>;
  /** Whether anything of it is written down. */
  readonly isKept: boolean;
}

/** Everything that one run of a runbook goes on with. */
export interface RunContext {
  readonly runbook: Runbook;
  readonly book: Book;
  /** The steps that the run goes through. */
  readonly steps: readonly Step[];
  /** Every step of the runbook: the dry run and the rollback of one that was chosen are among them. */
  readonly planned: readonly Step[];
  /** How the steps went that were run or skipped, in a word. */
  readonly outcomes: Map<Snippet, string>;
  readonly leave: Leave;
  readonly session: ShellSession;
  readonly terminal: Terminal;
  readonly interrupts: Interrupts;
  readonly colours: Colours;
  readonly recorder: Recorder;
  /** What is known so far; grows while values are asked for. */
  readonly values: Map<string, GivenValue>;
  /** Params that somebody was asked for, or gave. */
  readonly settled: Set<string>;
  /** What no output and no record may show; grows with secret values. */
  readonly secrets: string[];
  /** Snippets in the background, by the names of their steps. */
  readonly background: Map<string, StepRun>;
  /** Judges a command that somebody has changed. */
  readonly judge: (step: Step, code: string) => Promise<SnippetFacts>;
  readonly now: () => Date;
}

/** The values alone. */
export function plainValues({ values }: Pick<RunContext, 'values'>): ReadonlyMap<string, string> {
  return new Map([...values].map(([name, { value }]) => [name, value]));
}

/** What a step is run with. */
export function stepValues(context: RunContext): StepValues {
  const { runbook, terminal } = context;
  return {
    params: runbook.params,
    values: plainValues(context),
    database: databaseVariables(terminal.environment),
    redis: redisArguments(terminal.environment),
  };
}
