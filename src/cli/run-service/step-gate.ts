import { questionFor } from '../../run/question.ts';
import type { Leave } from '../../run/question.ts';
import type { Step } from '../../run/plan.ts';
import type { Gate, LinkedStep, StepState } from '../../run/run-protocol.ts';
import type { Risk } from '../../runbook/read/snippet.ts';
import { standardSection } from '../../runbook/read/sections.ts';
import { askedBy } from '../../site/asked-values.ts';
import type { BookPage } from './book-pages.ts';

/** What stands before a step, and why. */
export interface StepGate {
  readonly gate: Gate;
  readonly word?: string;
  readonly reason?: string;
}

/** Decides what stands before a step: the same question as in the terminal, put to a page. */
export function gateOf(step: Step, { runbook }: Pick<BookPage, 'runbook'>, only: Risk | undefined): StepGate {
  // Somebody is there to be asked, and nothing was allowed beforehand.
  const leave: Leave = { isYes: false, isYesToDestroy: false, isAttended: true, only };
  const { way, snippet } = step;
  if (way.kind === 'none') return { gate: 'none', reason: way.reason };
  const question = questionFor(step, leave);
  if (question.ask === 'skip' || question.ask === 'refuse')
    return { gate: 'hidden', reason: question.reason };
  if (snippet.attributes['interactive'] === 'true')
    return { gate: 'terminal', reason: 'it needs a terminal' };
  // Such a page is filled in for its reader; the runner fills in declared params alone.
  if (runbook.params.length === 0 && askedBy(runbook).places(snippet).length > 0)
    return { gate: 'none', reason: 'its page declares no `params`: fill it in and copy it' };
  if (question.ask === 'word') return { gate: 'word', word: question.word };
  return { gate: question.ask === 'yes' ? 'dialog' : 'click' };
}

/** A step as the page is told of it. */
export function stateOf(step: Step, page: BookPage, only: Risk | undefined): StepState {
  const { gate, reason } = gateOf(step, page, only);
  const isGraver = step.because !== undefined && step.snippet.risk !== step.risk;
  const why = reason ?? (isGraver ? `${step.risk} because of \`${step.because ?? ''}\`` : undefined);
  return {
    ...{ line: lineOf(step), name: step.name, risk: step.risk, gate },
    ...(step.snippet.env === undefined ? {} : { env: step.snippet.env }),
    ...(why === undefined ? {} : { reason: why }),
  };
}

/** The line of a step's fence; 0 for one without a place, which no page has. */
export function lineOf({ snippet }: Step): number {
  return snippet.range?.start.line ?? 0;
}

/** The step of a name in the variant of another step. */
export function stepBeside(step: Step, name: string | undefined, { steps }: BookPage): Step | undefined {
  if (name === undefined) return undefined;
  const named = steps.filter(({ snippet }) => snippet.name === name);
  return named.find(({ snippet }) => snippet.env === step.snippet.env) ?? named[0];
}

/** More buttons than these are a list that the page has already. */
const MOST_VERIFYING = 3;

/** What shows whether a change has helped: the first steps of the section for it, in the same variant. */
export function verifying(step: Step, { steps, book }: BookPage): readonly Step[] {
  const isVerifying = ({ section, snippet }: Step): boolean =>
    standardSection(section.trim(), book.settings.sectionWords) === 'Verification' &&
    (snippet.env === undefined || snippet.env === step.snippet.env);
  return steps.filter((one) => isVerifying(one) && one !== step).slice(0, MOST_VERIFYING);
}

/** Another step as a button of the page; undefined where it is not run from there. */
export function linkTo(
  step: Step | undefined,
  page: BookPage,
  only: Risk | undefined,
): LinkedStep | undefined {
  if (!step) return undefined;
  const { gate } = gateOf(step, page, only);
  return gate === 'hidden' || gate === 'none' ? undefined : { line: lineOf(step), name: step.name, gate };
}
