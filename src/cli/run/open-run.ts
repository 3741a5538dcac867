import { dirname, resolve } from 'node:path';
import picocolors from 'picocolors';
import { hiddenIn } from '../../run/verify-environment.ts';
import { slugOf } from '../../run/incident-page.ts';
import type { Step } from '../../run/plan.ts';
import type { Leave } from '../../run/question.ts';
import type { GivenValue } from '../../run/given-values.ts';
import type { Book } from '../../runbook/book.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { printable } from '../../runbook/words/printable.ts';
import { openInterrupts } from '../../tools/keyboard.ts';
import { openSession } from '../../tools/shell-session.ts';
import { openWholeOutput } from '../../tools/whole-output.ts';
import { whoami } from '../../tools/who.ts';
import type { Terminal } from '../command.ts';
import { takeValue } from './ask-values.ts';
import type { RunContext } from './context.ts';
import { judgeEdited } from './judge-edited.ts';
import { NO_RECORDER, openRecorder } from './recorder.ts';

/** What a run is to be of, and how. */
export interface Wanted {
  readonly book: Book;
  readonly runbook: Runbook;
  readonly steps: readonly Step[];
  readonly planned: readonly Step[];
  readonly leave: Leave;
  readonly values: ReadonlyMap<string, GivenValue>;
  readonly terminal: Terminal;
  /** The file of the note; `''` for the standard name, undefined for none. */
  readonly note: string | undefined;
  /** The folder for outputs that are too long for the note; undefined for one beside it. */
  readonly evidence: string | undefined;
  readonly isForgetful: boolean;
}

export interface OpenRun {
  readonly context: RunContext;
  readonly notePath: string | undefined;
  /** Ends whatever the run has left behind, and says what it was. */
  close(): Promise<void>;
}

/** Opens the shell and the note of a run. */
export async function openRun(wanted: Wanted): Promise<OpenRun> {
  const { book, runbook, steps, planned, leave, terminal, isForgetful } = wanted;
  const colours = picocolors.createColors(terminal.hasColour);
  const session = openSession({ folder: terminal.folder, environment: terminal.environment, isForgetful });
  const secrets = [...hiddenIn(terminal.environment)];
  const values = new Map<string, GivenValue>();
  const recorder = await recorderOf(wanted, secrets, values);
  const context: RunContext = {
    ...{ runbook, book, steps, planned, leave, session, terminal, colours, values, secrets },
    interrupts: openInterrupts(),
    recorder: recorder ?? NO_RECORDER,
    keepWhole: recorder && keepOutputs(wanted, recorder.path),
    settled: new Set(),
    outcomes: new Map(),
    background: new Map(),
    judge: (step, code) => judgeEdited(book, runbook, { step, code }),
    now: () => new Date(),
  };
  for (const [name, given] of wanted.values) {
    takeValue(context, name, given);
    if (given.source !== 'default') context.settled.add(name);
  }
  const close = async (): Promise<void> => {
    context.interrupts.close();
    for (const { command, pid } of await session.close()) {
      const sentence = `ended what a step left behind: ${printable(command)} (process ${pid})`;
      terminal.print(`${colours.dim(sentence)}\n`);
    }
    await recorder?.close();
  };
  return { context, notePath: recorder?.path, close };
}

/** Files named by time and step, beside the note or where the caller wants them. */
export function keepOutputs(
  { evidence, terminal }: Pick<Wanted, 'evidence' | 'terminal'>,
  notePath: string,
): RunContext['keepWhole'] {
  const folder =
    evidence === undefined
      ? `${notePath.replace(/\.mdx?$/, '')}.evidence`
      : resolve(terminal.folder, evidence);
  let isTold = false;
  const warn = (text: string): void => {
    if (!isTold) terminal.warn(`${printable(text)}\n`);
    isTold = true;
  };
  return (step, at) => () => {
    const name = `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}-${slugOf(step.name) || 'step'}.txt`;
    return openWholeOutput({ folder, name, from: dirname(notePath), warn });
  };
}

async function recorderOf(
  { book, runbook, terminal, note }: Wanted,
  secrets: readonly string[],
  values: ReadonlyMap<string, GivenValue>,
): Promise<Awaited<ReturnType<typeof openRecorder>> | undefined> {
  if (note === undefined) return undefined;
  const facts = {
    runbook,
    at: new Date(),
    who: await whoami(terminal.folder),
    severity: runbook.severity && (book.severities.get(runbook.severity)?.title ?? runbook.severity),
    services: runbook.services.map((id) => book.services.get(id)?.name ?? id),
  };
  return openRecorder({
    ...{ file: note, folder: terminal.folder, book, facts, secrets, values },
    warn: (text) => terminal.warn(`${printable(text)}\n`),
  });
}
