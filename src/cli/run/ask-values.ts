import type { Param } from '../../runbook/schema/params.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { Step } from '../../run/plan.ts';
import { whyNot } from '../../run/given-values.ts';
import type { GivenValue } from '../../run/given-values.ts';
import { askLine } from '../../tools/keyboard.ts';
import type { RunContext } from './context.ts';

/** Asks for what a step needs and nobody has given yet. Returns those that it cannot do without and that still have no value. */
export async function askForValues(context: RunContext, step: Step): Promise<readonly string[]> {
  for (const name of step.params) {
    const param = context.runbook.params.find((known) => known.name === name);
    if (!param || context.settled.has(name)) continue;
    const isAnswered = context.leave.isYes && context.values.has(name);
    if (isAnswered || !context.leave.isAttended) continue;
    if (!(await askForValue(context, param))) break;
  }
  return step.needed.filter((name) => !context.values.has(name));
}

/** Asks until the value fits; an empty answer takes what is there. False when nobody wants to answer. */
export async function askForValue(context: RunContext, param: Param): Promise<boolean> {
  const { terminal, colours, values } = context;
  const known = values.get(param.name);
  terminal.print(`${colours.bold(param.name)}  ${printable(param.description)}\n`);
  for (;;) {
    const offer = known && !param.isSecret ? ` [${printable(known.value)}]` : known ? ' [as it is]' : '';
    const text = `  ${param.name}${offer}: `;
    const answer = await askLine({ text, isSecret: param.isSecret });
    if (answer === undefined) return false;
    if (answer === '' && known) return settle(context, param.name, known);
    const reason = whyNot(param, answer);
    if (reason === undefined) return settle(context, param.name, { value: answer, source: 'typed' });
    if (answer === '')
      terminal.print(colours.dim('  It has no default: type a value, or press Ctrl-C to leave it.\n'));
    else terminal.print(colours.red(`  ${printable(reason)}\n`));
  }
}

/** Takes a value: the next snippets find it in their environment, and a secret one is shown nowhere. */
export function takeValue(context: RunContext, name: string, { value, source }: GivenValue): void {
  context.values.set(name, { value, source });
  context.session.setValue(name, value);
  const isSecret = context.runbook.params.some((param) => param.name === name && param.isSecret);
  if (isSecret && !context.secrets.includes(value)) context.secrets.push(value);
}

function settle(context: RunContext, name: string, given: GivenValue): true {
  takeValue(context, name, given);
  context.settled.add(name);
  return true;
}
