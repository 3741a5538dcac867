import type { Snippet } from '../../runbook/read/snippet.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { Question } from '../../run/question.ts';
import { questionFor } from '../../run/question.ts';
import type { Step } from '../../run/plan.ts';
import { wentWell } from '../../run/result.ts';
import { editText } from '../../tools/edit-text.ts';
import { askLine } from '../../tools/keyboard.ts';
import type { Part } from '../render-runbook.ts';
import { whereToGo } from './after-failure.ts';
import { askAtPrompt } from './ask-line.ts';
import { askAboutStep } from './ask-step.ts';
import type { Choice } from './ask-step.ts';
import { askForValue, askForValues } from './ask-values.ts';
import type { RunContext } from './context.ts';
import { copyCommand } from './copy-command.ts';
import { renderedCode, renderStep } from './render-step.ts';
import { runStep, unfitFor } from './run-step.ts';

/** How a walk through a runbook ended. */
export interface Walked {
  readonly run: number;
  readonly skipped: number;
  /** Steps whose last try did not go well. */
  readonly failed: readonly Step[];
  /** Why it ended before its end; undefined at the end. */
  readonly stopped: string | undefined;
}

type Next = 'next' | 'back' | 'stay' | { readonly stop: string } | { readonly to: Step };

/** Goes through a runbook: shows its text, and stops at each of its steps. */
export async function walkRunbook(context: RunContext, parts: readonly Part[], from?: Step): Promise<Walked> {
  const tally = { run: 0, skipped: 0, failed: new Set<Step>() };
  const places = parts.flatMap((part, index) => ('snippet' in part && stepAt(context, part) ? [index] : []));
  let stopped: string | undefined;
  for (let at = from ? partOf(parts, from) : 0; at < parts.length;) {
    const part = parts[at];
    const step = part && 'snippet' in part ? stepAt(context, part) : undefined;
    if (part && 'text' in part) context.terminal.print(`${part.text}\n`);
    const next: Next = step ? await stopAt(context, step, tally) : 'next';
    if (typeof next === 'object' && 'stop' in next) {
      stopped = next.stop;
      break;
    }
    if (typeof next === 'object') at = partOf(parts, next.to);
    if (next === 'back') at = places.findLast((place) => place < at) ?? at;
    if (next === 'next') at += 1;
  }
  return { ...tally, failed: [...tally.failed], stopped };
}

function partOf(parts: readonly Part[], { snippet }: Step): number {
  return parts.findIndex((part) => 'snippet' in part && part.snippet === snippet);
}

function stepAt({ steps }: RunContext, { snippet }: { snippet: Snippet }): Step | undefined {
  return steps.find((step) => step.snippet === snippet);
}

interface Tally {
  run: number;
  skipped: number;
  readonly failed: Set<Step>;
}

/** Shows a step and does with it what is wanted, until the walk goes on. */
async function stopAt(context: RunContext, step: Step, tally: Tally): Promise<Next> {
  const { terminal, leave } = context;
  terminal.print(renderStep(context, step));
  const question = questionFor(step, leave);
  if (question.ask === 'refuse') return { stop: `${step.name} was not run: ${question.reason}` };
  if (question.ask === 'skip') return skip(context, step, { reason: question.reason, tally });
  const rehearsal = findStep(context, step.snippet.attributes['dryrun']);
  for (;;) {
    const prompt = { question, isDryRun: rehearsal !== undefined };
    const choice = question.ask === 'nothing' ? 'run' : await askAboutStep(context, step, prompt);
    if (typeof choice === 'object') return choice;
    switch (choice) {
      case 'run':
        if (step.way.kind === 'none') return skip(context, step, { reason: step.way.reason, tally });
        if (await changedByValues(context, step, question.ask)) break;
        return tryStep(context, step, { code: step.code, tally });
      case 'edit': {
        const next = await editAndTry(context, step, tally);
        if (next) return next;
        break;
      }
      case 'dryrun':
        if (rehearsal) {
          const next = await stopAt(context, rehearsal, tally);
          if (typeof next === 'object') return next;
        }
        break;
      default: {
        const next = await otherwise(context, step, { choice, tally });
        if (next) return next;
      }
    }
    terminal.print(renderStep(context, step));
  }
}

/**
 * Asks for what a step still needs. Where that changed the text that is run, and a yes was given to the text
 * before, it is shown and asked about anew; what runs without a yes is only shown.
 */
async function changedByValues(context: RunContext, step: Step, ask: Question['ask']): Promise<boolean> {
  const before = renderedCode(context, step);
  if ((await askForValues(context, step)).length > 0) return false;
  const after = renderedCode(context, step);
  if (after === before) return false;
  if (ask === 'yes' || ask === 'word') return true;
  context.terminal.print(`${after}\n`);
  return false;
}

async function otherwise(
  context: RunContext,
  step: Step,
  { choice, tally }: { choice: Exclude<Choice, 'run' | 'edit' | 'dryrun' | object>; tally: Tally },
): Promise<Next | undefined> {
  switch (choice) {
    case 'copy':
      copyCommand(context, step);
      return undefined;
    case 'values':
      await changeValues(context, step);
      return undefined;
    case 'back':
      return 'back';
    case 'skip':
      return skip(context, step, { reason: 'skipped', tally });
    case 'quit':
      return { stop: 'you left it' };
  }
}

