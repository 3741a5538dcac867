import { resolve } from 'node:path';
import { listEnvs } from '../../run/plan.ts';
import type { Step } from '../../run/plan.ts';
import { gatherValues, readValuesFile } from '../../run/given-values.ts';
import type { GatheredValues } from '../../run/given-values.ts';
import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { printable } from '../../runbook/words/printable.ts';
import { askLine } from '../../tools/keyboard.ts';
import { readIfThere } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

interface ValueFlags {
  readonly set?: readonly string[];
  readonly values?: string;
}

/** The values that the caller gives, by flags, a file and the environment. */
export async function gather(
  runbook: Runbook,
  flags: ValueFlags,
  terminal: Terminal,
): Promise<GatheredValues> {
  const file =
    flags.values === undefined ? {} : await readValues(resolve(terminal.folder, flags.values), flags.values);
  const gathered = gatherValues(runbook.params, {
    set: flags.set ?? [],
    file,
    environment: terminal.environment,
  });
  const [fault] = gathered.faults;
  if (fault !== undefined) throw new UsageError(fault);
  for (const warning of gathered.warnings) terminal.warn(`${printable(warning)}\n`);
  return gathered;
}

async function readValues(path: string, name: string): Promise<Readonly<Record<string, string>>> {
  const text = await readIfThere(path);
  if (text === undefined) throw new UsageError(`--values: there is no file \`${name}\`.`);
  try {
    return readValuesFile(name, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new UsageError(`--values: \`${name}\` cannot be read: ${reason ?? ''}.`, { cause });
  }
}

/** The variant to run: as given, the only one there is, or what somebody answers. */
export async function chooseEnv(
  runbook: Runbook,
  given: string | undefined,
  { isAsked, isDryRun }: { isAsked: boolean; isDryRun: boolean },
): Promise<string | undefined> {
  const envs = listEnvs(runbook);
  if (envs.length === 0) return undefined; // one flag serves many runbooks
  if (given !== undefined && !envs.includes(given))
    throw new UsageError(
      `--env: no step has a variant \`${given}\`; there are ${envs.join(', ')}.${didYouMean(given, envs)}`,
    );
  if (given !== undefined || envs.length < 2) return given ?? envs[0];
  if (isDryRun) return undefined;
  if (!isAsked) throw new UsageError(`this runbook has variants: say which with --env (${envs.join(', ')}).`);
  for (;;) {
    const answer = await askLine({ text: `Which of ${envs.map(printable).join(', ')}? › ` });
    if (answer === undefined) throw new UsageError('no variant was chosen.');
    const found = envs.filter((env) => env.startsWith(answer.trim()));
    if (found.length === 1 || envs.includes(answer.trim()))
      return found.length === 1 ? found[0] : answer.trim();
  }
}

/** All steps, or those that were asked for by name: they run even where a run would not come by itself. */
export function chooseSteps(steps: readonly Step[], names: readonly string[] | undefined): readonly Step[] {
  if (!names) return steps;
  const known = steps.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--step: this runbook has no step \`${unknown}\`.${didYouMean(unknown, known)}`);
  return names
    .flatMap((name) => steps.filter((step) => step.name === name))
    .map((step) => ({ ...step, isRollback: false, isExcluded: false }));
}
