import type { StepValues } from '../../run/command-of.ts';
import { databaseVariables, redisArguments } from '../../run/database.ts';
import type { Book } from '../../runbook/book.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import type { SnippetFacts, Step } from '../../run/plan.ts';
import type { Leave } from '../../run/question.ts';
import type { Excerpt } from '../../run/bounded-text.ts';
import type { Begun } from '../../run/note.ts';
import type { StepResult } from '../../run/result.ts';
import type { GivenValue } from '../../run/given-values.ts';
import type { Interrupts } from '../../tools/keyboard.ts';
import type { WholeOutput } from '../../tools/whole-output.ts';
import type { ShellSession } from '../../tools/shell-session.ts';
import type { Terminal } from '../command.ts';
import type { Colours } from '../colours.ts';
import type { StepRun } from './execute-step.ts';

/** Writes the incident note; does nothing where none was asked for. */
export interface Recorder {
  /** A step begins. @returns its own line of writing: what it prints, and its end */
  begin(begun: Begun): Promise<StepRecord>;
  backgroundEnded(result: StepResult): Promise<void>;
  skipped(step: Step, reason: string): Promise<void>;
  /** What happened beside the steps; it stands in the log of the run alone. */
  remark(text: string): Promise<void>;
  /** What a person says at a prompt. */
  said(kind: 'remark' | 'decision', text: string): Promise<void>;
  /** How the run has ended. */
  runEnded(text: string): Promise<void>;
  /** opsbook is being ended: writes what every step has printed until now, and nothing after that. */
  cutOff(reason: string): Promise<void>;
  /** Whether anything of it is written down. */
  readonly isKept: boolean;
}

/** The record of one step that runs. */
export interface StepRecord {
  /** It has printed something; the record reads it when it gets to it. */
  printed(read: () => Excerpt): void;
  ended(result: StepResult): Promise<void>;
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
  /** Where the output of a step is kept whole when it is too long for the note; undefined without a note. */
  readonly keepWhole: ((step: Step, at: Date) => () => WholeOutput) | undefined;
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
