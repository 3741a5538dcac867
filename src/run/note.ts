import type { Runbook } from '../runbook/parse.ts';
import { renderExcerpt } from './bounded-text.ts';
import { renderComparison } from './render-comparison.ts';
import { renderDuration } from './duration.ts';
import type { GivenValue } from './values.ts';
import { renderOutcome, wentWell } from './result.ts';
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
export function startNote(template: string | undefined, facts: NoteFacts): string {
  const body = fillTemplate(withoutFrontmatter(template ?? BUILT_IN), facts);
  return `${body.trimEnd()}\n`;
}

/** The heading under which a run writes; a note that goes on has one for each run. */
export function runHeading({ runbook, at, who }: NoteFacts): string {
  const by = who === '' ? '' : ` by ${who}`;
  return `\n## Steps of ${runbook.id}, run ${timeOf(at)} UTC${by}\n\nWritten by \`opsbook run\` while it ran. Times in UTC.\n`;
}

/** The template of a book that has none of its own. */
const BUILT_IN = `# Incident _date, YYYY-MM-DD_: _what is wrong, in a few words_

- Declared by: _who_
- Severity: _and why_
- System and services: _what is affected_
- Runbook: _which page is followed_
- Status: _open, mitigated or resolved_

## What is seen

_Symptoms, and who is affected_

## Timeline

- _HH:MM_ UTC: _what happened, what was done_

## At the end

- [ ] Users can use it again, and this was checked from outside.
- [ ] The cause is known: _what it was_
- [ ] The runbook is updated, or needs no change: _what was unclear or missing_
`;

/** A place of the template that the machine can fill, and what stands there then; nothing where it is not known. */
interface Place {
  readonly pattern: RegExp;
  readonly text: string | undefined;
}

// Each matches an emphasis after a label, as in `- Declared by: _who_`, or one in the title.
function listPlaces({ runbook, at, who, severity, services }: NoteFacts): readonly Place[] {
  return [
    { pattern: /^(#[^\n]*?)_date,? YYYY-MM-DD_/im, text: at.toISOString().slice(0, 10) },
    { pattern: /^(# [^\n]*?)_(?:what is wrong|one line)[^_\n]*_/im, text: runbook.title },
    { pattern: /^(- Declared by: )_[^_\n]*_/im, text: who },
    { pattern: /^(- Severity: )_[^_\n]*_/im, text: severity && `${severity}, as the runbook has it` },
    { pattern: /^(- (?:System and )?services?: )_[^_\n]*_/im, text: services.join(', ') },
    { pattern: /^(- Runbooks?: )_[^_\n]*_/im, text: `\`${runbook.id}\` (${runbook.path})` },
    { pattern: /^(- Status: )_[^_\n]*_/im, text: 'open' },
  ];
}

function fillTemplate(template: string, facts: NoteFacts): string {
  return listPlaces(facts).reduce(
    (body, { pattern, text }) => (text ? body.replace(pattern, (_, before: string) => before + text) : body),
    template,
  );
}

function withoutFrontmatter(text: string): string {
  return text.replace(/^---\r?\n[^]*?\r?\n---[ \t]*\r?\n/, '').trimStart();
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
    `${wentWell(result) ? capitalised(renderOutcome(result)) : `**Failed**: ${renderOutcome(result)}`}, after ${renderDuration(duration)}.`,
    '',
    outcome === 'started' ? '' : text === '' ? printed : fence('text', text),
    ...(differences ? ['', 'Expected (`-`) and found (`+`):', '', fence('diff', differences)] : []),
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
