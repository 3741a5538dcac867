import { resolve } from 'node:path';
import type { GivenValue } from '../../run/given-values.ts';
import { renderDuration } from '../../run/duration.ts';
import { renderOutcome } from '../../run/result.ts';
import type { StepResult } from '../../run/result.ts';
import type { Step } from '../../run/plan.ts';
import { printable } from '../../runbook/words/printable.ts';
import { openEventLog } from '../../tools/event-log.ts';
import type { EventLog } from '../../tools/event-log.ts';
import { openNote } from '../../tools/note-file.ts';
import { whoami } from '../../tools/who.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import type { RunContext, StepRecord } from '../run/context.ts';
import { keepOutputs } from '../run/open-run.ts';
import { openRecorder } from '../run/recorder.ts';
import type { BookPage } from './book-pages.ts';

/** The record of one runbook, and the values that its steps were run with. */
type Kept = Awaited<ReturnType<typeof openRecorder>> & { readonly values: Map<string, GivenValue> };

export interface RecordSettings {
  readonly terminal: Terminal;
  /** The file of the note; `''` for the standard name, undefined for none. */
  readonly note: string | undefined;
  /** The file of the log; undefined for none. */
  readonly log: string | undefined;
  readonly secrets: readonly string[];
}

/** A step that is about to run, as it is written down. */
export interface Beginning {
  readonly page: BookPage;
  readonly step: Step;
  readonly values: ReadonlyMap<string, string>;
  readonly at: Date;
}

/** Writes down what the service does: in the terminal, in the incident note, in the log. */
export interface Records {
  begin(beginning: Beginning): Promise<StepRecord & { readonly keepWhole: RunContext['keepWhole'] }>;
  /** One line of the log. */
  log(event: string, facts?: Readonly<Record<string, unknown>>): void;
  /** What was refused at the door: told at most once a second for each reason, with how often. */
  refused(reason: string): void;
  readonly notePath: () => string | undefined;
  close(): Promise<void>;
}

/** Opens the records of a service. @throws UsageError where the log cannot be written */
export async function openRecords({ terminal, note, log, secrets }: RecordSettings): Promise<Records> {
  const file = await logFile(log, terminal);
  if (note) await tryNote(note, terminal);
  const recorders = new Map<string, Promise<Kept | undefined>>();
  let path: string | undefined;
  let run = 0;
  const refusals = refusalCounter((reason, times) =>
    file?.add({ event: 'refused', reason, ...(times > 1 ? { times } : {}) }),
  );

  async function open({ runbook, book }: BookPage): Promise<Kept> {
    const values = new Map<string, GivenValue>();
    const recorder = await openRecorder({
      ...{ file: path ?? note ?? '', folder: terminal.folder, book, secrets, values },
      facts: {
        runbook,
        at: new Date(),
        who: await whoami(terminal.folder),
        severity: runbook.severity && (book.severities.get(runbook.severity)?.title ?? runbook.severity),
        services: runbook.services.map((id) => book.services.get(id)?.name ?? id),
      },
      warn: (text) => terminal.warn(`${printable(text)}\n`),
    });
    path = recorder.path;
    return { ...recorder, values };
  }
  async function recorderOf(page: BookPage): Promise<Kept | undefined> {
    if (note === undefined) return undefined;
    const { id } = page.runbook;
    // One after the other: the first one gives the note its name and its beginning.
    const others = Promise.all(recorders.values());
    const known = recorders.get(id) ?? others.then(() => open(page)).catch(warnOnce);
    recorders.set(id, known);
    return known;
  }
  function warnOnce(error: unknown): undefined {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.warn(`${printable(reason)} What is run now is not noted.\n`);
  }
  return {
    async begin({ page, step, values, at }) {
      const recorder = await recorderOf(page);
      for (const [name, value] of values) recorder?.values.set(name, { value, source: 'page' });
      for (const name of step.params) if (!values.has(name)) recorder?.values.delete(name);
      const record = await recorder?.begin({ step, code: step.code, isEdited: false, at });
      run += 1;
      return {
        printed: (read) => record?.printed(read),
        async ended(result) {
          terminal.print(`${printable(sentenceOf(page, result))}\n`);
          await record?.ended(result);
        },
        keepWhole: recorder && keepOutputs({ evidence: undefined, terminal }, recorder.path),
      };
    },
    log: (event, facts) => file?.add({ event, ...facts }),
    refused: refusals,
    notePath: () => path,
    async close() {
      const ending = `${run} ${run === 1 ? 'step' : 'steps'} run from the page. The service has ended.`;
      for (const one of await Promise.all(recorders.values())) {
        await one?.runEnded(ending);
        await one?.close();
      }
      file?.add({ event: 'closed', runs: run });
      await file?.close();
    },
  };
}

async function logFile(log: string | undefined, terminal: Terminal): Promise<EventLog | undefined> {
  if (log === undefined) return undefined;
  try {
    return await openEventLog(resolve(terminal.folder, log), (text) => terminal.warn(`${printable(text)}\n`));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--log: \`${log}\` cannot be written (${reason}).`, { cause });
  }
}

/** A note that cannot be written is said at once, and not when the first step has run. */
async function tryNote(note: string, { folder }: Terminal): Promise<void> {
  try {
    await openNote(resolve(folder, note));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--note: \`${note}\` cannot be written (${reason}).`, { cause });
  }
}

function sentenceOf({ runbook }: BookPage, result: StepResult): string {
  const clock = result.at.toISOString().slice(11, 19);
  return `${clock} UTC  ${runbook.id}  ${result.step.name} (${result.step.risk}): ${renderOutcome(result)}, after ${renderDuration(result.duration)}`;
}

const PAUSE = 1000;

/** Whoever asks without end must not fill the disk. */
function refusalCounter(tell: (reason: string, times: number) => void): (reason: string) => void {
  const last = new Map<string, { at: number; more: number }>();
  return (reason) => {
    const known = last.get(reason) ?? { at: -Infinity, more: 0 };
    last.set(reason, known);
    known.more += 1;
    if (performance.now() - known.at < PAUSE) return;
    tell(reason, known.more);
    known.at = performance.now();
    known.more = 0;
  };
}
