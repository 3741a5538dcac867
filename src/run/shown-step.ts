import type { Param } from '../runbook/schema/params.ts';
import { deliverStep } from './command-of.ts';
import type { DeliveredStep, Runnable } from './command-of.ts';
import { MASK, maskText } from './mask.ts';

/** What a step is shown with. */
export interface ShownWith {
  readonly params: readonly Pick<Param, 'name' | 'allow' | 'isSecret'>[];
  readonly values: ReadonlyMap<string, string>;
}

/** Plain in every place, so that no quotes tell what kind of secret there is; of its own length, whatever the secret's is. */
const STAND_IN = 'SECRETofOPSBOOKsecret';

/**
 * A step's texts for a person to read: as they are run, but for the secrets. These are never quoted for their place and
 * hidden afterwards: in the quotes of three shells a secret has a form that no mask knows.
 */
export function shownStep(step: Runnable, { params, values }: ShownWith): DeliveredStep {
  const names = new Set(params.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  const secrets = [...values].flatMap(([name, value]) => (names.has(name) ? [value] : []));
  // A secret may be a part of another value too.
  const without = (value: string): string =>
    secrets.filter(Boolean).reduce((text, secret) => text.replaceAll(secret, STAND_IN), value);
  const shown = new Map(
    [...values].map(([name, value]) => [name, names.has(name) ? STAND_IN : without(value)]),
  );
  const { code, via, folder } = deliverStep(step, { params, values: shown });
  const hide = (text: string): string => maskText(text.replaceAll(STAND_IN, MASK), secrets);
  return {
    code: hide(code),
    via: hide(via),
    folder: folder === undefined ? undefined : hide(folder),
    // Whether the real ones fit.
    unfit: deliverStep(step, { params, values }).unfit,
  };
}
