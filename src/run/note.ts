import type { Runbook } from '../runbook/read/parse.ts';
import { renderExcerpt } from './bounded-text.ts';
import { fillTemplate } from './fill-template.ts';
import { renderComparison } from './render-comparison.ts';
import { renderDuration } from './duration.ts';
import type { GivenValue } from './given-values.ts';
import { renderLeft, renderOutcome, wentWell } from './result.ts';
import type { StepResult } from './result.ts';

/** What is known of an incident when its note begins. */
export interface NoteFacts {
  readonly runbook: Pick<Runbook, 'id' | 'title' | 'path'>;
  readonly at: Date;
  /** Who runs it; empty when nobody knows. */
  readonly who: string;
  readonly severity: string | undefined;
  readonly services: readonly string[];
}

/** The beginning of a note: the template with what is known filled in. */
export function startNote(template: string, { runbook, ...facts }: NoteFacts): string {
  const runbooks = [`\`${runbook.id}\` (${runbook.path})`];
  return fillTemplate(template, { ...facts, title: runbook.title, runbooks });
}

/** The heading under which a run writes; a note that goes on has one for each run. */
export function runHeading({ runbook, at, who }: NoteFacts): string {
  const by = who === '' ? '' : ` by ${who}`;
  return `\n## Steps of ${runbook.id}, run ${timeOf(at)} UTC${by}\n\nWritten by \`opsbook run\` while it ran. Times in UTC.\n`;
}

/** What is written before a step runs, so that a crash leaves the command behind. */
export function stepBegun(
  { step, code, isEdited, at }: Pick<StepResult, 'step' | 'code' | 'isEdited' | 'at'>,
  values: ReadonlyMap<string, GivenValue>,
): string {
  const facts = [step.risk, step.snippet.env, isEdited ? 'edited' : undefined].filter(Boolean).join(', ');
  const used = step.params.flatMap((name) => {
    const given = values.get(name);
    return given ? [`${name}=${given.value} (${given.source})`] : [];
  });
  return [
    '',
    `### ${clock(at)} ${step.name} (${facts})`,
    '',
    fence(step.snippet.language, code),
    ...(used.length > 0 ? ['', `With ${used.map((text) => inlineCode(text)).join(', ')}.`] : []),
    '',
  ].join('\n');
}

/** What is written when it has ended. */
export function stepEnded(result: StepResult): string {
  const { step, outcome, duration, output, comparison } = result;
  const text = renderExcerpt(output).replace(/\n$/, '');
  const differences = comparison && !comparison.isMatch ? renderComparison(comparison) : undefined;
  const printed =
    step.snippet.attributes['interactive'] === 'true'
      ? 'Run in the terminal: its output was not recorded.'
      : 'It printed nothing.';
  return [
    '',
    // Two people may write into one note: each ending says whose it is.
    `${inlineCode(step.name)}: ${wentWell(result) ? '' : '**failed**: '}${renderOutcome(result)}, after ${renderDuration(duration)}.`,
    '',
    ...(renderLeft(result) === undefined ? [] : [`It ${renderLeft(result) ?? ''}.`, '']),
    outcome === 'started' ? '' : text === '' ? printed : fence('text', text),
    ...(differences ? ['', 'Expected (`-`) and found (`+`):', '', fence('diff', differences)] : []),
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** What is written when a snippet in the background has ended. */
export function backgroundEnded({ step, duration, output }: StepResult, at: Date): string {
  const text = renderExcerpt(output).replace(/\n$/, '');
  const line = remark(at, `\`${step.name}\` in the background ended after ${renderDuration(duration)}.`);
  return text === '' ? line : `${line}\n${fence('text', text)}\n`;
}

/** One line for what happened beside the steps: something was skipped, a value was given, the run ended. */
export function remark(at: Date, text: string): string {
  return `\n- ${clock(at)} UTC: ${text}\n`;
}

function clock(at: Date): string {
  return at.toISOString().slice(11, 19);
}

function timeOf(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

/** A fence that its content cannot close. */
function fence(language: string, text: string): string {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}${language}\n${text}\n${marks}`;
}

function inlineCode(text: string): string {
  const marks = '`'.repeat(longestRun(text) + 1);
  return marks.length === 1 ? `\`${text}\`` : `${marks} ${text} ${marks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
