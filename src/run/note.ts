import type { Runbook } from '../runbook/read/parse.ts';
import { renderExcerpt } from './bounded-text.ts';
import type { Excerpt } from './bounded-text.ts';
import { fillTemplate } from './fill-template.ts';
import { renderComparison } from './render-comparison.ts';
import { fence, inlineCode } from './inline-code.ts';
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
  const severity = facts.severity && `${facts.severity}, as the runbook has it`;
  return withoutOwnLines(fillTemplate(template, { ...facts, severity, title: runbook.title, runbooks }));
}

/** A filled template without the lines of its Timeline that are written as things happen. */
export function withoutOwnLines(body: string): string {
  return body
    .split('\n')
    .filter((line) => !BY_ITSELF.some((start) => line.startsWith(start)))
    .join('\n');
}

/** Lines of a template's Timeline that stand for what a run writes there itself. */
const BY_ITSELF = ['- _HH:MM_ UTC: _Step of the runbook', '- _HH:MM_ UTC: _what happened'];

/**
 * The heading under which a run writes; a note that goes on has one for each run.
 * @param by what wrote it, as a sentence
 */
export function runHeading(
  { runbook, at, who }: Pick<NoteFacts, 'at' | 'who'> & { readonly runbook: Pick<Runbook, 'id'> },
  by = 'Written by `opsbook run` while it ran.',
): string {
  const whose = who === '' ? '' : ` by ${who}`;
  return `\n## Steps of ${runbook.id}, run ${timeOf(at)} UTC${whose}\n\n${by} Times in UTC.\n`;
}

/** A step as it begins. */
export type Begun = Pick<StepResult, 'step' | 'code' | 'isEdited' | 'at'>;

/** What is written before a step runs, so that a crash leaves the command behind; `id` tells its block from others. */
export function stepBegun(
  { step, code, isEdited, at }: Begun,
  values: ReadonlyMap<string, GivenValue>,
  id: string | undefined,
): string {
  const facts = [step.risk, step.snippet.env, isEdited ? 'edited' : undefined].filter(Boolean).join(', ');
  const used = step.params.flatMap((name) => {
    const given = values.get(name);
    return given ? [`${name}=${given.value} (${given.source})`] : [];
  });
  return [
    '',
    ...stepHead({ at, name: step.name, facts, language: step.snippet.language, code, used }),
    '',
    ...(id === undefined ? [] : [openBlock(id, step.name, { head: '', dropped: 0, tail: '' }), '']),
  ].join('\n');
}

/** How a step stands in a note, whoever carries it out: `read-note.ts` reads it. */
export interface StepHead {
  readonly at: Date;
  readonly name: string;
  /** Its risk and its environment. */
  readonly facts: string;
  readonly language: string;
  readonly code: string;
  /** Its values, as in `QUEUE=tasks (typed)`. */
  readonly used: readonly string[];
}

/** The lines of a step's heading, command and values. */
export function stepHead({ at, name, facts, language, code, used }: StepHead): readonly string[] {
  return [
    `### ${clock(at)} ${name} (${facts})`,
    '',
    fence(language, code),
    ...(used.length > 0 ? ['', `With ${used.map((text) => inlineCode(text)).join(', ')}.`] : []),
  ];
}

/** What stands in a note while a step runs: if nothing takes its place, nobody saw how the step ended. */
export function openBlock(id: string, name: string, output: Excerpt): string {
  const text = renderExcerpt(output).replace(/\n$/, '');
  return [
    beginMark(id),
    '',
    `${inlineCode(name)}: no end was written. What it printed until then:`,
    '',
    text === '' ? 'It had printed nothing.' : fence('text', text),
    '',
    endMark(id),
  ].join('\n');
}

const beginMark = (id: string): string => `<!-- opsbook step ${id} -->`;
const endMark = (id: string): string => `<!-- opsbook end ${id} -->`;

/** A note with a text in place of a step's open block; at its end if somebody took the block out. */
export function replaceBlock(note: string, id: string, text: string): string {
  const start = note.indexOf(beginMark(id));
  const end = note.indexOf(endMark(id), start);
  if (start < 0 || end < 0) return `${note}\n${text.trimEnd()}\n`;
  return `${note.slice(0, start)}${text.trim()}${note.slice(end + endMark(id).length)}`;
}

/** What is written when it has ended. */
export function stepEnded(result: StepResult): string {
  const { step, outcome, duration, output, comparison, evidence, isUnseen } = result;
  const text = renderExcerpt(output).replace(/\n$/, '');
  const differences = comparison && !comparison.isMatch ? renderComparison(comparison) : undefined;
  const printed = isUnseen
    ? 'Run in the terminal: its output was not recorded, for want of `script` of util-linux.'
    : 'It printed nothing.';
  return [
    '',
    // Two people may write into one note: each ending says whose it is.
    `${inlineCode(step.name)}: ${wentWell(result) ? '' : '**failed**: '}${renderOutcome(result)}, after ${renderDuration(duration)}.`,
    '',
    ...(renderLeft(result) === undefined ? [] : [`It ${renderLeft(result) ?? ''}.`, '']),
    outcome === 'started' ? '' : text === '' ? printed : fence('text', text),
    ...(evidence === undefined ? [] : ['', `The whole output is in ${inlineCode(evidence)}.`]),
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