async function skip(
  { terminal, colours, recorder, outcomes }: RunContext,
  step: Step,
  { reason, tally }: { reason: string; tally: Tally },
): Promise<Next> {
  tally.skipped += 1;
  outcomes.set(step.snippet, 'skipped');
  const isByHand = reason === 'skipped';
  terminal.print(`  ${colours.dim(isByHand ? 'skipped' : printable(`left out: ${reason}`))}\n\n`);
  await recorder.skipped(step, isByHand ? 'skipped' : `left out: ${reason}`);
  return 'next';
}

/** Runs a step, with a question more when that fails and somebody is there. */
async function tryStep(
  context: RunContext,
  step: Step,
  { code, tally }: { code: string; tally: Tally },
): Promise<Next> {
  const { terminal, colours, leave, recorder } = context;
  if (terminal.isRead?.() === false)
    return { stop: `${step.name} was not run: nobody reads what is printed` };
  const missing = await askForValues(context, step);
  if (missing.length > 0) {
    const sentence = `${step.name} needs ${missing.join(', ')}`;
    terminal.print(`  ${colours.red(`not run: ${printable(sentence)}`)}\n`);
    return leave.isAttended
      ? 'stay'
      : { stop: `${sentence}: give it with --set, --values or the environment` };
  }
  const unfit = unfitFor(context, step, code);
  if (unfit !== undefined) {
    terminal.print(`  ${colours.red(`not run: ${printable(unfit)}`)}\n`);
    await recorder.remark(`\`${step.name}\` was not run: ${unfit}.`);
    return leave.isAttended ? 'stay' : { stop: `${step.name} was not run: ${unfit}` };
  }
  const result = await runStep(context, step, code);
  if (!result) return 'next';
  tally.run += 1;
  context.outcomes.set(step.snippet, result.outcome);
  terminal.print('\n');
  if (wentWell(result)) {
    tally.failed.delete(step);
    return 'next';
  }
  tally.failed.add(step);
  terminal.print(`${colours.red(`${colours.bold(printable(step.name))} did not go as the runbook says.`)}\n`);
  const advice = whereToGo(context, step, { colours, width: context.terminal.width });
  if (advice) terminal.print(`${advice}\n\n`);
  if (!leave.isAttended) return { stop: `${step.name} failed` };
  return askAfterFailure(context, step);
}

async function askAfterFailure(context: RunContext, step: Step): Promise<Next> {
  const text = `  ${printable(step.name)}: Enter goes on · r tries again · q quit · ? keys › `;
  for (;;) {
    const typed = await askAtPrompt(context, text, [
      ['Enter', 'goes on'],
      ['r', 'tries it again'],
    ]);
    if (typed && 'to' in typed) return typed;
    const answer = typed?.text.toLowerCase();
    if (answer === undefined || /^(q|quit|exit)$/.test(answer)) return { stop: 'you left it' };
    if (/^(r|b|retry|again|back)$/.test(answer)) return 'stay';
    if (answer === '' || /^(n|next|s|skip|go on)$/.test(answer)) return 'next';
    // Whoever meant something else has not said that a failed step may be left behind.
    context.terminal.print(context.colours.dim(`  \`${printable(typed?.text ?? '')}\` is none of these.\n`));
  }
}

/** Lets somebody change the command once; what it does then is judged anew. */
async function editAndTry(context: RunContext, step: Step, tally: Tally): Promise<Next | undefined> {
  const isLine = !step.code.includes('\n');
  const code = isLine
    ? await askLine({ text: '  $ ', initial: step.code })
    : await editText(step.code, context.terminal.environment);
  if (code === undefined || code.trim() === '' || code === step.code) return undefined;
  const { risk, because } = await context.judge(step, code);
  const edited: Step = { ...step, code, risk, because, way: step.way };
  context.terminal.print(
    renderStep({ ...context, steps: context.steps.with(context.steps.indexOf(step), edited) }, edited),
  );
  const question = questionFor(edited, context.leave);
  if (question.ask === 'skip' || question.ask === 'refuse') {
    context.terminal.print(`  left out: ${printable(question.reason)}\n`);
    return undefined;
  }
  const choice =
    question.ask === 'nothing' ? 'run' : await askAboutStep(context, edited, { question, isDryRun: false });
  if (typeof choice === 'object') return choice;
  if (choice === 'quit') return { stop: 'you left it' };
  return choice === 'run' ? tryStep(context, step, { code, tally }) : undefined;
}

async function changeValues(context: RunContext, step: Step): Promise<void> {
  for (const name of step.params) {
    const param = context.runbook.params.find((known) => known.name === name);
    if (param && !(await askForValue(context, param))) return;
  }
}

function findStep({ planned }: RunContext, name: string | undefined): Step | undefined {
  return name === undefined ? undefined : planned.find(({ snippet }) => snippet.name === name);
}
