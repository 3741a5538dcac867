import { maskText } from '../../run/mask.ts';
import type { Step } from '../../run/plan.ts';
import { shownStep } from '../../run/shown-step.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { printable } from '../../runbook/words/printable.ts';
import { sayUnfit } from '../../shell/put-values.ts';

/** What is known of a step's texts. */
export interface Showing {
  readonly runbook: Pick<Runbook, 'params'>;
  readonly values: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
}

/** A step's command as it runs, for a page: without secrets, and with everything written out that nobody would see. */
export interface ShownCommand {
  readonly command: string;
  readonly through: string | undefined;
  readonly folder: string | undefined;
  /** Why its values cannot stand where they must, in words. */
  readonly unfit: string | undefined;
}

/** Writes out a command for a page, by the texts that the runner runs. */
export function shownCommand(step: Step, { runbook, values, secrets }: Showing): ShownCommand {
  const { code, via, folder, unfit } = shownStep(step, { params: runbook.params, values });
  const show = (text: string): string => maskText(text, secrets).split('\n').map(visible).join('\n');
  return {
    command: show(code),
    through: step.way.kind === 'pipe' ? show(via) : undefined,
    folder: folder === undefined ? undefined : show(folder),
    unfit: unfit.length > 0 ? sayUnfit(unfit) : undefined,
  };
}

/** A tab is a tab; what turns a line around, or hides in it, is written out. */
function visible(line: string): string {
  return line.split('\t').map(printable).join('\t');
}
