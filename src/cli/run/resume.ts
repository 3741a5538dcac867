import { basename, resolve } from 'node:path';
import { whyNot } from '../../run/given-values.ts';
import type { GivenValue } from '../../run/given-values.ts';
import type { Step } from '../../run/plan.ts';
import { readNote } from '../../run/read-note.ts';
import type { NotedRun } from '../../run/read-note.ts';
import type { Param } from '../../runbook/schema/params.ts';
import { readIfThere } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';

/** A run that is gone on with. */
export interface Resumed extends NotedRun {
  /** The note, as its caller wrote it. */
  readonly file: string;
}

/** Reads the note of a run that is to go on; the runbook is the one that is named, or the last one in it. */
export async function openResumed(file: string, id: string | undefined, folder: string): Promise<Resumed> {
  const text = await readIfThere(resolve(folder, file));
  if (text === undefined) throw new UsageError(`--resume: there is no file \`${file}\`.`);
  const noted = readNote(text, id);
  if (noted) return { ...noted, file };
  const what = id === undefined ? 'of a run' : `of \`${id}\``;
  throw new UsageError(
    `--resume: \`${basename(file)}\` holds no steps ${what}: opsbook run --note writes \`## Steps of …\` into it.`,
  );
}

/** Where a run goes on, and how the steps before went. */
export interface Place {
  /** The step to go on at; undefined when none is left. */
  readonly step: Step | undefined;
  readonly outcomes: readonly (readonly [Step, string])[];
  /** Steps of the note that the runbook no longer has. */
  readonly gone: readonly string[];
}

/** After the last step that went well or was skipped; at the last one where it did not, or nobody saw its end. */
export function placeOf({ steps: noted }: NotedRun, steps: readonly Step[]): Place {
  const outcomes = new Map<Step, string>();
  const gone = new Set<string>();
  let at = 0;
  for (const { name, outcome } of noted) {
    const index = steps.findIndex((step) => step.name === name);
    const step = steps[index];
    if (!step) {
      gone.add(name);
      continue;
    }
    outcomes.set(step, outcome === 'open' ? 'no end seen' : outcome);
    at = outcome === 'passed' || outcome === 'skipped' ? index + 1 : index;
  }
  return { step: steps[at], outcomes: [...outcomes], gone: [...gone] };
}

/** The values of the note where the caller gives none; what does not fit its param any more is asked for again. */
export function withNoted(
  given: ReadonlyMap<string, GivenValue>,
  noted: ReadonlyMap<string, string>,
  params: readonly Param[],
): ReadonlyMap<string, GivenValue> {
  const values = new Map(given);
  for (const param of params) {
    const value = noted.get(param.name);
    const source = given.get(param.name)?.source;
    if (value === undefined || param.isSecret || source === '--set' || source === '--values') continue;
    if (whyNot(param, value) === undefined) values.set(param.name, { value, source: 'note' });
  }
  return values;
}

/** What is said as it goes on. */
export function renderResumed({ step, outcomes, gone }: Place, file: string, steps: readonly Step[]): string {
  const count = (outcome: string): number => outcomes.filter(([, one]) => one === outcome).length;
  const done = `${count('passed')} done, ${count('skipped')} skipped`;
  const lost =
    gone.length > 0 ? ` The runbook no longer has ${gone.map((name) => `\`${name}\``).join(', ')}.` : '';
  if (!step) return `In ${file} every step has been gone through (${done}): nothing is left to run.${lost}`;
  const number = `${steps.indexOf(step) + 1}/${steps.length}`;
  return `Goes on at ${number} ${step.name}, as ${file} has it: ${done}.${lost} The shell begins anew, without the folder and the variables of the steps before.`;
}
