import { deliverStep } from '../../run/command-of.ts';
import type { StepResult } from '../../run/result.ts';
import { renderDuration } from '../../run/duration.ts';
import { renderComparison } from '../../run/render-comparison.ts';
import { renderLeft, renderOutcome, wentWell } from '../../run/result.ts';
import { printable } from '../../runbook/words/printable.ts';
import { sayUnfit } from '../../shell/put-values.ts';
import type { Step } from '../../run/plan.ts';
import { stepValues } from './context.ts';
import type { RunContext, StepRecord } from './context.ts';
import { executeStep } from './execute-step.ts';
import type { StepRun } from './execute-step.ts';

/** Runs a step, shows what it prints, and writes both down. */
export async function runStep(
  context: RunContext,
  step: Step,
  code: string,
): Promise<StepResult | undefined> {
  const { terminal, colours, session, secrets, recorder, now } = context;
  const at = now();
  const record = await recorder.begin({ step, code, isEdited: code !== step.code, at });
  let last = '\n';
  const started = executeStep(session, {
    step,
    code,
    given: stepValues(context),
    secrets,
    now,
    printed: (read) => record.printed(read),
    isRecorded: recorder.isKept,
    ...(context.keepWhole ? { keepWhole: context.keepWhole(step, at) } : {}),
    show(text) {
      if (text === '') return;
      last = text.slice(-1);
      terminal.print(text);
      return terminal.drained?.();
    },
  });
  if (!started) return undefined;
  if (started.isBackground) return keepInBackground(context, step, { started, record });
  const result = await untilEnded(context, step, started);
  const paint = wentWell(result) ? colours.green : colours.red;
  const seconds = renderDuration(result.duration);
  const sentence =
    result.outcome === 'followed'
      ? `stopped after ${seconds}`
      : `${wentWell(result) ? 'ok' : 'failed'}: ${renderOutcome(result)} (${seconds})`;
  terminal.print(`${last === '\n' ? '' : '\n'}  ${paint(sentence)}\n`);
  const left = renderLeft(result);
  if (left !== undefined) terminal.print(colours.yellow(`  ${printable(left)}\n`));
  if (result.comparison && !result.comparison.isMatch) terminal.print(differences(context, result));
  await record.ended(result);
  return result;
}

/** Values that cannot stand where a step's command has them, in words; undefined where all can. */
export function unfitFor(context: RunContext, step: Step, code: string): string | undefined {
  const { unfit } = deliverStep({ ...step, code }, stepValues(context));
  return unfit.length > 0 ? sayUnfit(unfit) : undefined;
}

/** Ctrl-C stops the snippet; a second one kills it. One that has the terminal gets it by itself. */
async function untilEnded(
  { terminal, colours, interrupts }: RunContext,
  step: Step,
  { running, result }: StepRun,
): Promise<StepResult> {
  if (step.snippet.attributes['interactive'] === 'true') {
    const heed = interrupts.ignore();
    return result.finally(heed);
  }
  let presses = 0;
  const end = interrupts.watch(() => {
    presses += 1;
    terminal.print(colours.dim(presses === 1 ? '\n  stopping; Ctrl-C again kills it\n' : '\n  killing it\n'));
    running.stop();
  });
  return result.finally(end);
}

function differences({ colours }: RunContext, { comparison }: StepResult): string {
  if (!comparison) return '';
  const lines = renderComparison(comparison).split('\n').map(printable);
  const painted = lines.map((line) => {
    if (line.startsWith('-')) return colours.green(line);
    return line.startsWith('+') ? colours.red(line) : colours.dim(line);
  });
  return [colours.dim('  expected (-) and found (+):'), ...painted.map((line) => `    ${line}`), ''].join(
    '\n',
  );
}

/** Leaves a snippet running under its name until the run ends. */
async function keepInBackground(
  context: RunContext,
  step: Step,
  { started, record }: { started: StepRun; record: StepRecord },
): Promise<StepResult> {
  const { terminal, colours, background, now } = context;
  background.set(step.name, started);
  terminal.print(
    colours.dim(
      `  ${printable(step.name)} goes on in the background (process ${started.running.pid ?? 0})\n`,
    ),
  );
  const result: StepResult = {
    step,
    code: step.code,
    isEdited: false,
    at: now(),
    outcome: 'started',
    status: 0,
    duration: 0,
    output: { head: '', dropped: 0, tail: '' },
    comparison: undefined,
    left: [],
    endsInNewline: true,
  };
  await record.ended(result);
  void started.result.then((ended) => {
    if (!background.delete(step.name) || ended.outcome === 'stopped') return;
    const sentence = `${step.name} in the background has ended: ${renderOutcome(ended)}`;
    terminal.print(`\n  ${colours.yellow(printable(sentence))}\n`);
    return context.recorder.backgroundEnded(ended);
  });
  return result;
}

/** Ends what is still in the background, and says so. */
export async function stopBackground(context: RunContext): Promise<void> {
  for (const [name, { running, result }] of [...context.background]) {
    running.stop();
    const kill = setTimeout(() => running.stop(), 3000);
    const ended = await result;
    clearTimeout(kill);
    const sentence = `${name} was stopped after ${renderDuration(ended.duration)}`;
    context.terminal.print(context.colours.dim(`  ${printable(sentence)}\n`));
    await context.recorder.backgroundEnded(ended);
  }
}
