import { StringDecoder } from 'node:string_decoder';
import { boundedText } from '../../run/bounded-text.ts';
import type { Excerpt } from '../../run/bounded-text.ts';
import { cleanOutput, outputCleaner } from '../../run/clean-output.ts';
import { commandOf } from '../../run/command-of.ts';
import type { StepValues } from '../../run/command-of.ts';
import { compareOutput, parseExpectation, parseSample } from '../../run/expect.ts';
import type { Comparison } from '../../run/expect.ts';
import { masker, maskText } from '../../run/mask.ts';
import type { Step } from '../../run/plan.ts';
import { isFollowing } from '../../run/following.ts';
import { outcomeOf } from '../../run/result.ts';
import type { StepResult } from '../../run/result.ts';
import { reachedNames } from '../../shell/reached-names.ts';
import type { OutputSink, Running } from '../../tools/session-process.ts';
import type { ShellSession } from '../../tools/shell-session.ts';
import type { WholeOutput } from '../../tools/whole-output.ts';
import { filtered, recordedText } from './recorded-text.ts';

/** Characters of standard output that are compared. */
const COMPARED = 4 * 1024 * 1024;

/** What a step is run with. */
export interface Execution {
  readonly step: Step;
  readonly code: string;
  readonly given: StepValues;
  readonly secrets: readonly string[];
  /** Takes output as it comes, clean and masked; no more is read while its promise is open. */
  readonly show?: (text: string) => Promise<void> | void;
  /** Takes it as it comes and cleans and masks it by itself, that of a step in the background too. */
  readonly take?: OutputSink;
  /** Called when there is more output for a record to hold. */
  readonly printed?: (read: () => Excerpt) => void;
  /** Where an output that is too long for a record is kept whole. */
  readonly keepWhole?: () => WholeOutput;
  /** For a snippet whose fence says no `timeout`; milliseconds. */
  readonly timeout?: number | undefined;
  /** What an interactive step shows is written down too. */
  readonly isRecorded?: boolean;
  /** Runs without a terminal even if its fence says `interactive`. */
  readonly isUnattended?: boolean;
  readonly now: () => Date;
}

/** A step that runs: what it is, and how it will have gone. */
export interface StepRun {
  readonly running: Running;
  readonly result: Promise<StepResult>;
  /** For one in the background: what it has printed so far, and that is all of its record. */
  readonly isBackground: boolean;
}

/** Starts a step in a session; undefined for one that only a person can take somewhere. */
export function executeStep(session: ShellSession, execution: Execution): StepRun | undefined {
  const { step, code, given, secrets, now } = execution;
  const { attributes } = step.snippet;
  const command = commandOf({ ...step, code }, given);
  if (!command) return undefined;
  const isBackground = attributes['background'] === 'true';
  const isInteractive = attributes['interactive'] === 'true' && !execution.isUnattended;
  const record = recordedText(secrets, execution.keepWhole?.());
  const compared = boundedText(COMPARED);
  const show = async (text: string): Promise<void> => {
    if (!isBackground) await execution.show?.(text);
  };
  const streams = { out: readableText(secrets), error: readableText(secrets) };
  const decoder = new StringDecoder();
  const at = now();
  const { code: script, shell, args, input, folder } = command;
  const timeout = isInteractive || isBackground ? step.timeout : (step.timeout ?? execution.timeout);
  const running = session.start(
    {
      code: script,
      ...(shell === undefined ? {} : { shell }),
      args,
      ...(input === undefined ? {} : { input }),
      ...(folder === undefined ? {} : { folder }),
      ...(timeout === undefined ? {} : { timeout }),
      isInteractive,
      isRecorded: execution.isRecorded ?? false,
      isBackground,
      names: namesFor(step, [code, script, input ?? ''].join('\n'), given),
      // Where standard output is compared it must come alone; everywhere else the order is worth more.
      isMerged: step.snippet.expected === undefined,
    },
    (chunk, stream) => {
      record.add(chunk, stream);
      execution.printed?.(record.read);
      if (stream === 'out' && step.snippet.expected !== undefined) compared.add(decoder.write(chunk));
      if (execution.take) return execution.take(chunk, stream);
      // The terminal shows what an interactive step prints by itself.
      return isInteractive ? undefined : show(streams[stream].push(chunk));
    },
  );
  const finish = async (): Promise<StepResult> => {
    const ended = await running.ended;
    await show(streams.out.end() + streams.error.end());
    const isStoppedByHand = isInteractive && ended.status === 130; // Ctrl-C ends what follows a log
    const { head, tail } = compared.read();
    const comparison = isInteractive
      ? undefined
      : withoutSecrets(compare(step, head + tail, ended.status), secrets);
    return {
      step,
      code,
      isEdited: code !== step.code,
      at,
      outcome: isStoppedByHand ? 'followed' : outcomeOf(ended, comparison, isFollowing({ ...step, code })),
      status: ended.status,
      duration: ended.duration,
      output: record.end(),
      evidence: record.evidence(),
      isUnseen: running.isUnseen,
      comparison,
      left: ended.left.map(({ command }) => maskText(oneLine(command), secrets)),
      endsInNewline: /(^|\n)$/.test(tail || head),
    };
  };
  return { running, result: finish(), isBackground };
}

/** A command line short enough for a sentence. */
function oneLine(command: string): string {
  const line = cleanOutput(command).replace(/\s+/g, ' ');
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}

const MOST_SHOWN = 80;

function compare({ snippet }: Step, output: string, exitStatus: number): Comparison | undefined {
  if (snippet.expected === undefined) return undefined;
  const similarity = snippet.output?.similarity;
  const expectation = similarity
    ? parseSample(snippet.expected, similarity)
    : parseExpectation(snippet.expected);
  return compareOutput(expectation, output, { exitStatus });
}

/** What was compared as it came is shown, and written, without what nobody may see. */
function withoutSecrets(
  comparison: Comparison | undefined,
  secrets: readonly string[],
): Comparison | undefined {
  if (!comparison || secrets.length === 0) return comparison;
  const lines = comparison.lines.map((line) =>
    'actual' in line ? { ...line, actual: maskText(line.actual, secrets) } : line,
  );
  return { ...comparison, lines };
}

/** Bytes of one stream as a person may read them: decoded, without escapes, without secrets. */
function readableText(secrets: readonly string[]): { push(chunk: Buffer): string; end(): string } {
  return filtered([outputCleaner(), masker(secrets)]);
}

/** The params that a step may come to: those that its fence or its code names. */
function namesFor(step: Step, code: string, { params }: StepValues): ReadonlySet<string> {
  return new Set([
    ...step.params,
    ...reachedNames(
      code,
      params.map(({ name }) => name),
    ),
  ]);
}
