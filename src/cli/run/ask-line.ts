import { printable } from '../../runbook/words/printable.ts';
import type { Step } from '../../run/plan.ts';
import { askLine } from '../../tools/keyboard.ts';
import type { RunContext } from './context.ts';
import { paintFor } from './render-step.ts';

/** What was typed at a prompt of a run: an answer to its question, or the step to go to. */
export type Typed = { readonly text: string } | { readonly to: Step };

const EVERYWHERE = [
  ['l', 'lists the steps'],
  ['3, j NAME', 'goes to that step'],
  [': TEXT', 'writes a remark into the note'],
  ['= TEXT', 'writes a decision into the note'],
  ['q', 'ends the run'],
] as const;

/**
 * Asks at a prompt, and does what every prompt can do: list the steps, say the keys, write down a remark or a
 * decision. @returns undefined for Ctrl-C and Ctrl-D
 */
export async function askAtPrompt(
  context: RunContext,
  text: string,
  keys: readonly (readonly [key: string, does: string])[],
): Promise<Typed | undefined> {
  const { terminal, colours } = context;
  for (;;) {
    const answer = (await askLine({ text }))?.trim();
    if (answer === undefined) return undefined;
    const step = stepNamed(context, answer);
    if (step) return { to: step };
    if (answer === '?') terminal.print(renderKeys([...keys, ...EVERYWHERE]));
    else if (answer === 'l') terminal.print(renderList(context));
    else if (/^[:=]/.test(answer)) await writeDown(context, answer);
    else if (/^(j|jump)( |$)/.test(answer))
      terminal.print(colours.dim('  no step has that name; l lists them\n'));
    else return { text: answer };
  }
}

/** `3` and `j NAME`; a number alone is never an answer. */
function stepNamed({ steps }: RunContext, answer: string): Step | undefined {
  const wanted = /^(?:j|jump)\s(.+)$/.exec(answer)?.[1]?.trim();
  const number = /^\d{1,4}$/.exec(wanted ?? answer)?.[0];
  const named = steps.find(({ name }) => name === wanted);
  return named ?? (number === undefined ? undefined : steps[Number(number) - 1]);
}

async function writeDown({ terminal, colours, recorder }: RunContext, answer: string): Promise<void> {
  const kind = answer.startsWith(':') ? 'remark' : 'decision';
  const text = answer.slice(1).trim();
  if (text === '') return terminal.print(colours.dim(`  type the ${kind} after the sign\n`));
  await recorder.said(kind, text);
  terminal.print(colours.dim(recorder.isKept ? `  ${kind} noted\n` : `  not kept: --note writes a note\n`));
}

function renderKeys(keys: readonly (readonly [string, string])[]): string {
  return keys.map(([key, does]) => `  ${key.padEnd(10)} ${does}\n`).join('');
}

function renderList({ steps, outcomes, colours }: RunContext): string {
  const lines = steps.map((step, index) => {
    const outcome = outcomes.get(step.snippet) ?? '';
    const risk = paintFor(step, colours)(step.risk.padEnd(7));
    return `  ${String(index + 1).padStart(3)}  ${risk}  ${printable(step.name)}  ${colours.dim(outcome)}\n`;
  });
  return lines.join('');
}
