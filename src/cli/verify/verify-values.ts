import { fits } from '../../runbook/schema/params.ts';
import type { Runbook } from '../../runbook/read/parse.ts';

/** The values of an unattended run: the environment's win over the settings', those over defaults. */
export function unattendedValues(
  { params }: Runbook,
  settings: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  return new Map(
    params.flatMap((param) => {
      const value = [environment[param.name], settings[param.name], param.default].find(
        (one) => one !== undefined && one !== '' && fits(param, one),
      );
      return value === undefined ? [] : [[param.name, value] as const];
    }),
  );
}
