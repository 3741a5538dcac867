import { whyNot } from '../../run/given-values.ts';
import type { Step } from '../../run/plan.ts';
import { Refusal } from '../../run/refusal.ts';
import type { Runbook } from '../../runbook/read/parse.ts';

/**
 * The values that a page shows, each checked by its param. One that it does not show has no default here: what
 * runs is what is seen. Values that other steps use may still be half typed.
 */
export function givenByPage(
  { params }: Pick<Runbook, 'params'>,
  step: Step,
  values: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const param = params.find((known) => known.name === name);
    if (!param) throw new Refusal('value', `${name} is not a param of this runbook.`, name);
    if (param.isSecret)
      throw new Refusal(
        'value',
        `${name} is secret: the service asks for it, and takes none from a page.`,
        name,
      );
    const reason = whyNot(param, value);
    if (reason !== undefined) throw new Refusal('value', `${name}: ${reason}.`, name);
    given.set(name, value);
  }
  const secret = new Set(params.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  const missing = step.needed.find((name) => !given.has(name) && !secret.has(name));
  if (missing !== undefined)
    throw new Refusal('value', `${step.name} needs ${missing}: fill it in.`, missing);
  return given;
}
