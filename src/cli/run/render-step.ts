import { printable } from '../../runbook/words/printable.ts';
import { maskText } from '../../run/mask.ts';
import type { Step } from '../../run/plan.ts';
import { shownStep } from '../../run/shown-step.ts';
import type { ShownWith } from '../../run/shown-step.ts';
import { throughWhat } from '../../run/render-plan.ts';
import { unattendedDoubts } from '../../run/unattended-doubts.ts';
import type { Colours } from '../colours.ts';
import { codeLine } from '../render-runbook.ts';
import { sayUnfit } from '../../shell/put-values.ts';
import { stepValues } from './context.ts';
import type { RunContext } from './context.ts';

/** A step as it is shown before it is asked about: what is run, values in it wherever a run writes them there. */
export function renderStep(context: RunContext, step: Step): string {
  const { colours, steps } = context;
  const delivered = shownStep(step, shownWith(context));
  const way = step.way.kind === 'pipe' ? { ...step.way, via: delivered.via } : step.way;
  const { env, attributes } = step.snippet;
  const paint = paintFor(step, colours);
  const notes = [step.risk, env, attributes['timeout'], ...flags(step)].filter(Boolean).join(' · ');
  const at = steps.findIndex(({ snippet }) => snippet === step.snippet);
  const place = at < 0 ? 'beside them' : `${at + 1}/${steps.length}`;
  const head = `${place}  ${colours.bold(printable(step.name))}  ${paint(printable(notes))}`;
  return [
    head,
    renderedCode(context, step),
    ...facts(context, { ...step, way }).map((fact) => colours.dim(`  ${fact}`)),
    ...unattendedDoubts(step).map((doubt) => colours.yellow(`  ${printable(doubt)}`)),
    ...(delivered.unfit.length > 0
      ? [colours.yellow(`  cannot run as it is: ${printable(sayUnfit(delivered.unfit))}`)]
      : []),
    '',
  ].join('\n');
}

/** The text that is run, as the terminal shows it: where values are written into it, and it is not the author's. */
export function renderedCode(context: RunContext, step: Step): string {
  return codeLines(maskText(shownStep(step, shownWith(context)).code, context.secrets)).join('\n');
}

function shownWith(context: RunContext): ShownWith {
  return { params: context.runbook.params, values: stepValues(context).values };
}

/** Code as the terminal shows it, indented. */
export function codeLines(code: string): string[] {
  return code.split('\n').map((line) => (line ? `    ${codeLine(line)}` : ''));
}

export function paintFor({ risk }: Step, colours: Colours): (text: string) => string {
  if (risk === 'destroy') return colours.red;
  return risk === 'change' ? colours.yellow : colours.dim;
}

function flags({ snippet: { attributes } }: Step): string[] {
  return ['interactive', 'background'].filter((name) => attributes[name] === 'true');
}

function facts(
  { values, runbook, secrets }: RunContext,
  { params, snippet, because, risk, way }: Step,
): string[] {
  const used = params.map((name) => {
    const given = values.get(name);
    const isSecret = runbook.params.some((param) => param.name === name && param.isSecret);
    if (!given) return `${name} (no value yet)`;
    return isSecret
      ? `${name} (secret)`
      : `${name}=${printable(maskText(given.value, secrets))} (${given.source})`;
  });
  const isGraverThanSaid = because !== undefined && snippet.risk !== risk;
  return [
    ...(used.length > 0 ? [`with ${used.join(', ')}`] : []),
    ...throughWhat(way),
    ...(way.kind === 'none' ? [`not run here: ${printable(way.reason)}`] : []),
    ...(way.kind === 'pipe' ? [`through ${printable(maskText(way.via, secrets))}`] : []),
    ...(isGraverThanSaid ? [`${risk} because of \`${printable(because)}\``] : []),
    ...(snippet.expected === undefined ? [] : ['expected output:', ...codeLines(snippet.expected)]),
  ];
}
