import { whyNot } from '../../run/given-values.ts';
import type { Step } from '../../run/plan.ts';
import { Refusal } from '../../run/refusal.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import type { Param } from '../../runbook/schema/params.ts';
import { printable } from '../../runbook/words/printable.ts';
import { askLine } from '../../tools/keyboard.ts';
import type { Terminal } from '../command.ts';

/** Secret values, which only the terminal of the service is asked for. */
export interface AskSecrets {
  /**
   * Those that a step uses; each is asked for once.
   * @param waiting told what is waited for, before somebody is asked
   */
  of(runbook: Runbook, step: Step, waiting: Waiting): Promise<ReadonlyMap<string, string>>;
}

export interface Waiting {
  readonly say: (words: string) => void;
  readonly signal: AbortSignal;
}

/** @param secrets takes every value, as what no output may show */
export function secretsOf(terminal: Terminal, secrets: string[]): AskSecrets {
  const known = new Map<string, string>();
  let turn: Promise<unknown> = Promise.resolve();

  async function valueOf(param: Param, asking: Asking): Promise<string | undefined> {
    const { runbook, step, waiting } = asking;
    const key = `${runbook.id} ${param.name}`;
    const own = known.get(key) ?? terminal.environment[param.name];
    if (own !== undefined && own !== '' && whyNot(param, own) === undefined) return own;
    if (!step.needed.includes(param.name)) return undefined;
    if (!terminal.isInteractive)
      throw new Refusal(
        'value',
        `${param.name} is secret, and the service has no terminal to ask in: start it with ${param.name} in its environment.`,
      );
    waiting.say(`The service asks for ${param.name} in its terminal.`);
    // One prompt at a time: who types must know what for.
    const asked = turn.then(() => ask(param, asking));
    turn = asked.catch(() => undefined);
    const value = await asked;
    known.set(key, value);
    return value;
  }

  async function ask(param: Param, { runbook, step, waiting }: Asking): Promise<string> {
    terminal.print(
      printable(
        `The page of ${runbook.id} wants to run ${step.name}, which needs ${param.name}: ${param.description}`,
      ) + '\n',
    );
    for (;;) {
      const { signal } = waiting;
      const answer = signal.aborted
        ? undefined
        : await askLine({ text: `  ${param.name} (Ctrl-C refuses): `, isSecret: true, signal });
      if (answer === undefined)
        throw new Refusal('value', `Nobody gave ${param.name}: ${step.name} was not run.`);
      const reason = whyNot(param, answer);
      if (reason === undefined) return answer;
      terminal.print(`  ${printable(reason)}\n`);
    }
  }
  return {
    async of(runbook, step, waiting) {
      const values = new Map<string, string>();
      for (const param of runbook.params) {
        if (!param.isSecret || !step.params.includes(param.name)) continue;
        const value = await valueOf(param, { runbook, step, waiting });
        if (value === undefined) continue;
        values.set(param.name, value);
        if (!secrets.includes(value)) secrets.push(value);
      }
      return values;
    },
  };
}

interface Asking {
  readonly runbook: Runbook;
  readonly step: Step;
  readonly waiting: Waiting;
}
